/* view.h - a report as headings, lines and tables, built from the sheet once.
 *
 * What a report says is decided where a view is built; the writers only encode it: write_text.c
 * for a terminal, write_csv.c a single table. A further format is one more encoder.
 * Ownership: a view and all its texts live in the arena given to view_new(); texts are borrowed.
 */
#ifndef KAOHE_VIEW_H
#define KAOHE_VIEW_H

#include "engine/arena.h"
#include "engine/words.h"
#include <stdbool.h>
#include <stddef.h>

enum view_tone { TONE_PLAIN, TONE_STRONG, TONE_QUIET, TONE_GOOD, TONE_ALERT, TONE_BAD, TONES };
enum view_align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };
enum view_kind {
	CELL_TEXT,  /* may hold what somebody typed: encoders guard against formulas and the like */
	CELL_NUMBER /* written by us: digits, sign, point, fraction */
};

struct view_column {
	const char *title;
	enum view_align align;
	size_t most; /* text wider than this is wrapped; 0: as the encoder likes */
};

struct view_cell {
	const char *text; /* "" for an empty cell */
	enum view_kind kind;
	enum view_tone tone;
	/* Stands on lines of its own under the text, quietly; or NULL. A single table for a
	 * spreadsheet has columns instead and does not show it. */
	const char *below;
};

struct view_table {
	struct arena *arena;
	struct view_column *columns;
	size_t n_columns;
	/* Columns on the left that are repeated where a table must be broken for its width. */
	size_t n_keys;
	const char *continued;   /* stands above what is continued below; or NULL */
	struct view_cell *cells; /* row after row */
	size_t n_cells;          /* a multiple of n_columns once complete */
	size_t room;             /* of cells */
	/* Takes complete rows away, for a table that is never held whole; or NULL. */
	void (*row_done)(void *context, struct view_table *t);
	void *context;
};

enum view_part_kind {
	PART_TITLE,   /* of the whole report */
	PART_BANNER,  /* must not be overlooked */
	PART_SECTION, /* heading of what follows */
	PART_LINE,    /* a paragraph; with a label an entry of a list */
	PART_TABLE,
	PART_CHART
};

/* What a drawing shows of its series. Texts that a reader sees are written by us beside the
 * doubles, which only say where things stand; NAN is what is absent. */
enum view_chart_kind {
	CHART_STACKED,   /* a bar for each label, cut into the series: points, shares */
	CHART_HEAT,      /* labels down, series across: completion, 1 for all of the target */
	CHART_WATERFALL, /* one series: the first label a total, steps, the last label a total */
	CHART_SLOPE,     /* labels across, a line for each series: ranks, 1 above */
	CHART_INTERVALS, /* for each label: series low, mark, high, or low, inner low, mark, inner
	                    high, high */
	CHART_SWINGS,    /* for each label: series low, base, high */
	CHART_KINDS
};

struct view_series {
	const char *name;
	const double *values;     /* [label] */
	const char *const *texts; /* [label]: the same for reading */
};

struct view_chart {
	enum view_chart_kind kind;
	const char *title;
	const char *about; /* what it shows, in a sentence for who cannot see it */
	const char *axis;  /* what is measured, "points"; or "" */
	const char *const *labels;
	size_t n_labels;
	const struct view_series *series;
	size_t n_series;
	double from, to; /* of the scale; both 0: as the values are */
	/* The same numbers as a table: behind the drawing, or in its place. */
	struct view_table *table;
};

struct view_part {
	enum view_part_kind kind;
	enum view_tone tone;
	unsigned indent; /* PART_LINE: depth, from 0 */
	/* PART_LINE: stands before the text, which hangs behind it. PART_SECTION: how a list of
	 * contents calls it, where the text is long. Or NULL. */
	const char *label;
	const char *text; /* all but PART_TABLE and PART_CHART */
	struct view_table *table;
	const struct view_chart *chart;
};

struct view {
	struct arena *arena;
	struct view_part *parts;
	size_t n;
};

struct view *view_new(struct arena *a);
void view_title(struct view *v, const char *text);
void view_banner(struct view *v, const char *text);
void view_section(struct view *v, const char *text);
void view_section_called(struct view *v, const char *text, const char *name);
void view_line(struct view *v, enum view_tone tone, unsigned indent, const char *text);
void view_entry(struct view *v, enum view_tone tone, unsigned indent, const char *label,
                const char *text);
/* An empty table, to be given columns and then cells. */
struct view_table *view_table(struct view *v);
/* A drawing; encoders that cannot draw show its table under its title. */
void view_chart(struct view *v, const struct view_chart *chart);
/* A table made before. */
void view_add_table(struct view *v, struct view_table *t);

struct view_table *view_table_new(struct arena *a);
void view_column(struct view_table *t, enum view_align align, const char *title);
/* The same, of text that is wrapped where it is wider. */
void view_column_narrow(struct view_table *t, enum view_align align, const char *title,
                        size_t most);
/* Cells come row by row. */
void view_cell(struct view_table *t, enum view_tone tone, const char *text);
void view_number(struct view_table *t, enum view_tone tone, const char *text);
/* Puts a second text under the cell given last. */
void view_below(struct view_table *t, const char *text);
/* The last row is complete: whoever writes the table row by row may take it. */
void view_row_done(struct view_table *t);
size_t view_rows(const struct view_table *t);
/* Its table, or the one behind its drawing; NULL where it is text. */
const struct view_table *view_part_table(const struct view_part *part);

#endif
