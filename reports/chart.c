#include "reports/chart.h"
#include <math.h>

struct chart chart_new(struct page *p, enum view_chart_kind kind, const char *title,
                       const char *about, size_t n_labels, size_t n_series)
{
	struct chart c = {.page = p, .view = ARENA_NEW(p->arena, struct view_chart)};
	c.labels = ARENA_NEWS(p->arena, const char *, n_labels);
	c.series = ARENA_NEWS(p->arena, struct view_series, n_series);
	c.values = ARENA_NEWS(p->arena, double *, n_series);
	c.texts = ARENA_NEWS(p->arena, const char **, n_series);
	for (size_t k = 0; k < n_series; k++) {
		c.values[k] = ARENA_NEWS(p->arena, double, n_labels);
		c.texts[k] = ARENA_NEWS(p->arena, const char *, n_labels);
		for (size_t i = 0; i < n_labels; i++) {
			c.values[k][i] = NAN;
			c.texts[k][i] = "";
		}
		c.series[k] = (struct view_series){"", c.values[k], c.texts[k]};
	}
	for (size_t i = 0; i < n_labels; i++)
		c.labels[i] = "";
	*c.view = (struct view_chart){.kind = kind,
	                              .title = title,
	                              .about = about,
	                              .axis = "",
	                              .labels = c.labels,
	                              .n_labels = n_labels,
	                              .series = c.series,
	                              .n_series = n_series};
	return c;
}

void chart_axis(struct chart *c, const char *axis, double from, double to)
{
	c->view->axis = axis;
	c->view->from = from;
	c->view->to = to;
}

void chart_label(struct chart *c, size_t label, const char *text)
{
	c->labels[label] = text;
}

void chart_series(struct chart *c, size_t series, const char *name)
{
	c->series[series].name = name;
}

void chart_set(struct chart *c, size_t series, size_t label, double value, const char *text)
{
	c->values[series][label] = value;
	c->texts[series][label] = text;
}

static struct view_table *table_new(struct chart *c, const char *what)
{
	struct view_table *t = view_table_new(c->page->arena);
	t->continued = PAGE_FILL(c->page, TEXT_continued, c->view->title);
	view_column(t, ALIGN_LEFT, what);
	return t;
}

static void add(struct chart *c, struct view_table *t)
{
	c->view->table = t;
	view_chart(c->page->view, c->view);
}

void chart_add(struct chart *c, const char *what)
{
	struct view_table *t = table_new(c, what);
	for (size_t k = 0; k < c->view->n_series; k++)
		view_column(t, ALIGN_RIGHT, c->series[k].name);
	for (size_t i = 0; i < c->view->n_labels; i++) {
		view_cell(t, TONE_PLAIN, c->labels[i]);
		for (size_t k = 0; k < c->view->n_series; k++)
			view_number(t, TONE_PLAIN, c->texts[k][i]);
	}
	add(c, t);
}

void chart_add_turned(struct chart *c, const char *what)
{
	struct view_table *t = table_new(c, what);
	for (size_t i = 0; i < c->view->n_labels; i++)
		view_column(t, ALIGN_RIGHT, c->labels[i]);
	for (size_t k = 0; k < c->view->n_series; k++) {
		view_cell(t, TONE_PLAIN, c->series[k].name);
		for (size_t i = 0; i < c->view->n_labels; i++)
			view_number(t, TONE_PLAIN, c->texts[k][i]);
	}
	add(c, t);
}
