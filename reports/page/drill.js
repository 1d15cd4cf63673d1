/* drill.js - one unit item by item: how each number came about, by what clause, and what one more project would add. */
const kaoheDrill = (() => {
	'use strict';
	const C = kaoheCombine, {t, both, el} = kaoheWords;

	/* The engine's own words for a leaf's mark; of a combined period for each part. */
	const formulas = (view, leaf) => {
		const {page} = view, data = page.data;
		return data.states[view.combination].parts.map((part, k) => {
			const i = data.columns[data.rows[part.how][leaf]][view.unit];
			const name = data.parts.length ? both(data.parts[k].name) + ': ' : '';
			return i < 0 ? null : el('div', {}, name + data.texts[i]);
		}).filter(x => x);
	};

	/* "13.5 × 12/13 = 12.46", "18 + 13.5 + ... = 83.25" */
	const combining = (view, x, own) => {
		const {page} = view, i = x.index, data = page.data;
		if (!own.points || data.parts.length) return null;
		const result = C.plain(own.points[i]), rounded = C.fixed(own.points[i], data.decimals);
		const equals = ' = ' + result + (C.decimal(own.points[i], 4) ? '' : ' ≈ ' + rounded);
		if (x.leaf >= 0)
			return C.sign(own.max[i]) ? C.plain(own.max[i]) + ' × ' + C.plain(C.div(own.points[i], own.max[i])) + equals : null;
		if (!own.whole[i] || !x.children.length) return null;
		const parts = x.children.map((c, k) => (c.outside === 'deduction' ? ' − ' : k ? ' + ' : '') + C.plain(own.points[c.index]));
		return parts.join('') + equals;
	};

	const depthOf = (page, x) => x.parent === null ? 0 : 1 + depthOf(page, page.items[x.parent]);

	/* One cell for each type of project; empty where no number of projects decides. */
	const nexts = (view, x) => view.types.map(type => {
		const gain = x.leaf < 0 || !view.result.units[view.unit].points ? null
			: C.oneMore(view.page, view.combination, view.arrangement, view.unit, x.index, type);
		return el('td', {class: 'right', 'data-type': view.page.data.types[type].id, 'data-next': gain ? C.exact(gain) : null}, gain ? C.fixed(gain, view.page.data.decimals) : '');
	});

	/* What a clause orders, where it is named first. */
	const gist = (view, index) => {
		const text = index === null || view.named.has(index) ? '' : both(view.page.data.clauses[index].gist);
		view.named.add(index);
		return text ? el('span', {class: 'below'}, text) : null;
	};

	const rowOf = (view, x) => {
		const {page} = view, item = page.data.items[x.index], own = view.result.units[view.unit];
		const idle = own.idle ? own.idle[x.index] && !C.sign(own.max[x.index]) : own.shown[x.index] === null;
		const points = own.points ? C.fixed(own.points[x.index], page.data.decimals) : own.shown[x.index];
		const clause = item.clause === null ? null : page.data.clauses[item.clause];
		const combined = idle ? null : combining(view, x, own);
		const department = both(item.department);
		return el('tr', {'data-item': item.id, 'data-points': idle ? null : points},
			el('th', {scope: 'row', class: 'depth-' + Math.min(depthOf(page, x), 5)}, both(item.name),
				department ? el('span', {class: 'below'}, department) : null),
			el('td', {class: 'right strong'}, idle ? t('no_task') : points),
			el('td', {class: 'right'}, idle || !own.max ? '' : C.fixed(own.max[x.index], page.data.decimals)),
			el('td', {class: 'formula'}, ...(x.leaf >= 0 && !idle ? formulas(view, x.leaf) : []),
				combined ? el('div', {class: 'quiet'}, combined) : null),
			el('td', {}, clause ? both(clause.name) : '', gist(view, item.clause)),
			...nexts(view, x));
	};

	/* An item, and what lies below it, as the rule file has them. */
	const below = x => [x].concat(...x.children.map(below));

	/* Types that some leaf of the method counts. */
	const typesOf = view => view.page.data.types.map((x, k) => k).filter(k =>
		view.page.data.states[view.combination].parts[0].next[k] !== undefined &&
		view.page.items.some(x => x.leaf >= 0 && x.counted && view.result.units[view.unit].points &&
			C.oneMore(view.page, view.combination, view.arrangement, view.unit, x.index, k)));

	const table = view => {
		const {page} = view;
		view = {...view, types: typesOf(view), named: new Set()};
		const name = t('drill', both(page.data.units[view.unit].name));
		const heads = [['item'], ['points', 'right'], ['full', 'right'], ['how'], ['clause']];
		return kaoheResults.framed(name, el('table', {class: 'drill'}, el('caption', {}, name),
			el('thead', {}, el('tr', {}, ...heads.map(([key, align]) => el('th', {scope: 'col', class: align}, t(key))),
				...view.types.map(k => el('th', {scope: 'col', class: 'right'}, t('next', both(page.data.types[k].name)))))),
			el('tbody', {}, ...below(page.items[0]).map(x => rowOf(view, x)))));
	};

	return {table, typesOf};
})();
