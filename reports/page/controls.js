/* controls.js - sliders for weights and points, switches for policies.
 *
 * A weight that is moved is held; those of its siblings that are not held share the rest in the proportions of the rule
 * file, as the command's --rebalance does, so that they add up to the same at every moment.
 * The elements are made once for each language and then only told their values, so that the one in use keeps its focus.
 */
const kaoheControls = (() => {
	'use strict';
	const C = kaoheCombine, S = kaoheState, {t, both, el} = kaoheWords;

	/* page, state and a function `changed` to be called with another state. */
	let context = null, shown = [];

	const copy = state => ({...state, chosen: [...state.chosen], numbers: new Map(state.numbers), settings: new Map(state.settings)});
	const change = edit => {
		const state = copy(context.state);
		edit(state);
		context.changed(state);
	};

	/* ---- weights and points ---- */

	const siblings = x => context.page.items[x.parent].children.filter(c => c !== x && c.inside);
	const baseOf = x => context.page.items[x.parent].weighted ? x.weight : x.points;
	const valueOf = x => (context.page.items[x.parent].weighted ? context.arrangement.weights : context.arrangement.points)[x.index];

	/* Somebody must be there to take or give what it moves by. */
	const canMove = x => !x.inside || siblings(x).some(c => !context.state.settings.has(c.index) && C.sign(baseOf(c)));
	/* The most that it can have. */
	const highest = x => {
		if (!x.inside) return S.most(context.page, x.index);
		const due = C.due(context.page, x.parent, context.arrangement.points);
		const held = siblings(x).filter(c => context.state.settings.has(c.index)).map(c => context.state.settings.get(c.index));
		return C.sub(due, C.sum(held));
	};

	const set = (x, value) => {
		const high = highest(x);
		const within = C.cmp(value, high) > 0 ? high : value;
		change(state => {
			state.settings.set(x.index, within);
			if (!C.arrange(context.page, state.settings).weights) state.settings.delete(x.index);
		});
	};
	/* Held at what it has; where that is too long to be written, at what is nearly it. */
	const hold = (x, held) => change(state => {
		const value = valueOf(x);
		if (held) state.settings.set(x.index, S.text(value).length > 24 ? C.round(value, 6, 'down') : value);
		else state.settings.delete(x.index);
	});

	const stepOf = high => C.cmp(high, [5n, 1n]) <= 0 ? 0.1 : C.cmp(high, [20n, 1n]) <= 0 ? 0.25 : 0.5;
	const reading = x => C.decimal(x, 4) || C.fixed(x, 2);

	/* One line: name, slider, number, hold. */
	const line = x => {
		const item = context.page.data.items[x.index], name = both(item.name);
		const whole = x.inside ? C.due(context.page, x.parent, context.page.items.map(p => p.points))
			: C.cmp(x.points, [5n, 1n]) > 0 ? C.mul(x.points, [2n, 1n]) : [10n, 1n];
		const range = el('input', {type: 'range', min: 0, max: C.double(whole), step: stepOf(whole), 'aria-label': t('slide_what', name)});
		const field = el('input', {type: 'text', inputmode: 'decimal', autocomplete: 'off', size: 7, 'aria-label': t('type_what', name)});
		const box = el('input', {type: 'checkbox', 'aria-label': t('hold_what', name)});
		const wrong = el('span', {class: 'bad', role: 'alert'});
		range.addEventListener('input', () => set(x, C.read(range.value)));
		/* What was moved beyond its bounds comes back to them. */
		range.addEventListener('change', () => show(context));
		field.addEventListener('change', () => {
			const value = C.read(field.value.trim()), high = highest(x);
			const good = value && C.sign(value) >= 0 && C.cmp(value, high) <= 0;
			wrong.textContent = good ? '' : t('bad_value', field.value, reading(high));
			field.setAttribute('aria-invalid', String(!good));
			if (good) set(x, value);
		});
		box.addEventListener('change', () => hold(x, box.checked));
		const label = x.inside ? name : t('outside_of', name);
		shown.push(() => {
			const value = valueOf(x), held = context.state.settings.has(x.index), movable = canMove(x);
			range.value = C.double(value);
			range.setAttribute('aria-valuetext', reading(value));
			if (document.activeElement !== field || field.getAttribute('aria-invalid') !== 'true') {
				field.value = reading(value);
				field.removeAttribute('aria-invalid');
				wrong.textContent = '';
			}
			field.title = C.exact(value);
			box.checked = held;
			range.disabled = field.disabled = !movable;
			box.disabled = !movable && !held;
		});
		return el('div', {class: 'weight'}, el('span', {class: 'what'}, label), range, field,
			el('label', {class: 'hold'}, box, t('hold')), wrong);
	};

	const groupOf = (p, open) => {
		const {page} = context, name = both(page.data.items[p.index].name);
		const total = el('span');
		shown.push(() => {
			const due = C.due(page, p.index, context.arrangement.points);
			total.textContent = t(p.weighted ? 'weights_of' : 'points_of', name, reading(due) + (p.weighted && !p.normalise ? '%' : ''));
		});
		const lines = p.children.filter(c => C.movable(page, c.index)).map(line);
		return el('details', {open, class: 'weights'}, el('summary', {}, total), el('div', {role: 'group', 'aria-label': name}, ...lines));
	};

	const groups = () => {
		const {page} = context;
		const list = page.items.filter(p => p.children.some(c => S.spaceOf(page, c.index) && C.movable(page, c.index)));
		const weighted = list.some(p => p.weighted);
		return list.map((p, i) => groupOf(p, weighted ? p.weighted : i === 0));
	};

	/* ---- policies ---- */

	const alternatives = (policy, i) => policy.alternatives.map((a, k) => {
		const input = el('input', {type: 'radio', name: 'kaohe-' + policy.id, value: a.id});
		input.addEventListener('change', () => change(state => { state.chosen[i] = k; }));
		shown.push(() => { input.checked = context.state.chosen[i] === k; });
		return el('label', {}, input, el('span', {}, both(a.text) + (policy.chosen === k ? t('in_force') : '')));
	});

	const numberOf = (policy, i) => {
		const low = C.read(policy.low), high = C.read(policy.high), base = C.read(policy.number);
		const range = el('input', {type: 'range', min: C.double(low), max: C.double(high), step: 1, 'aria-label': t('slide_what', both(policy.name))});
		const field = el('input', {type: 'text', inputmode: 'decimal', autocomplete: 'off', size: 7, 'aria-label': t('type_what', both(policy.name))});
		const wrong = el('span', {class: 'bad', role: 'alert'});
		const take = x => change(state => {
			if (C.cmp(x, base)) state.numbers.set(i, x);
			else state.numbers.delete(i);
		});
		range.addEventListener('input', () => take(C.read(range.value)));
		field.addEventListener('change', () => {
			const x = C.read(field.value.trim()), good = x && C.cmp(x, low) >= 0 && C.cmp(x, high) <= 0;
			wrong.textContent = good ? '' : t('bad_value', field.value, reading(high));
			field.setAttribute('aria-invalid', String(!good));
			if (good) take(x);
		});
		shown.push(() => {
			const x = context.state.numbers.get(i) || base;
			range.value = C.double(x);
			range.setAttribute('aria-valuetext', reading(x));
			if (document.activeElement === field && field.getAttribute('aria-invalid') === 'true') return;
			field.value = reading(x);
			field.removeAttribute('aria-invalid');
			wrong.textContent = '';
		});
		return [el('div', {class: 'weight'}, range, field, el('span', {}, both(policy.measure)), wrong)];
	};

	const fixedPolicy = policy => [el('p', {}, policy.alternatives.length ? both(policy.alternatives[policy.chosen].text) : policy.number),
		el('p', {class: 'quiet'}, t('fixed_policy', policy.id))];

	const policyOf = (policy, i) => {
		const {page} = context, clause = policy.clause === null ? null : both(page.data.clauses[policy.clause].name);
		const inside = S.isAxis(page, i) ? alternatives(policy, i) : S.isNumber(page, i) ? numberOf(policy, i) : fixedPolicy(policy);
		return el('fieldset', {class: 'policy'}, el('legend', {}, both(policy.name)),
			el('p', {class: 'quiet'}, both(policy.question) + (clause ? t('judged_by', clause) : '')), ...inside);
	};

	/* ---- all of them ---- */

	const build = given => {
		context = given;
		shown = [];
		const {page} = context, reset = el('button', {type: 'button', class: 'reset'}, t('reset'));
		reset.addEventListener('click', () => change(state => Object.assign(state, S.start(page), {unit: state.unit})));
		shown.push(() => { reset.disabled = !S.isSet(page, context.state); });
		return el('div', {class: 'controls'}, ...groups(),
			page.data.policies.length ? el('details', {open: true}, el('summary', {}, t('policies')),
				el('div', {class: 'policies'}, ...page.data.policies.map(policyOf))) : null, reset);
	};
	const show = given => {
		context = given;
		shown.forEach(tell => tell());
	};

	return {build, show};
})();
