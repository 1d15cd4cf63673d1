#include "engine/diag.h"
#include "reports/display.h"
#include "reports/html.h"
#include <math.h>

static const char *const kinds[CHART_KINDS] = {
        [CHART_STACKED] = "stacked",     [CHART_HEAT] = "heat",
        [CHART_WATERFALL] = "waterfall", [CHART_SLOPE] = "slope",
        [CHART_INTERVALS] = "intervals", [CHART_SWINGS] = "swings"};

static void quoted(struct buffer *out, const char *text)
{
	buffer_add_char(out, '"');
	for (const char *s = display_safe(out->arena, text); *s != '\0'; s++) {
		if (*s == '<')
			buffer_add(out, "\\u003c");
		else if (*s == '"' || *s == '\\')
			buffer_print(out, "\\%c", *s);
		else
			buffer_add_char(out, *s);
	}
	buffer_add_char(out, '"');
}

static void texts(struct buffer *out, const char *const *list, size_t n)
{
	buffer_add_char(out, '[');
	for (size_t i = 0; i < n; i++) {
		buffer_add(out, i > 0 ? "," : "");
		quoted(out, list[i]);
	}
	buffer_add_char(out, ']');
}

/* Where something stands in a drawing; no reader sees these digits. */
static void place(struct buffer *out, double x)
{
	if (isfinite(x))
		buffer_print(out, "%.9g", x);
	else
		buffer_add(out, "null");
}

static void series(struct buffer *out, const struct view_series *s, size_t n_labels)
{
	buffer_add(out, "{\"name\":");
	quoted(out, s->name);
	buffer_add(out, ",\"values\":[");
	for (size_t i = 0; i < n_labels; i++) {
		buffer_add(out, i > 0 ? "," : "");
		place(out, s->values[i]);
	}
	buffer_add(out, "],\"texts\":");
	texts(out, s->texts, n_labels);
	buffer_add(out, "}");
}

void html_chart_data(struct buffer *out, const struct view_chart *chart)
{
	buffer_print(out, "{\"kind\":\"%s\",\"title\":", kinds[chart->kind]);
	quoted(out, chart->title);
	buffer_add(out, ",\"about\":");
	quoted(out, chart->about);
	buffer_add(out, ",\"axis\":");
	quoted(out, chart->axis);
	buffer_add(out, ",\"labels\":");
	texts(out, chart->labels, chart->n_labels);
	buffer_add(out, ",\"series\":[");
	for (size_t i = 0; i < chart->n_series; i++) {
		buffer_add(out, i > 0 ? "," : "");
		series(out, &chart->series[i], chart->n_labels);
	}
	buffer_add(out, "],\"from\":");
	place(out, chart->from);
	buffer_add(out, ",\"to\":");
	place(out, chart->to);
	buffer_add(out, "}");
}

/* The table is open where no script folds it. */
void html_chart(struct html *h, const struct view_chart *chart)
{
	struct buffer *out = h->out;
	buffer_print(out, "<figure class=\"chart\" id=\"%s-figure-%zu\">\n", h->prefix,
	             ++h->figures);
	html_element(out, "figcaption", chart->title);
	buffer_add(out, "\n");
	html_element(out, "p class=\"about\"", chart->about);
	buffer_add(out, "\n<div class=\"drawing\"></div>\n"
	                "<script type=\"application/json\">");
	html_chart_data(out, chart);
	buffer_add(out, "</script>\n<details open>\n");
	html_element(out, "summary", text_in(TEXT_html_behind, h->lang));
	buffer_add(out, "\n");
	html_table(h, chart->table, chart->title);
	buffer_add(out, "</details>\n</figure>\n");
}
