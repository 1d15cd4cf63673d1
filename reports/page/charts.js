/* charts.js - a chart of the report as a drawing.
 *
 *     kaoheCharts.draw(element, chart)
 * fills `element` with a legend and an <svg>, as wide as it is. What a reader reads stands in `texts`;
 * `values` only say where things are, null for what is absent:
 *     {kind, title, about, axis, labels: [...], series: [{name, values: [...], texts: [...]}], from, to}
 * Each kind is a row of kaoheCharts.kinds: a function that draws into a frame. charts_rows.js has those with a
 * row for each label, charts_grid.js the others.
 * Colours are told apart without colour vision and in black and white: by lightness, by pattern, by the texts.
 */
'use strict';

const kaoheCharts = (() => {
	const kinds = {};
	/* Okabe and Ito's, neighbours of different lightness. */
	const hues = ['#0072B2', '#E69F00', '#009E73', '#F0E442', '#D55E00', '#56B4E9', '#CC79A7', '#4D4D4D'];
	/* What is drawn over them, so that they differ in black and white too. */
	const hatches = ['', 'up', 'dots', '', 'down', 'level', 'cross', ''];
	/* For what has an order, dark to light. */
	const ramp = d3.interpolateRgbBasis(['#123f6d', '#1f6f9f', '#46a0b5', '#8fcbb9', '#d3e8bd', '#fbf5cf']);
	let drawn = 0;

	/* About how wide text is: Chinese is as wide as high. */
	function widthOf(text, size) {
		let em = 0;
		for (const c of text)
			em += c.codePointAt(0) >= 0x2e80 ? 1 : /[il.,:;'|()\s\-]/.test(c) ? 0.36 : /[A-Z%mwMW—]/.test(c) ? 0.78 : 0.58;
		return em * size;
	}
	/* Broken at blanks and between Chinese characters; no line begins with a closing mark. */
	function wrap(text, width, size) {
		const pieces = text.match(/[\u2e80-\uffff][，。、；：）」》”]*|[^\u2e80-\uffff\s]+[，。、；：）」》”]*|\s+/g) || [''];
		const lines = [''];
		for (const piece of pieces) {
			const longer = lines[lines.length - 1] + piece;
			if (lines[lines.length - 1] !== '' && widthOf(longer.trimEnd(), size) > width)
				lines.push(piece.trimStart());
			else
				lines[lines.length - 1] = longer;
		}
		return lines.map((line) => line.trim()).filter((line, i) => line !== '' || i === 0);
	}
	/* Several lines of text around `y`. */
	function write(parent, lines, x, y, size, anchor) {
		const text = parent.append('text').attr('x', x).attr('text-anchor', anchor || 'start').attr('font-size', size);
		const first = y - (lines.length - 1) * size * 0.6 + size * 0.36;
		lines.forEach((line, i) => text.append('tspan').attr('x', x).attr('y', first + i * size * 1.2).text(line));
		return text;
	}

	function isDark(colour) {
		const {r, g, b} = d3.rgb(colour);
		const linear = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
		return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.19; /* white is read better than black */
	}
	/* Are the parts of each label shares of one whole? Then the series have an order. */
	function areShares(chart) {
		return chart.to > 0 && chart.labels.every((label, i) => {
			const sum = d3.sum(chart.series, (s) => s.values[i]);
			return Math.abs(sum - chart.to) < chart.to * 0.02;
		});
	}
	/* One paint for each series: its colour, and how it is hatched. */
	function paints(n, ordered) {
		return d3.range(n).map((i) => (ordered ? {colour: d3.rgb(ramp(n > 1 ? i / (n - 1) : 0)).hex(), hatch: ''}
			: {colour: hues[i % hues.length], hatch: hatches[(i + Math.floor(i / hues.length) * 4) % hatches.length]}));
	}
	/* The strokes of a hatch within a rectangle. They are lines and no <pattern>, which print makes pictures of. */
	function strokes(hatch, x, y, width, height) {
		const step = 7, right = x + width, bottom = y + height, lines = [];
		const add = (x1, y1, x2, y2) => lines.push('M' + [x1, y1].map((v) => v.toFixed(1)) + 'L' + [x2, y2].map((v) => v.toFixed(1)));
		const first = (from, by) => Math.ceil(from / by) * by;
		if (hatch === 'up' || hatch === 'cross')
			for (let c = first(x + y, step); c < right + bottom; c += step)
				add(Math.max(x, c - bottom), Math.min(bottom, c - x), Math.min(right, c - y), Math.max(y, c - right));
		if (hatch === 'down' || hatch === 'cross')
			for (let c = first(y - right, step); c < bottom - x; c += step)
				add(Math.max(x, y - c), Math.max(y, x + c), Math.min(right, bottom - c), Math.min(bottom, right + c));
		if (hatch === 'level')
			for (let at = first(y + 1, 4); at < bottom - 0.5; at += 4) add(x, at, right, at);
		if (hatch === 'dots')
			for (let row = first(y + 2, 4); row < bottom - 1.5; row += 4)
				for (let at = first(x + 2, 8) + (row % 8 ? 4 : 0); at < right - 1.5; at += 8) add(at, row, at + 0.1, row);
		return lines.join('');
	}
	/* A painted rectangle; returns it. */
	function block(parent, paint, x, y, width, height) {
		const rect = parent.append('rect').attr('x', x).attr('y', y).attr('width', width).attr('height', height).attr('fill', paint.colour)
			.attr('class', 'part');
		if (paint.hatch !== '')
			parent.append('path').attr('d', strokes(paint.hatch, x, y, width, height)).attr('class', paint.hatch === 'dots' ? 'hatch dots' : 'hatch')
				.attr('stroke', isDark(paint.colour) ? '#fff' : '#000');
		return rect;
	}
	/* Text on a painted place. */
	function onPaint(text, paint) {
		return text.attr('fill', isDark(paint.colour) ? '#fff' : '#111').attr('stroke', paint.hatch === '' ? 'none' : paint.colour)
			.attr('stroke-width', 6).attr('stroke-linejoin', 'round').attr('paint-order', 'stroke').attr('class', 'on-paint');
	}

	function legend(frame, names, paint) {
		const items = frame.root.insert('ul', 'svg').attr('class', 'legend').attr('aria-hidden', 'true')
			.selectAll('li').data(names).join('li');
		items.append('svg').attr('width', 14).attr('height', 14).each(function (name, i) { block(d3.select(this), paint[i], 0, 0, 14, 14); });
		items.append('span').text((name) => name);
	}

	/* The axis below, with lines through the drawing, and what is measured. */
	function axis(frame, scale, top, bottom, chart) {
		const size = 11, percent = chart.series.some((s) => s.texts.some((t) => /%$/.test(t))) && scale.domain()[1] <= 1.5;
		const ticks = Math.max(2, Math.min(8, Math.floor((scale.range()[1] - scale.range()[0]) / 64)));
		const drawing = d3.axisBottom(scale).ticks(ticks, percent ? '~%' : undefined).tickSize(-(bottom - top)).tickPadding(6);
		const g = frame.svg.insert('g', ':first-child').attr('class', 'axis').attr('transform', 'translate(0,' + bottom + ')').call(drawing);
		g.attr('font-size', size).attr('font-family', null).select('.domain').remove();
		/* The outermost labels stay within the drawing. */
		g.selectAll('.tick text').each(function (value) {
			const x = scale(value), half = widthOf(this.textContent, size) / 2;
			if (x + half > frame.width) d3.select(this).attr('text-anchor', 'end').attr('dx', frame.width - x - 1);
			if (x < half) d3.select(this).attr('text-anchor', 'start').attr('dx', -x + 1);
		});
		if (!chart.axis) return bottom + 22;
		write(frame.svg, [chart.axis], scale.range()[1], bottom + 32, size, 'end').attr('class', 'quiet');
		return bottom + 42;
	}

	function hover(selection, text) {
		selection.append('title').text(text);
		return selection;
	}

	function domain(chart, values, withZero) {
		if (chart.from !== chart.to && !(chart.from === 0 && chart.to === 0)) return [chart.from, chart.to];
		let [low, high] = d3.extent(values.filter((v) => v !== null));
		if (low === undefined) return [0, 1];
		if (withZero) [low, high] = [Math.min(0, low), Math.max(0, high)];
		const room = (high - low || Math.abs(high) || 1) * 0.06;
		return [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room];
	}

	function draw(element, chart, width) {
		const frame = {
			root: d3.select(element), id: 'kaohe-chart-' + ++drawn,
			width: Math.max(280, Math.floor(width || element.clientWidth || 680)), wide: 0,
		};
		frame.root.selectAll('*').remove();
		frame.svg = frame.root.append('svg').attr('role', 'img').attr('aria-labelledby', frame.id + '-title ' + frame.id + '-about');
		frame.svg.append('title').attr('id', frame.id + '-title').text(chart.title);
		frame.svg.append('desc').attr('id', frame.id + '-about').text(chart.about);
		frame.wide = frame.width;
		const height = Math.ceil(kinds[chart.kind](frame, chart));
		/* Wider than its place it keeps its size and scrolls there. */
		frame.svg.attr('viewBox', '0 0 ' + frame.wide + ' ' + height).attr('width', frame.wide).attr('height', height)
			.classed('scrolls', frame.wide > frame.width);
	}

	return {draw, kinds, widthOf, wrap, write, paints, block, onPaint, areShares, legend, axis, hover, domain, isDark, hues};
})();
