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
	const patterns = ['', 'M-1,1l2,-2M0,8l8,-8M7,9l2,-2', 'M2,2h.01M6,6h.01', '', 'M-1,7l2,2M0,0l8,8M7,-1l2,2', 'M0,2h8M0,6h8',
		'M0,0l8,8M0,8l8,-8', ''];
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
	/* One paint for each series: what fills it, and its plain colour for what is written on it. */
	function paints(frame, n, ordered) {
		const defs = frame.svg.append('defs');
		return d3.range(n).map((i) => {
			const colour = ordered ? d3.rgb(ramp(n > 1 ? i / (n - 1) : 0)).hex() : hues[i % hues.length];
			const path = ordered ? '' : patterns[(i + Math.floor(i / hues.length) * 4) % patterns.length];
			return {colour, fill: path === '' ? colour : patterned(defs, frame.id + '-' + i, colour, path), path};
		});
	}
	function patterned(defs, id, colour, path) {
		const pattern = defs.append('pattern').attr('id', id).attr('width', 8).attr('height', 8).attr('patternUnits', 'userSpaceOnUse');
		pattern.append('rect').attr('width', 8).attr('height', 8).attr('fill', colour);
		pattern.append('path').attr('d', path).attr('stroke', isDark(colour) ? '#fff' : '#000').attr('stroke-opacity', 0.42)
			.attr('stroke-width', path.includes('.01') ? 2.4 : 1.3).attr('stroke-linecap', path.includes('.01') ? 'round' : 'butt').attr('fill', 'none');
		return 'url(#' + id + ')';
	}
	/* Text on a painted place. */
	function onPaint(text, paint) {
		return text.attr('fill', isDark(paint.colour) ? '#fff' : '#111').attr('stroke', paint.path === '' ? 'none' : paint.colour)
			.attr('stroke-width', 3).attr('paint-order', 'stroke').attr('class', 'on-paint');
	}

	function legend(frame, names, fills) {
		const items = frame.root.insert('ul', 'svg').attr('class', 'legend').attr('aria-hidden', 'true')
			.selectAll('li').data(names).join('li');
		items.append('svg').attr('width', 14).attr('height', 14).append('rect').attr('width', 14).attr('height', 14)
			.attr('fill', (name, i) => fills[i]);
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

	return {draw, kinds, widthOf, wrap, write, paints, patterned, onPaint, areShares, legend, axis, hover, domain, isDark, hues};
})();
