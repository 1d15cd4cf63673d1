/* tables.h - reads one table from text into the figures of a method, for tests of readers. */
#ifndef KAOHE_TESTS_TABLES_H
#define KAOHE_TESTS_TABLES_H

#include "inputs/reading.h"
#include "tests/fixture.h"

static inline struct reading tables_reading(struct arena *a, const struct method *m)
{
	struct diag_list *log = diag_list_new(a);
	return (struct reading){.arena = a,
	                        .method = m,
	                        .names = names_new(a, m, log),
	                        .figures = figures_new(a, m, 0),
	                        .log = log};
}

static inline bool tables_counted(struct reading *r, enum counted what, const char *text)
{
	const struct csv *csv = fixture_csv(r->arena, text, r->log);
	assert_non_null(csv);
	return wide_matches(r, what, csv) ? wide_read(r, what, csv) : long_read(r, what, csv);
}

static inline const char *tables_findings(const struct reading *r, enum lang lang)
{
	return fixture_findings(r->arena, r->log, lang);
}

/* "12", "-" or "" for a cell. */
static inline const char *tables_cell(struct arena *a, const struct figure *f)
{
	if (f->state == FIGURE_NUMBER)
		return ratio_exact(a, f->value);
	return f->state == FIGURE_NO_TASK ? "-" : "";
}

static inline void tables_expect_target(const struct reading *r, size_t unit, size_t item,
                                        size_t type, size_t period, const char *text)
{
	assert_string_equal(
	        tables_cell(r->arena, figures_target(r->figures, unit, item, type, period)), text);
}

static inline void tables_expect_count(const struct reading *r, size_t unit, size_t item,
                                       size_t type, const char *text)
{
	assert_string_equal(tables_cell(r->arena, figures_count(r->figures, unit, item, type)),
	                    text);
}

#endif
