/* results.js - the trial beside the result in force: a sentence, a table, charts. */
const kaoheResults = (() => {
	'use strict';
	const C = kaoheCombine, {t, both, list, el} = kaoheWords;

	const nameOf = (page, unit) => both(page.data.units[unit].name);
	const rankText = x => x.rank ? String(x.rank) : x.apart ? t('apart') : '';

	/* "+0.25": the difference of what is published. */
	const difference = (page, x, base) => {
		if (!x.published || !base.published) return x.text === base.text ? '0' : '';
		const d = C.sub(x.published, base.published);
		return (C.sign(d) > 0 ? '+' : '') + C.fixed(d, page.data.decimals).replace('-', '−');
	};
	const moveText = (x, base) => {
		if (x.rank && base.rank) return x.rank === base.rank ? t('same') : t(x.rank < base.rank ? 'up' : 'down', Math.abs(x.rank - base.rank));
		return x.rank ? t('joins') : base.rank ? t('leaves') : '';
	};
	const moved = (x, base) => x.rank !== base.rank;

	/* Group by group, ranked ones by rank, then those apart; equal ones in the order of the rule file. */
	const inOrder = (page, units) => {
		const key = x => x.rank || Infinity, group = x => page.data.in_groups ? page.data.units[x.unit].group : 0;
		const known = x => group(x) === null ? Infinity : group(x);
		return [...units].sort((x, y) => known(x) - known(y) || (key(x) === key(y) ? x.unit - y.unit : key(x) - key(y)));
	};

	/* ---- the sentence ---- */

	const sentence = view => {
		const {page, result, base} = view;
		if (result.refused) return t('refused', both(result.refused));
		if (!result.units) return t('negative');
		if (!view.isSet) return t('nothing_set');
		const scores = result.units.filter(x => x.text !== base.units[x.unit].text).length;
		if (!page.data.ranked) return t('scores_moved', scores);
		const who = inOrder(page, result.units).filter(x => moved(x, base.units[x.unit]));
		if (!who.length) return t('nothing_moved', scores);
		return t('who_moved', scores, who.length, list(who.map(x =>
			t('moved_one', nameOf(page, x.unit), rankText(base.units[x.unit]), rankText(x)))));
	};

	/* ---- the table ---- */

	const rowOf = (view, x) => {
		const {page, base} = view, before = base.units[x.unit], ranked = page.data.ranked;
		const group = page.data.units[x.unit].group;
		const cells = [
			ranked ? el('td', {class: 'right'}, rankText(x)) : null,
			el('th', {scope: 'row'}, nameOf(page, x.unit)),
			page.data.in_groups ? el('td', {}, group === null ? '' : both(page.data.groups[group].name)) : null,
			el('td', {class: 'right strong'}, x.text),
			el('td', {class: 'right'}, difference(page, x, before)),
			ranked ? el('td', {class: moved(x, before) ? 'strong' : 'quiet'}, moveText(x, before)) : null,
			ranked ? el('td', {class: 'right quiet'}, rankText(before)) : null,
			el('td', {class: 'right quiet'}, before.text),
		];
		return el('tr', {'data-unit': page.data.units[x.unit].id, 'data-rank': x.rank, 'data-score': x.text, class: moved(x, before) ? 'moved' : null},
			...cells);
	};
	/* A table scrolls in its place where it is too wide, by keyboard too. */
	const framed = (name, inside) => el('div', {class: 'table', tabindex: 0, role: 'region', 'aria-label': name}, inside);

	const table = view => {
		const {page} = view, ranked = page.data.ranked;
		const heads = [ranked && ['rank', 'right'], ['unit'], page.data.in_groups && ['group'], ['score', 'right'], ['change', 'right'],
			ranked && ['move'], ranked && ['base_rank', 'right'], ['base_score', 'right']].filter(x => x);
		return framed(t('result'), el('table', {}, el('caption', {}, t('result')),
			el('thead', {}, el('tr', {}, ...heads.map(([key, align]) => el('th', {scope: 'col', class: align}, t(key))))),
			el('tbody', {}, ...inOrder(page, view.result.units).map(x => rowOf(view, x)))));
	};

	/* ---- charts ---- */

	/* Items whose points add up to the total for every unit, from the root down as long as they are not too many. */
	const MOST = 10;
	const components = (page, units) => {
		let out = [page.items[0]];
		const open = x => x.leaf < 0 && x.children.length && units.every(u => u.whole[x.index]);
		for (let next = out.find(open), kept = new Set(); next; next = out.find(x => open(x) && !kept.has(x))) {
			const more = out.flatMap(x => x === next ? x.children : [x]);
			if (more.length > MOST && out.length > 1) kept.add(next);
			else out = more;
		}
		return out;
	};
	/* As a part of the total: a deduction, here or above, takes away. */
	const bring = (page, u, item) => {
		let less = false;
		for (let x = item; x.parent !== null; x = page.items[x.parent]) less = less !== (x.outside === 'deduction');
		return less ? C.sub(C.zero, u.points[item.index]) : u.points[item.index];
	};
	const show = (page, x) => C.fixed(x, page.data.decimals);

	const bars = view => {
		const {page} = view, units = inOrder(page, view.result.units);
		return {kind: 'stacked', title: t('bars_title'), about: t('bars_about'), axis: t('axis_points'), from: 0, to: 0,
			labels: units.map(u => nameOf(page, u.unit)),
			series: components(page, units).filter(item => units.some(u => C.sign(u.points[item.index]))).map(item => ({name: both(page.data.items[item.index].name),
				values: units.map(u => C.double(bring(page, u, item))), texts: units.map(u => show(page, bring(page, u, item)))}))};
	};

	/* Those ranked with the unit that is looked at. */
	const peers = (view, units) => {
		const {page} = view, group = page.data.units[view.unit].group;
		return inOrder(page, units).filter(x => x.rank && (!page.data.in_groups || page.data.units[x.unit].group === group));
	};

	const slope = view => {
		const {page, base, result} = view;
		const units = peers(view, result.units).filter(x => base.units[x.unit].rank);
		if (!page.data.ranked || !view.isSet || units.length < 2) return null;
		return {kind: 'slope', title: t('slope_title'), about: t('slope_about'), axis: t('axis_rank'), from: 0, to: 0,
			labels: [t('base'), t('now')],
			series: units.map(x => ({name: nameOf(page, x.unit), values: [base.units[x.unit].rank, x.rank],
				texts: [String(base.units[x.unit].rank), String(x.rank)]}))};
	};

	const waterfall = view => {
		const {page} = view, all = peers(view, view.result.units);
		const leader = all.find(x => x.unit !== view.unit), own = view.result.units[view.unit];
		if (!leader || !own) return null;
		const items = components(page, [leader, own]);
		const steps = items.map(item => ({name: both(page.data.items[item.index].name),
			by: C.sub(bring(page, own, item), bring(page, leader, item))})).filter(x => C.sign(x.by));
		const signed = x => (C.sign(x) > 0 ? '+' : '') + show(page, x).replace('-', '−');
		return {kind: 'waterfall', title: t(own.rank === 1 ? 'waterfall_lead' : 'waterfall_title', nameOf(page, own.unit), nameOf(page, leader.unit)),
			about: t('waterfall_about'), axis: t('axis_points'), from: 0, to: 0,
			labels: [nameOf(page, leader.unit), ...steps.map(x => x.name), nameOf(page, own.unit)],
			series: [{name: t('points'), values: [leader.score, ...steps.map(x => x.by), own.score].map(C.double),
				texts: [leader.text, ...steps.map(x => signed(x.by)), own.text]}]};
	};

	/* width: that of the paper, or null for that of its place. */
	const draw = (place, chart, width) => {
		place.hidden = !chart;
		place.replaceChildren();
		if (!chart || typeof kaoheCharts === 'undefined') return;
		const drawing = el('div', {class: 'drawing'});
		place.append(el('figcaption', {}, chart.title), el('p', {class: 'about'}, chart.about), drawing);
		kaoheCharts.draw(drawing, chart, width || undefined);
	};

	return {sentence, framed, table, bars, slope, waterfall, draw, nameOf, inOrder};
})();
