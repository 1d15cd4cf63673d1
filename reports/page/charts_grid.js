/* charts_grid.js - the charts in rows and columns: heat, slopes. */
'use strict';

(() => {
	const {kinds, widthOf, wrap, write, legend, hover, domain, isDark, hues} = kaoheCharts;
	const size = 13;
	/* Below its target what is missing is darker, orange; beyond it is blue. */
	const below = d3.interpolateRgb('#fbf3e6', '#c65102'), above = d3.interpolateRgb('#eef4f9', '#2b7bba');
	const warmth = (v) => (v <= 1 ? below(Math.min(1, Math.max(0, 1 - v) * 1.6)) : above(Math.min(1, (v - 1) * 1.6)));

	kinds.heat = (frame, chart) => {
		const n = chart.series.length, labelMost = Math.min(frame.width * 0.3, 160);
		const labels = chart.labels.map((label) => wrap(label, labelMost, size));
		const left = Math.min(labelMost, d3.max(labels, (lines) => d3.max(lines, (l) => widthOf(l, size))) || 0) + 10;
		const least = 12 + (d3.max(chart.series, (s) => d3.max(s.texts, (t) => widthOf(t, 11))) || 0);
		const word = d3.max(chart.series, (s) => d3.max(wrap(s.name, 1, 11), (w) => widthOf(w, 11))) + 6;
		const column = Math.max(least, 40, Math.min(word, 90), Math.min(120, (frame.width - left) / n));
		const heads = chart.series.map((s) => wrap(s.name, column - 6, 11));
		const top = (d3.max(heads, (lines) => lines.length) || 1) * 13.2 + 10, row = 30;
		frame.wide = Math.max(frame.width, Math.ceil(left + n * column));
		heads.forEach((lines, j) => write(frame.svg, lines, left + (j + 0.5) * column, top - 6 - lines.length * 6.6, 11, 'middle').attr('class', 'label'));
		labels.forEach((lines, i) => {
			write(frame.svg, lines, left - 10, top + (i + 0.5) * row, size, 'end').attr('class', 'label');
			chart.series.forEach((s, j) => {
				const v = s.values[i], colour = v === null ? null : warmth(v);
				hover(frame.svg.append('rect').attr('x', left + j * column + 1).attr('y', top + i * row + 1).attr('width', column - 2)
					.attr('height', row - 2).attr('rx', 2).attr('fill', colour).attr('class', colour ? 'cell' : 'cell none'),
				chart.labels[i] + ' · ' + s.name + ' ' + s.texts[i]);
				write(frame.svg, [s.texts[i]], left + (j + 0.5) * column, top + (i + 0.5) * row, 11, 'middle')
					.attr('fill', colour && isDark(colour) ? '#fff' : colour ? '#111' : null).attr('class', colour ? 'on-paint' : 'quiet');
			});
		});
		return top + labels.length * row + 4;
	};

	/* Texts that would cover one another move apart, in their order. */
	function apart(wanted, least, top, bottom) {
		const order = wanted.map((y, i) => i).filter((i) => wanted[i] !== null).sort((a, b) => wanted[a] - wanted[b] || a - b);
		const out = wanted.slice();
		order.forEach((i, k) => { if (k > 0) out[i] = Math.max(out[i], out[order[k - 1]] + least); });
		if (order.length > 0) out[order[order.length - 1]] = Math.min(out[order[order.length - 1]], bottom);
		for (let k = order.length - 2; k >= 0; k--) out[order[k]] = Math.min(out[order[k]], out[order[k + 1]] - least);
		return out;
	}

	kinds.slope = (frame, chart) => {
		const n = chart.labels.length, rank = 18;
		const name = (s, i) => (n <= 12 ? '' : s.texts[i] + ' ') + s.name;
		const most = d3.max(chart.series, (s) => d3.max([0, n - 1], (i) => widthOf(name(s, i), size))) || 0;
		const side = Math.min(most, frame.width * 0.32) + 16, both = frame.width >= 520;
		const column = Math.max(n > 12 ? 20 : 62, (frame.width - side * (both ? 2 : 1) - (both ? 24 : 40)) / Math.max(1, n - 1));
		const x = (i) => side + 12 + (n > 1 ? i * column : 0);
		const headWidth = Math.max(n > 12 ? 18 : 46, Math.min(150, column - 8));
		frame.wide = Math.max(frame.width, Math.ceil(x(n - 1) + (both ? 12 + side : headWidth / 2 + 4)));
		const heads = chart.labels.map((label) => wrap(label, headWidth, 11));
		const top = (d3.max(heads, (lines) => lines.length) || 1) * 13.2 + 24;
		const bounds = domain(chart, chart.series.flatMap((s) => s.values), false);
		const values = chart.series.flatMap((s) => s.values).filter((v) => v !== null);
		const [least, highest] = chart.to > chart.from ? bounds : d3.extent(values.length ? values : [0, 1]);
		const height = Math.max(140, Math.min(520, chart.series.length * 34));
		const y = d3.scaleLinear().domain([least, highest]).range([top, top + height]);
		heads.forEach((lines, i) => {
			write(frame.svg, lines, x(i), top - 22 - lines.length * 6.6 + 6, 11, 'middle').attr('class', 'label');
			frame.svg.append('line').attr('x1', x(i)).attr('x2', x(i)).attr('y1', top).attr('y2', top + height).attr('class', 'guide');
		});
		const moved = chart.series.map((s) => new Set(s.values.filter((v) => v !== null)).size > 1);
		const dashes = ['', '7 3', '2 3', '9 3 2 3', '', '5 5', '1 3', '12 4'];
		const lines = (s, i) => wrap(name(s, i), side - 14, size);
		const deepest = d3.max(chart.series, (s) => d3.max([0, n - 1], (i) => lines(s, i).length)) || 1;
		const ends = [0, n - 1].map((i) => apart(chart.series.map((s) => (s.values[i] === null ? null : y(s.values[i]))), size * 1.2 * deepest, 0, top + height + 8));
		/* Those that move stand above those that do not. */
		const order = d3.range(chart.series.length).sort((a, b) => moved[a] - moved[b] || a - b);
		for (const j of order) {
			const s = chart.series[j], colour = moved[j] ? hues[j % hues.length === 3 ? 7 : j % hues.length] : '#8a94a0';
			const line = d3.line().defined((v) => v !== null).x((v, i) => x(i)).y((v) => y(v));
			const g = frame.svg.append('g');
			g.append('path').attr('d', line(s.values)).attr('class', 'slope').attr('stroke', colour).attr('stroke-width', moved[j] ? 2.4 : 1.4)
				.attr('stroke-dasharray', moved[j] ? dashes[j % dashes.length] : '');
			s.values.forEach((v, i) => {
				if (v === null) return;
				const big = n <= 12;
				hover(g.append('circle').attr('cx', x(i)).attr('cy', y(v)).attr('r', big ? rank / 2 : 3).attr('stroke', colour)
					.attr('class', big ? 'bead' : 'bead full').attr('fill', big ? null : colour), chart.labels[i] + ' · ' + s.name + ' ' + s.texts[i]);
				if (big) write(g, [s.texts[i]], x(i), y(v), s.texts[i].length > 2 ? 8 : 11, 'middle').attr('class', 'label');
			});
			[0, n - 1].slice(0, both && n > 1 ? 2 : 1).forEach((i, k) => {
				if (ends[k][j] === null) return;
				write(g, lines(s, i), k === 0 ? side - 4 : x(n - 1) + 16, ends[k][j], size, k === 0 ? 'end' : 'start')
					.attr('class', moved[j] ? 'label strong' : 'label');
			});
		}
		return top + height + 22;
	};
})();
