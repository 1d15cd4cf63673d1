/* shell.js - the page around the report: which language is shown, charts as wide as their place, print.
 *
 * Other scripts learn of a change from the event "kaohe:language" of the document (detail: "zh" or "en"), and of
 * what must be drawn anew from "kaohe:resize" (detail: the width in print, or null). Links of the table of contents
 * leave the fragment of the address alone: the state of the what-if stands there.
 */
'use strict';

(() => {
	const tools = document.querySelector('.tools');
	const languages = [...document.querySelectorAll('.language')];
	const buttons = [...tools.querySelectorAll('button[data-show]')];
	const printed = 672; /* px between the margins of A4 */

	function drawAll(width) {
		for (const figure of document.querySelectorAll('.language:not([hidden]) figure.chart')) {
			const chart = JSON.parse(figure.querySelector('script').textContent);
			kaoheCharts.draw(figure.querySelector('.drawing'), chart, width);
		}
		document.dispatchEvent(new CustomEvent('kaohe:resize', {detail: width || null}));
	}

	function show(name) {
		const old = languages.find((l) => !l.hidden), now = languages.find((l) => l.id === name);
		/* The reader stays in the section that is read. */
		const place = old && old !== now ? sectionInView(old) : null;
		for (const language of languages) language.hidden = language !== now;
		for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.show === name));
		document.documentElement.lang = now.lang;
		document.title = now.querySelector('h1') ? now.querySelector('h1').textContent : document.title;
		for (const words of document.querySelectorAll('[data-' + name + ']')) words.textContent = words.dataset[name];
		drawAll();
		if (place !== null) {
			const heading = now.querySelectorAll('article h2')[place];
			if (heading) heading.scrollIntoView();
		}
		document.dispatchEvent(new CustomEvent('kaohe:language', {detail: name}));
		listTrial();
	}
	function sectionInView(language) {
		const above = [...language.querySelectorAll('article h2')].filter((h) => h.getBoundingClientRect().top < window.innerHeight / 3);
		return above.length > 0 ? above.length - 1 : null;
	}

	/* What the interactive part is called stands in the contents too. */
	function listTrial() {
		const heading = document.querySelector('#whatif h2'), list = document.querySelector('.language:not([hidden]) .contents ol');
		if (!heading || !list || list.querySelector('a[href="#whatif"]')) return;
		const item = document.createElement('li'), link = document.createElement('a');
		link.href = '#whatif';
		link.textContent = heading.textContent;
		item.append(link);
		list.append(item);
	}

	function folded(fold) {
		for (const details of document.querySelectorAll('figure.chart > details')) details.open = !fold;
	}
	let openBefore = [];
	window.addEventListener('beforeprint', () => {
		openBefore = [...document.querySelectorAll('details')].filter((d) => !d.open);
		for (const details of openBefore) details.open = true;
		drawAll(printed);
	});
	window.addEventListener('afterprint', () => {
		for (const details of openBefore) details.open = false;
		drawAll();
	});

	let width = 0, waiting = 0;
	window.addEventListener('resize', () => {
		cancelAnimationFrame(waiting);
		waiting = requestAnimationFrame(() => {
			if (width !== document.documentElement.clientWidth) drawAll();
			width = document.documentElement.clientWidth;
		});
	});

	document.addEventListener('click', (event) => {
		const link = event.target.closest('.contents a, a.skip');
		const target = link && document.getElementById(decodeURIComponent(link.getAttribute('href').slice(1)));
		if (!target) return;
		event.preventDefault();
		const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
		target.scrollIntoView({behavior: calm ? 'auto' : 'smooth'});
		if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
		target.focus({preventScroll: true});
	});

	tools.hidden = false;
	for (const button of buttons) button.addEventListener('click', () => show(button.dataset.show));
	tools.querySelector('.print').addEventListener('click', () => window.print());
	/* Beside the text, where there is room for it. */
	const roomy = window.matchMedia('(min-width: 64rem)');
	const unfold = () => { for (const details of document.querySelectorAll('.contents details')) details.open = roomy.matches; };
	roomy.addEventListener('change', unfold);
	unfold();
	folded(true);
	width = document.documentElement.clientWidth;
	show(languages.find((l) => !l.hidden).id);
})();
