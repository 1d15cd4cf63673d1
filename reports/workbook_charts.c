#include "reports/workbook_tables.h"

#include <string.h>

enum { HEAD_ROW = 6, COL_UNIT = 1, CHART_ROWS = 22, CHART_WIDTH = 980, CHART_HEIGHT = 430 };

/* Told apart also in black and white: light and dark take turns. */
static const lxw_color_t colours[] = {0x1F4E79, 0x9DC3E6, 0xC55A11, 0xF8CBAD, 0x385723, 0xA9D18E,
                                      0x7F6000, 0xFFD966, 0x5B2C6F, 0xD2B4DE, 0x404040, 0xBFBFBF};

static size_t assessed(const struct book *b)
{
	size_t n = 0;
	for (size_t i = 0; i < b->method->n_units; i++)
		n += b->method->units[i].assessed;
	return n;
}

static void add_series(struct book *b, lxw_chart *chart, lxw_col_t col, size_t index)
{
	const struct tab *t = b->cells->summary;
	lxw_row_t first = HEAD_ROW + 1, last = HEAD_ROW + (lxw_row_t)assessed(b);
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_chart_fill fill = {.color = colours[index % (sizeof colours / sizeof *colours)]};
	chart_series_set_categories(series, t->name, first, COL_UNIT, last, COL_UNIT);
	chart_series_set_values(series, t->name, first, col, last, col);
	chart_series_set_name_range(series, t->name, HEAD_ROW, col);
	chart_series_set_fill(series, &fill);
}

void charts_of_summary(struct book *b, lxw_row_t head, const size_t *items)
{
	struct tab *t = b->cells->summary;
	lxw_chart *chart = workbook_add_chart(b->file, LXW_CHART_BAR_STACKED);
	lxw_chart_options options = {.x_offset = 4, .y_offset = 4};
	if (assessed(b) == 0 || items[0] == NONE)
		return;
	for (size_t i = 0; items[i] != NONE; i++)
		add_series(b, chart, b->cells->columns[items[i]], i);
	chart_set_series_gap(chart, 45);
	chart_title_set_name(chart, book_word(b, TEXT_workbook_chart));
	chart_axis_set_reverse(chart->y_axis); /* the first rank on top */
	chart_axis_set_name(chart->x_axis, book_word(b, TEXT_workbook_points_axis));
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	options.x_scale = CHART_WIDTH / 480.0;
	options.y_scale = CHART_HEIGHT / 288.0;
	worksheet_insert_chart_opt(t->sheet, head, 0, chart, &options);
	t->last = head + CHART_ROWS;
}
