/* charts_rows.js - the charts with a row for each label: stacked bars, steps, intervals, swings. */
'use strict';

(() => {
	const {kinds, widthOf, wrap, write, paints, block, onPaint, areShares, legend, axis, hover, domain} = kaoheCharts;
	const size = 13, small = 12;
	const quiet = {colour: '#8a94a0', hatch: ''};

	/* Where rows and their labels stand: labels on the left, or above the bar where it is narrow. Right of the bars
	 * there is room for the widest of `ends`, which on a narrow place stand beside the label. */
	function rows(frame, chart, ends) {
		const narrow = frame.width < 520;
		const most = narrow ? frame.width : Math.min(frame.width * 0.3, 190);
		const end = narrow ? 0 : d3.max(ends, (t) => widthOf(t, small)) || 0;
		const labelWidth = narrow ? frame.width - (d3.max(ends, (t) => widthOf(t, small)) || 0) - 8 : most;
		const labels = chart.labels.map((label) => wrap(label, labelWidth, size));
		const left = narrow ? 0 : Math.min(most, d3.max(labels, (lines) => d3.max(lines, (l) => widthOf(l, size))) || 0) + 12;
		const right = frame.width - (end > 0 ? end + 12 : 6);
		const bar = 22;
		let top = 4;
		const places = labels.map((lines, i) => {
			const textHeight = lines.length * size * 1.2;
			const height = narrow ? textHeight + bar + 14 : Math.max(bar, textHeight) + 10;
			const y = narrow ? top + textHeight + 6 : top + (height - bar) / 2;
			write(frame.svg, lines, narrow ? 0 : left - 12, narrow ? top + textHeight / 2 + 2 : top + height / 2, size, narrow ? 'start' : 'end')
				.attr('class', 'label');
			if (ends[i])
				write(frame.svg, [ends[i]], frame.width, narrow ? top + textHeight / 2 + 2 : top + height / 2, small, 'end').attr('class', 'end');
			top += height;
			return {y, middle: y + bar / 2, height: bar};
		});
		return {places, left, right, bottom: top + 2};
	}
	const told = (chart, i, j) => chart.labels[i] + ' · ' + chart.series[j].name + ' ' + chart.series[j].texts[i];

	kinds.stacked = (frame, chart) => {
		const ordered = areShares(chart), paint = paints(chart.series.length, ordered);
		const sums = (sign) => chart.labels.map((label, i) => d3.sum(chart.series, (s) => (s.values[i] * sign > 0 ? s.values[i] : 0)));
		const bounds = chart.to > chart.from ? [chart.from, chart.to] : [d3.min([0, ...sums(-1)]), d3.max([0, ...sums(1)]) || 1];
		const place = rows(frame, chart, []);
		const x = d3.scaleLinear().domain(bounds).range([place.left, place.right]).clamp(true);
		legend(frame, chart.series.map((s) => s.name), paint);
		chart.labels.forEach((label, i) => {
			const end = {up: 0, down: 0};
			chart.series.forEach((s, j) => {
				const v = s.values[i];
				if (!v) return;
				const way = v > 0 ? 'up' : 'down', from = x(end[way]), to = x((end[way] += v));
				const left = Math.min(from, to), width = Math.abs(to - from);
				hover(block(frame.svg, paint[j], left, place.places[i].y, width, place.places[i].height), told(chart, i, j));
				if (width > widthOf(s.texts[i], 11) + 6)
					onPaint(write(frame.svg, [s.texts[i]], left + width / 2, place.places[i].middle, 11, 'middle'), paint[j]);
			});
		});
		return axis(frame, x, 0, place.bottom, chart);
	};

	kinds.waterfall = (frame, chart) => {
		const s = chart.series[0], last = chart.labels.length - 1;
		let running = s.values[0];
		const steps = s.values.map((v, i) => {
			if (i === 0 || i === last) return {from: null, to: v};
			const from = running;
			running += v || 0;
			return {from, to: running};
		});
		const [up, , , , down] = paints(5, false);
		const place = rows(frame, chart, s.texts);
		const bounds = domain(chart, steps.flatMap((t) => (t.from === null ? [t.to] : [t.from, t.to])), false);
		const x = d3.scaleLinear().domain(bounds).range([place.left, place.right]).clamp(true);
		steps.forEach((t, i) => {
			const start = t.from === null ? place.left : x(t.from), end = x(t.to), {y, height} = place.places[i];
			const paint = t.from === null ? quiet : t.to >= t.from ? up : down;
			hover(block(frame.svg, paint, Math.min(start, end), y, Math.max(1, Math.abs(end - start)), height), told(chart, i, 0));
			/* The scale does not begin at nothing: the total is torn off. */
			if (t.from === null && bounds[0] > 0)
				frame.svg.append('path').attr('d', 'M' + (place.left + 10) + ',' + (y - 2) + 'l5,6.5l-5,6.5l5,6.5l-5,6.5').attr('class', 'torn');
			if (i < last)
				frame.svg.append('line').attr('x1', end).attr('x2', end).attr('y1', y + height).attr('y2', place.places[i + 1].y).attr('class', 'guide');
		});
		return axis(frame, x, 0, place.bottom, chart);
	};

	kinds.intervals = (frame, chart) => {
		const n = chart.series.length, mark = (n - 1) / 2, at = (j, i) => chart.series[j].values[i];
		const ends = chart.labels.map((label, i) => (at(mark, i) === null ? '' :
			chart.series[mark].texts[i] + (chart.series[0].texts[i] === chart.series[n - 1].texts[i] ? ''
				: ' (' + chart.series[0].texts[i] + '–' + chart.series[n - 1].texts[i] + ')')));
		const place = rows(frame, chart, ends);
		const bounds = domain(chart, chart.series.flatMap((s) => s.values), false);
		const x = d3.scaleLinear().domain(bounds).range([place.left + 8, place.right - 8]);
		const within = (v) => x(Math.min(bounds[1], Math.max(bounds[0], v)));
		const strip = (i, from, to, thick, name) => {
			frame.svg.append('line').attr('x1', within(from)).attr('x2', within(to)).attr('y1', place.places[i].middle)
				.attr('y2', place.places[i].middle).attr('stroke-width', thick).attr('class', name);
		};
		chart.labels.forEach((label, i) => {
			const low = at(0, i), high = at(n - 1, i), m = at(mark, i), y = place.places[i].middle;
			if (low === null || high === null || m === null) return;
			if (high < bounds[0] || low > bounds[1]) { /* all of it stands outside */
				write(frame.svg, [high < bounds[0] ? '◂' : '▸'], high < bounds[0] ? place.left : place.right, y, 16, high < bounds[0] ? 'start' : 'end').attr('class', 'mark-text');
				return;
			}
			strip(i, low, high, 2, 'range');
			if (n === 5) strip(i, at(1, i), at(3, i), 9, 'inner');
			for (const v of [low, high])
				if (v >= bounds[0] && v <= bounds[1])
					frame.svg.append('line').attr('x1', x(v)).attr('x2', x(v)).attr('y1', y - 6).attr('y2', y + 6).attr('stroke-width', 2).attr('class', 'range');
			hover(frame.svg.append('circle').attr('cx', within(m)).attr('cy', y).attr('r', 5).attr('class', 'mark'), label + ' ' + ends[i]);
		});
		return axis(frame, x, 0, place.bottom, chart);
	};

	kinds.swings = (frame, chart) => {
		const [low, base, high] = chart.series, place = rows(frame, chart, chart.labels.map((label, i) => low.texts[i] + ' / ' + high.texts[i]));
		const paint = paints(2, false);
		const bounds = domain(chart, chart.series.flatMap((s) => s.values), false);
		const x = d3.scaleLinear().domain(bounds).range([place.left + 8, place.right - 8]).clamp(true);
		legend(frame, [low.name, high.name], paint);
		chart.labels.forEach((label, i) => {
			const b = base.values[i], {y, height} = place.places[i];
			if (b === null || low.values[i] === null || high.values[i] === null) return;
			const same = (low.values[i] - b) * (high.values[i] - b) > 0; /* one beside the other */
			[[low, 0], [high, 2]].forEach(([s, j], half) => {
				const end = x(s.values[i]), start = x(b);
				hover(block(frame.svg, paint[half], Math.min(start, end), same ? y + (half * height) / 2 : y, Math.abs(end - start),
					same ? height / 2 : height), told(chart, i, j));
			});
			frame.svg.append('line').attr('x1', x(b)).attr('x2', x(b)).attr('y1', y - 4).attr('y2', y + height + 4).attr('class', 'base');
		});
		return axis(frame, x, 0, place.bottom, chart);
	};
})();
