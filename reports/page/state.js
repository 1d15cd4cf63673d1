/* state.js - what the reader has set, and how it stands in the address of the page.
 *
 * "#policy.no_task=full&weight.logistics=20&unit=anji": the keys and values are those of the command's --set, with
 * --rebalance where weights or points are among them. In a canonical order, so that one state has one address.
 * What cannot be read is kept apart, to be told.
 */
const kaoheState = (() => {
	'use strict';
	const C = kaoheCombine;

	const start = page => ({
		chosen: page.data.policies.map(p => p.chosen), /* [policy]: alternative */
		numbers: new Map(), /* policy: fraction */
		settings: new Map(), /* item: weight or points */
		unit: null, /* index of the one that is looked at */
	});

	const isAxis = (page, policy) => page.data.axes.includes(policy);
	/* The one number that the page can follow: it decides nothing but who is ranked. */
	const isNumber = (page, policy) => page.data.mode === 'exact' && page.data.ranked && page.data.policies[policy].least;
	const weightsAllowed = page => page.data.mode === 'exact' && !page.data.weights_tried;

	/* "weight" or "points" of an item that can be set, else null. */
	const spaceOf = (page, item) => {
		const x = page.items[item];
		if (!x || x.parent === null || !weightsAllowed(page)) return null;
		const p = page.items[x.parent];
		return p.weighted ? 'weight' : p.added ? 'points' : null;
	};
	const most = (page, item) => spaceOf(page, item) === 'weight' ? C.hundred : [1000000n, 1n];

	/* As it is written in the address and on the command line. */
	const text = x => C.decimal(x, 12) || C.exact(x);

	const setPolicy = (page, state, seen, id, value) => {
		const i = page.data.policies.findIndex(p => p.id === id);
		if (i < 0 || seen.has('policy.' + i)) return false;
		const policy = page.data.policies[i];
		if (isAxis(page, i)) {
			const chosen = policy.alternatives.findIndex(x => x.id === value);
			if (chosen < 0) return false;
			state.chosen[i] = chosen;
		} else if (isNumber(page, i)) {
			const x = C.read(value);
			if (!x || C.cmp(x, C.read(policy.low)) < 0 || C.cmp(x, C.read(policy.high)) > 0) return false;
			if (C.cmp(x, C.read(policy.number))) state.numbers.set(i, x);
		} else return false;
		seen.add('policy.' + i);
		return true;
	};

	const setShare = (page, state, space, id, value) => {
		const i = page.data.items.findIndex(x => x.id === id), x = C.read(value);
		if (i < 0 || spaceOf(page, i) !== space || state.settings.has(i)) return false;
		if (!x || C.sign(x) < 0 || C.cmp(x, most(page, i)) > 0) return false;
		state.settings.set(i, x);
		return true;
	};

	const setUnit = (page, state, seen, value) => {
		const i = page.data.units.findIndex(x => x.id === value);
		if (i < 0 || seen.has('unit')) return false;
		state.unit = i;
		seen.add('unit');
		return true;
	};

	/* Settings that cannot hold together: one after the other is taken as long as they can. Returns those left out. */
	const reconcile = (page, state) => {
		if (C.arrange(page, state.settings).weights) return [];
		const all = [...state.settings], left = [];
		state.settings = new Map();
		all.forEach(([item, value]) => {
			state.settings.set(item, value);
			if (C.arrange(page, state.settings).weights) return;
			state.settings.delete(item);
			left.push(`${spaceOf(page, item)}.${page.data.items[item].id}=${text(value)}`);
		});
		return left;
	};

	const decode = part => {
		try {
			return decodeURIComponent(part);
		} catch (e) {
			return null;
		}
	};

	/* Of the fragment with or without its "#": {state, unread}. Never fails. */
	const parse = (page, fragment) => {
		const state = start(page), unread = [], seen = new Set();
		fragment.replace(/^#/, '').split('&').filter(x => x !== '').forEach(part => {
			const whole = decode(part), match = whole === null ? null : /^([a-z]+)(?:\.([^=]*))?=(.*)$/.exec(whole);
			const [, space, id, value] = match || [];
			const good = !match ? false
				: space === 'policy' ? setPolicy(page, state, seen, id, value)
				: space === 'weight' || space === 'points' ? setShare(page, state, space, id, value)
				: space === 'unit' && id === undefined ? setUnit(page, state, seen, value) : false;
			if (!good) unread.push(whole === null ? part : whole);
		});
		return {state, unread: unread.concat(reconcile(page, state))};
	};

	/* What differs from the rules in force, as --set has it, in the order of the rule file. */
	const settings = (page, state) => {
		const list = [];
		page.data.policies.forEach((p, i) => {
			if (isAxis(page, i) && state.chosen[i] !== p.chosen)
				list.push(`policy.${p.id}=${p.alternatives[state.chosen[i]].id}`);
			if (state.numbers.has(i)) list.push(`policy.${p.id}=${text(state.numbers.get(i))}`);
		});
		page.data.items.forEach((x, i) => {
			if (state.settings.has(i)) list.push(`${spaceOf(page, i)}.${x.id}=${text(state.settings.get(i))}`);
		});
		return list;
	};

	const format = (page, state) => settings(page, state)
		.concat(state.unit === null ? [] : [`unit=${page.data.units[state.unit].id}`]).join('&');

	/* The command that scores the same. What the report itself tried comes first, unless it is set anew. */
	const command = (page, state, folder) => {
		const own = settings(page, state), keys = new Set(own.map(x => x.split('=')[0]));
		const before = page.data.trials.filter(x => x !== '--rebalance' && !keys.has(x.split('=')[0]));
		const rebalance = state.settings.size || page.data.trials.includes('--rebalance');
		/* One word for a shell, whatever is in it. */
		const word = x => /^[A-Za-z0-9_.=,/:%+-]+$/.test(x) ? x : `'${x.replace(/'/g, "'\\''")}'`;
		return ['kaohe', 'score', folder].concat(...before.concat(own).map(x => ['--set', word(x)]),
			rebalance && before.concat(own).length ? ['--rebalance'] : []).join(' ');
	};

	/* Which of the combinations it is. */
	const combination = (page, state) => page.data.axes.reduce(
		(n, policy) => n * page.data.policies[policy].alternatives.length + state.chosen[policy], 0);
	/* The least assigned weight to be ranked. */
	const least = (page, state) => {
		const i = page.data.least_policy;
		return i !== null && state.numbers.has(i) ? state.numbers.get(i) : page.least;
	};

	const isSet = (page, state) => settings(page, state).length > 0;

	return {start, parse, format, command, combination, least, isSet, isAxis, isNumber, spaceOf, most, text};
})();
