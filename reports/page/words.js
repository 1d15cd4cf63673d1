/* words.js - the texts of the controls in the language that is shown, and elements made of them. */
const kaoheWords = (() => {
	'use strict';
	let texts = {}, lang = 0;

	/* Of the report's data: [Chinese, English] by key. */
	const start = words => { texts = words; };
	const choose = tag => { lang = /^en/.test(tag) ? 1 : 0; };
	const both = pair => pair[lang];
	/* A text with {0}, {1} ... filled in. */
	const t = (key, ...args) => both(texts[key]).replace(/\{(\d)\}/g, (whole, n) => args[n] === undefined ? '' : args[n]);
	const list = entries => entries.join(t('list_comma'));

	/* el('p', {class: 'quiet'}, 'text', child); attributes that are null or false are left out. */
	const el = (tag, attributes, ...children) => {
		const node = document.createElement(tag);
		Object.entries(attributes || {}).forEach(([name, value]) => {
			if (value !== null && value !== false && value !== undefined) node.setAttribute(name, value === true ? '' : value);
		});
		node.append(...children.filter(x => x !== null && x !== undefined));
		return node;
	};

	return {start, choose, both, t, list, el};
})();
