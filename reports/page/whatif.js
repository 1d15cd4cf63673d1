/* whatif.js - what belongs to the interactive part of the page, and when it is worked out anew.
 *
 * The state stands in the address; whatever changes it (a control, a link, the reader's own hand) ends in show().
 * Nothing is shown before the page's own sums for that combination of policies agree with the engine's.
 */
(() => {
	'use strict';
	const C = kaoheCombine, S = kaoheState, W = kaoheWords, R = kaoheResults, {t, el} = kaoheWords;

	const root = document.getElementById('whatif');
	const source = document.getElementById('kaohe-data') || document.getElementById('whatif-data');
	if (!root || !source) return;
	const page = C.prepare(JSON.parse(source.textContent));
	W.start(page.data.words);
	if (!page.data.units.length) return;

	const sound = new Map(); /* combination: does it agree with the engine? */
	const isSound = index => {
		if (!sound.has(index)) sound.set(index, C.agrees(page, index));
		return sound.get(index);
	};
	const work = state => {
		const combination = S.combination(page, state), arrangement = C.arrange(page, state.settings);
		const result = page.data.mode === 'exact' ? C.score(page, combination, arrangement, S.least(page, state))
			: C.lookUp(page, combination);
		return {page, state, combination, arrangement, result, isSet: S.isSet(page, state)};
	};
	const base = work(S.start(page)).result;

	/* Who is looked at, unless somebody was chosen: the one behind the leader. */
	const unitOf = view => {
		if (view.state.unit !== null) return view.state.unit;
		const order = base.units ? R.inOrder(page, base.units) : [];
		return order.length > 1 ? order[1].unit : 0;
	};

	/* ---- the elements, made once for each language ---- */

	let parts = null, waiting = 0, drawing = 0, told = '';
	const figure = () => el('figure', {class: 'trial-chart', hidden: true});

	const remarks = () => {
		const list = [];
		if (page.data.mode !== 'exact') list.push('table_only');
		else if (page.data.weights_tried) list.push('weights_tried');
		if (!page.data.ranked) list.push('one_unit');
		if (page.data.grades) list.push('grades_left');
		return list.map(key => el('p', {class: 'quiet'}, t(key)));
	};

	const chooser = () => {
		const select = el('select', {}, ...page.data.units.map((x, i) => el('option', {value: i}, R.nameOf(page, i))));
		select.addEventListener('change', () => changed({...view.state, unit: Number(select.value)}));
		return select;
	};

	const build = () => {
		parts = {
			controls: kaoheControls.build({...view, changed}), alert: el('p', {class: 'bad', role: 'alert', hidden: true}),
			sentence: el('p', {class: 'sentence'}), live: el('p', {class: 'unseen', role: 'status', 'aria-live': 'polite'}),
			table: el('div'), bars: figure(), slope: figure(), waterfall: figure(), select: chooser(), drill: el('div'),
			command: el('code'), results: el('div', {class: 'results'}),
		};
		parts.results.append(parts.table, parts.bars, parts.slope,
			el('h3', {}, t('drill_title')), el('p', {}, el('label', {}, t('choose') + ' ', parts.select)), parts.waterfall, parts.drill,
			el('p', {class: 'quiet'}, t('drill_note')), page.data.texts_left ? el('p', {class: 'quiet'}, t('texts_left')) : '');
		root.replaceChildren(el('h2', {id: 'whatif-title'}, t('title')), el('p', {}, t('intro')), ...remarks(), parts.alert, parts.controls,
			parts.sentence, parts.live, parts.results,
			el('div', {class: 'again'}, el('p', {}, t('command')), el('pre', {}, parts.command), el('p', {class: 'quiet'}, t('link'))));
		root.setAttribute('aria-labelledby', 'whatif-title');
		told = '';
	};

	/* ---- showing ---- */

	/* Not at every step of a slider: what a screen reader is to read out. */
	const tell = text => {
		clearTimeout(waiting);
		waiting = setTimeout(() => {
			if (told !== '' && told !== text) parts.live.textContent = text;
			told = text;
		}, 400);
	};

	const charts = width => {
		if (parts.results.hidden) return;
		const exact = page.data.mode === 'exact';
		R.draw(parts.bars, exact ? R.bars(view) : null, width);
		R.draw(parts.slope, R.slope(view), width);
		R.draw(parts.waterfall, exact && page.data.ranked ? R.waterfall(view) : null, width);
	};
	/* Once for all that happens before the screen is drawn again. */
	const chartsSoon = () => {
		cancelAnimationFrame(drawing);
		drawing = requestAnimationFrame(() => charts(null));
	};

	const render = () => {
		const good = isSound(view.combination) && isSound(page.data.official);
		kaoheControls.show({...view, changed});
		root.classList.toggle('unset', !view.isSet);
		parts.alert.hidden = good && !view.unread.length;
		parts.alert.textContent = !good ? t('mismatch') : view.unread.length ? t('unread', W.list(view.unread)) : '';
		const text = good ? R.sentence(view) : t('mismatch');
		parts.sentence.textContent = text;
		tell(text);
		parts.command.textContent = S.command(page, view.state, t('case'));
		parts.select.value = String(view.unit);
		parts.results.hidden = !good || !view.result.units;
		if (parts.results.hidden) return;
		parts.table.replaceChildren(R.table(view));
		parts.drill.replaceChildren(el('p', {class: 'strong'}, t('drill', R.nameOf(page, view.unit))), kaoheDrill.table(view));
		chartsSoon();
	};

	let view = null;
	const show = (state, unread) => {
		view = {...work(state), base, unread};
		view.unit = unitOf(view);
		if (parts) render();
	};
	const address = state => {
		const text = S.format(page, state);
		if (location.hash.replace(/^#/, '') === text) return;
		try {
			history.replaceState(null, '', '#' + text);
		} catch (e) { /* not everywhere allowed for a file; the address bar then says less */
			location.replace('#' + text);
		}
	};
	const changed = state => {
		show(state, []);
		address(state);
	};

	/* A fragment that names a place of the page is a jump, no state. */
	const isJump = fragment => fragment !== '' && !fragment.includes('=') && document.getElementById(fragment);
	const readAddress = () => {
		const fragment = location.hash.slice(1);
		if (isJump(fragment) && view) {
			address(view.state);
			return;
		}
		const {state, unread} = S.parse(page, isJump(fragment) ? '' : fragment);
		show(state, unread);
	};

	const speak = () => {
		W.choose(document.documentElement.lang);
		build();
		render();
	};

	if (!base.units) return;
	readAddress();
	window.addEventListener('hashchange', readAddress);
	document.addEventListener('kaohe:language', speak);
	document.addEventListener('kaohe:resize', event => { if (parts) charts(event.detail); });
	if (typeof kaoheCharts === 'undefined') speak();
})();
