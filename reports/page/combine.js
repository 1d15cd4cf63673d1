/* combine.js - weighs marks and adds them up, exactly, as engine/settings.c, combine.c, score.c, parts.c and rank.c do.
 *
 * No mark is made here: marks come from the data of the page, one list for each combination of the policies.
 * Numbers are fractions [numerator, denominator] of BigInt in lowest terms, the denominator above 0.
 */
const kaoheCombine = (() => {
	'use strict';

	/* ---- fractions ---- */

	const gcd = (a, b) => {
		while (b) [a, b] = [b, a % b];
		return a < 0n ? -a : a;
	};
	const of = (n, d) => {
		if (d < 0n) [n, d] = [-n, -d];
		const g = gcd(n, d);
		return g > 1n ? [n / g, d / g] : [n, d];
	};
	const zero = [0n, 1n], one = [1n, 1n], hundred = [100n, 1n];
	const add = (x, y) => x[1] === y[1] ? of(x[0] + y[0], x[1]) : of(x[0] * y[1] + y[0] * x[1], x[1] * y[1]);
	const sub = (x, y) => add(x, [-y[0], y[1]]);
	const mul = (x, y) => of(x[0] * y[0], x[1] * y[1]);
	const div = (x, y) => of(x[0] * y[1], x[1] * y[0]);
	const sign = x => x[0] > 0n ? 1 : x[0] < 0n ? -1 : 0;
	const cmp = (x, y) => sign([x[0] * y[1] - y[0] * x[1], 1n]);
	const min = (x, y) => cmp(x, y) <= 0 ? x : y;
	const sum = list => list.reduce(add, zero);

	/* "12", "-3", "12.50", "1/8", as the command reads them; null for anything else. */
	const read = text => {
		const match = /^(-?)(\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text);
		if (!match || text.length > 40) return null;
		const places = match[3] || '';
		const bottom = match[4] === undefined ? 10n ** BigInt(places.length) : BigInt(match[4]);
		if (!bottom) return null;
		const top = BigInt(match[2] + places);
		return of(match[1] ? -top : top, bottom);
	};

	const roundings = {
		half_up: (twice, bottom) => twice >= bottom,
		half_even: (twice, bottom, whole) => twice > bottom || (twice === bottom && whole % 2n === 1n),
		down: () => false,
		up: (twice) => twice > 0n,
	};
	/* The nearest multiple of 10^-decimals, as a whole number of them. */
	const scaled = (x, decimals, how) => {
		const top = (x[0] < 0n ? -x[0] : x[0]) * 10n ** BigInt(decimals);
		const whole = top / x[1], rest = top % x[1];
		const up = roundings[how](2n * rest, x[1], whole);
		return (x[0] < 0n ? -1n : 1n) * (whole + (up ? 1n : 0n));
	};
	const round = (x, decimals, how) => of(scaled(x, decimals, how), 10n ** BigInt(decimals));
	/* "93.25"; "0.00", never "-0.00". */
	const fixed = (x, decimals, how) => {
		const n = scaled(x, decimals, how || 'half_up');
		const digits = String(n < 0n ? -n : n).padStart(decimals + 1, '0');
		const whole = digits.slice(0, digits.length - decimals);
		return (n < 0n ? '-' : '') + whole + (decimals ? '.' + digits.slice(digits.length - decimals) : '');
	};
	const exact = x => x[1] === 1n ? String(x[0]) : x[0] + '/' + x[1];
	/* The decimal where at most `most` digits behind the point say it all, else null. */
	const decimal = (x, most) => {
		for (let n = 0; n <= most; n++)
			if (10n ** BigInt(n) % x[1] === 0n) return fixed(x, n);
		return null;
	};
	const plain = x => decimal(x, 4) || exact(x);
	const double = x => {
		const n = scaled(x, 12, 'half_up');
		return Number(n) / 1e12;
	};

	/* ---- weights and points under settings ---- */

	/* What the scripts need of the items again and again. */
	const prepare = data => {
		const items = data.items.map((x, i) => ({
			index: i, parent: x.parent, combine: x.combine, children: [], outside: x.outside,
			weighted: x.combine === 'weighted' || x.combine === 'geometric', added: x.combine === 'sum',
			marks: x.combine !== null && x.combine !== 'weighted' && x.combine !== 'sum',
			normalise: x.normalise, counted: x.counted, empty: x.void, leaf: -1,
			weight: x.weight === null ? null : read(x.weight), points: x.points === null ? null : read(x.points),
		}));
		let leaves = 0;
		items.forEach(x => {
			x.inside = x.outside === 'no';
			if (x.parent !== null) items[x.parent].children.push(x);
			if (x.combine === null) x.leaf = leaves++;
		});
		const least = read(data.least);
		const parts = data.parts.map(p => read(p.weight));
		return {data, items, least, parts: parts.length ? parts : [one],
			marks: data.mode === 'exact' ? data.fractions.map(read) : []};
	};

	/* What the children inside add up to by the rule file; null where they need not. */
	const due = (page, parent, points) => {
		const p = page.items[parent];
		if (!p.children.length || !(p.weighted || p.added)) return null;
		if (p.added) return points[parent];
		return p.normalise ? sum(p.children.filter(c => c.inside).map(c => c.weight)) : hundred;
	};

	/* settings: a map from item to its weight or points. Siblings that are not named share what is left, in
	 * proportion. Returns {weights, points}, or {impossible: item} where that cannot be. */
	const arrange = (page, settings) => {
		const weights = page.items.map(x => x.weight), points = page.items.map(x => x.points);
		settings.forEach((value, i) => (page.items[page.items[i].parent].weighted ? weights : points)[i] = value);
		for (const p of settings.size ? page.items : []) {
			const own = p.weighted ? weights : points, inside = p.children.filter(c => c.inside);
			if (p.added && sign(p.points) && !p.children.some(c => settings.has(c.index))) {
				const factor = div(points[p.index], p.points);
				inside.forEach(c => { points[c.index] = mul(points[c.index], factor); });
			}
			const total = due(page, p.index, points);
			if (total) {
				const free = inside.filter(c => !settings.has(c.index));
				const rest = sub(total, sum(inside.filter(c => settings.has(c.index)).map(c => own[c.index])));
				const others = sum(free.map(c => own[c.index]));
				if (cmp(rest, others)) {
					if (sign(rest) < 0 || !sign(others)) return {impossible: p.index};
					const factor = div(rest, others);
					free.forEach(c => { own[c.index] = mul(own[c.index], factor); });
				}
			}
			if (p.added) continue;
			const all = p.weighted ? sum(inside.map(c => weights[c.index])) : null;
			p.children.forEach(c => {
				points[c.index] = !all ? points[p.index]
					: sign(all) ? div(mul(points[p.index], weights[c.index]), all) : zero;
			});
		}
		return {weights, points};
	};

	/* ---- one unit ---- */

	const LIMITS = 1, REDISTRIBUTES = 2, IDLE_FULL = 4;

	/* Marks of leaves, null where nothing is asked; and whether an inner item is asked anything. */
	const asked = (page, marks) => {
		const idle = page.items.map(() => false);
		for (let i = page.items.length; i--;) {
			const x = page.items[i];
			idle[i] = x.leaf >= 0 ? marks[x.leaf] === null
				: x.children.length > 0 && x.children.every(c => idle[c.index] || !c.inside);
		}
		return idle;
	};

	/* The item, here or above, that is marked out of 100; null where there is none. */
	const converted = (page, item, points) => {
		let x = item;
		while (x.parent !== null && !page.items[x.parent].marks) x = page.items[x.parent];
		return x.parent !== null && sign(points[x.index]) ? x : null;
	};

	/* Full points of the children of an item; what the lack of a task earns goes into `lack`. */
	const share = (page, p, arrangement, rules, idle, max, lack) => {
		const {weights, points} = arrangement;
		const full = max[p.index], free = rules[p.index] & REDISTRIBUTES;
		if (p.added) {
			const base = converted(page, p, points);
			const scale = sign(points[p.index]) && cmp(full, points[p.index]);
			p.children.forEach(c => {
				let own = points[c.index];
				if (!c.inside && base) own = div(mul(own, hundred), points[base.index]);
				else if (scale && c.inside) own = div(mul(own, full), points[p.index]);
				max[c.index] = own;
			});
			return;
		}
		const all = p.weighted ? sum(p.children.filter(c => !idle[c.index] || !free).map(c => weights[c.index])) : null;
		p.children.forEach(c => {
			const unasked = idle[c.index] && free;
			max[c.index] = p.marks ? (unasked ? zero : hundred)
				: unasked || !sign(all) ? zero : div(mul(full, weights[c.index]), all);
			if (idle[c.index] && !unasked)
				lack[c.index] = rules[p.index] & IDLE_FULL && !c.empty ? one : zero;
		});
	};

	const combined = {
		sum: (page, p, points) => sum(p.children.filter(c => c.inside).map(c => points[c.index])),
		weighted: (page, p, points) => sum(p.children.filter(c => c.inside).map(c => points[c.index])),
		product: (page, p, points, max) => {
			const list = p.children.filter(c => sign(max[c.index]));
			return list.length ? list.reduce((x, c) => mul(x, div(points[c.index], max[c.index])), max[p.index]) : zero;
		},
		minimum: (page, p, points, max) => {
			const list = p.children.filter(c => sign(max[c.index])).map(c => div(points[c.index], max[c.index]));
			return list.length ? mul(max[p.index], list.reduce(min)) : zero;
		},
	};

	/* Points of every item, or null where a bonus or deduction would be less than nothing. `cut`: what a limit cut
	 * off, or what the lack of a task earned in place of the children. */
	const unitPoints = (page, arrangement, rules, marks) => {
		const idle = asked(page, marks), n = page.items.length;
		const max = Array(n).fill(zero), lack = Array(n).fill(null), points = Array(n).fill(zero);
		const whole = Array(n).fill(true);
		max[0] = arrangement.points[0];
		page.items.forEach(p => { if (p.leaf < 0) share(page, p, arrangement, rules, idle, max, lack); });
		for (let i = n; i--;) {
			const x = page.items[i];
			if (x.leaf >= 0) {
				const mark = lack[i] || marks[x.leaf];
				points[i] = mark ? mul(max[i], mark) : zero;
				continue;
			}
			const total = lack[i] ? mul(max[i], lack[i]) : combined[x.combine](page, x, points, max);
			const within = rules[i] & LIMITS ? min(total, max[i]) : total;
			let beside = zero;
			for (const c of x.children.filter(c => !c.inside)) {
				if (sign(points[c.index]) < 0) return null;
				beside = (c.outside === 'bonus' ? add : sub)(beside, points[c.index]);
			}
			points[i] = add(within, beside);
			whole[i] = !x.marks && !lack[i] && !cmp(within, total);
		}
		return {points, max, idle, whole};
	};

	/* The share of an item's weight that has tasks; null where nothing is scored by counts. */
	const assigned = (page, arrangement, idle, item) => {
		if (item.leaf >= 0) return !item.counted ? null : idle[item.index] ? zero : one;
		let all = zero, part = zero, n = zero, plainPart = zero;
		for (const c of item.children) {
			const own = assigned(page, arrangement, idle, c);
			if (!own || !c.inside) continue;
			const weight = (item.weighted ? arrangement.weights : arrangement.points)[c.index];
			all = add(all, weight);
			part = add(part, mul(weight, own));
			n = add(n, one);
			plainPart = add(plainPart, own);
		}
		return !sign(n) ? null : sign(all) ? div(part, all) : div(plainPart, n);
	};

	/* ---- all units ---- */

	/* Marks of one unit in one part of the period. `other`: {leaf, mark} in place of its own. */
	const marksOf = (page, row, unit, other) => page.data.rows[row].map((column, leaf) => {
		if (other && other.leaf === leaf) return other.mark;
		const i = page.data.columns[column][unit];
		return i < 0 ? null : page.marks[i];
	});

	/* A part in which nothing at all is asked of the unit says nothing about it, unless none of them asks anything. */
	const partWeights = (page, arrangement, marks) => {
		const any = marks.map(list => page.items.some(x =>
			x.leaf >= 0 && sign(arrangement.points[x.index]) > 0 && list[x.leaf] !== null));
		return page.parts.map((w, k) => any.some(x => x) && !any[k] ? zero : w);
	};

	/* One unit's score and points, apart from its rank; null where it cannot be scored. */
	const scoreUnit = (page, state, arrangement, least, unit, other) => {
		const rules = page.data.rules[state.rules];
		const marks = state.parts.map(part => marksOf(page, part.marks, unit, other));
		const parts = marks.map(list => unitPoints(page, arrangement, rules, list));
		if (parts.some(x => !x)) return null;
		const weights = marks.length > 1 ? partWeights(page, arrangement, marks) : [one], all = sum(weights);
		const mean = list => div(sum(list.map((x, k) => sign(weights[k]) ? mul(weights[k], x) : zero)), all);
		const points = marks.length > 1 ? page.items.map(x => mean(parts.map(p => p.points[x.index]))) : parts[0].points;
		const apart = state.apart.includes(unit) || parts.some(p => {
			const share = assigned(page, arrangement, p.idle, page.items[0]);
			return cmp(share ? mul(share, hundred) : hundred, least) < 0;
		});
		return {unit, points, score: points[0], apart,
			max: marks.length > 1 ? page.items.map(x => mean(parts.map(p => p.max[x.index]))) : parts[0].max,
			idle: page.items.map(x => parts.every(p => p.idle[x.index])),
			whole: page.items.map(x => parts.every(p => p.whole[x.index]))};
	};

	/* Ranks, from 1; 0 for those listed apart. The order of `list` is not changed. */
	const rank = (page, list, on) => {
		const {data} = page;
		const groupOf = x => data.in_groups ? data.units[x.unit].group : 0;
		const key = x => on === 'exact' ? x.score : x.published;
		list.forEach(x => { x.rank = 0; });
		if (!data.ranked) return;
		new Set(list.map(groupOf)).forEach(group => {
			const ranked = list.filter(x => groupOf(x) === group && !x.apart)
				.sort((x, y) => cmp(key(y), key(x)) || x.unit - y.unit);
			ranked.forEach((x, i) => {
				const before = ranked[i - 1];
				if (before && !cmp(key(before), key(x))) x.rank = before.rank;
				else x.rank = data.ties === 'dense' ? (before ? before.rank : 0) + 1 : i + 1;
			});
		});
	};

	/* What the page shows of a state: {units: [{unit, score, published, text, rank, apart, points, ...}]}, or
	 * {refused: [zh, en]}, {negative: true}. */
	const score = (page, index, arrangement, least) => {
		const {data} = page, state = data.states[index];
		if (state.refused) return {refused: state.refused};
		const units = data.units.map((x, unit) => scoreUnit(page, state, arrangement, least, unit));
		if (units.some(x => !x)) return {negative: true};
		units.forEach(x => {
			x.published = round(x.score, data.decimals, data.rounding);
			x.text = fixed(x.published, data.decimals);
		});
		rank(page, units, state.on);
		return {units};
	};

	/* The same of a method that fractions cannot express: as the engine has it. */
	const lookUp = (page, index) => {
		const {data} = page, state = data.states[index];
		if (state.refused) return {refused: state.refused};
		return {units: data.units.map((x, unit) => ({
			unit, text: data.published[state.scores[unit]], rank: state.ranks[unit],
			apart: data.ranked && !state.ranks[unit],
			shown: data.points_rows[state.points].map(c => {
				const i = data.points_columns[c][unit];
				return i < 0 ? null : data.points[i];
			}),
		}))};
	};

	/* Does what is worked out here at the weights of the rule file agree with the engine? */
	const agrees = (page, index) => {
		const {data} = page, state = data.states[index];
		if (data.mode !== 'exact' || state.refused) return true;
		const result = score(page, index, arrange(page, new Map()), page.least);
		return !!result.units && result.units.every(x =>
			x.text === data.published[state.scores[x.unit]] && x.rank === state.ranks[x.unit]);
	};

	/* What one more project of a type in a leaf would add to the total; null where that is not known. */
	const oneMore = (page, index, arrangement, unit, item, type) => {
		const state = page.data.states[index], part = state.parts[0], leaf = page.items[item].leaf;
		if (state.parts.length > 1 || leaf < 0 || part.next[type] === undefined) return null;
		const i = page.data.columns[page.data.rows[part.next[type]][leaf]][unit];
		if (i < 0) return null;
		const now = scoreUnit(page, state, arrangement, page.least, unit);
		const then = scoreUnit(page, state, arrangement, page.least, unit, {leaf, mark: page.marks[i]});
		return now && then ? sub(then.score, now.score) : null;
	};

	/* The item that is movable with its siblings: something inside beside it has a weight to give. */
	const movable = (page, item) => {
		const x = page.items[item], p = x.parent === null ? null : page.items[x.parent];
		if (!p || !(p.weighted || p.added)) return false;
		return !x.inside || p.children.some(c => c !== x && c.inside && sign(p.weighted ? c.weight : c.points));
	};

	return {zero, one, hundred, add, sub, mul, div, sign, cmp, sum, read, round, fixed, exact, decimal, plain, double,
		prepare, due, arrange, score, lookUp, agrees, oneMore, movable};
})();
