/* chart.h - drawings of a view while they are filled: labels times series, each with its text.
 *
 * Internal to reports/. The table behind a drawing is made of the same texts.
 */
#ifndef KAOHE_CHART_H
#define KAOHE_CHART_H

#include "reports/page.h"

struct chart {
	struct page *page;
	struct view_chart *view;
	const char **labels;
	struct view_series *series;
	double **values;     /* [series][label] */
	const char ***texts; /* [series][label] */
};

/* All values are absent, all texts "". about: a sentence that says what is drawn. */
struct chart chart_new(struct page *p, enum view_chart_kind kind, const char *title,
                       const char *about, size_t n_labels, size_t n_series);
void chart_axis(struct chart *c, const char *axis, double from, double to);
void chart_label(struct chart *c, size_t label, const char *text);
void chart_series(struct chart *c, size_t series, const char *name);
void chart_set(struct chart *c, size_t series, size_t label, double value, const char *text);

/* Adds it to the view; its table has a row for each label below the head `what`, or, turned, one
 * for each series. */
void chart_add(struct chart *c, const char *what);
void chart_add_turned(struct chart *c, const char *what);

#endif
