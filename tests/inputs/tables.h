/* tables.h - reads one table from text into the figures of a method, for tests of readers. */
#ifndef KAOHE_TESTS_TABLES_H
#define KAOHE_TESTS_TABLES_H

#include "inputs/reading.h"
#include "tests/fixture.h"

/* The small method with two more items, scored by values, and a period combined of its two. */
enum { ITEM_INCOME = FIXTURE_ITEMS, ITEM_GREEN, VALUED_ITEMS };
enum { PERIOD_BOTH = FIXTURE_PERIODS, VALUED_PERIODS };

static inline const struct method *tables_valued_method(struct arena *a)
{
	struct method *m = ARENA_NEW(a, struct method);
	*m = *fixture_method(a);
	struct scoring *valued = ARENA_NEW(a, struct scoring);
	*valued = (struct scoring){.method = scoring_find("value"), .input = INPUT_VALUES};
	struct item *items = arena_grow(a, m->items, m->n_items, VALUED_ITEMS, sizeof *items);
	items[ITEM_INCOME] = (struct item){.named = fixture_name("income", "居民收入", "Income"),
	                                   .parent = ITEM_TOTAL,
	                                   .scoring = valued};
	items[ITEM_GREEN] = (struct item){.named = fixture_name("green", "绿化率", "Green area"),
	                                  .parent = ITEM_TOTAL,
	                                  .scoring = valued};
	struct period *periods =
	        arena_grow(a, m->periods, m->n_periods, VALUED_PERIODS, sizeof *periods);
	struct period_part *parts = ARENA_NEWS(a, struct period_part, 2);
	parts[1].period = PERIOD_SPAN;
	periods[PERIOD_BOTH] = (struct period){.named = fixture_name("both", "两期", "both"),
	                                       .within = NONE,
	                                       .parts = parts,
	                                       .n_parts = 2};
	m->items = items;
	m->n_items = VALUED_ITEMS;
	m->periods = periods;
	m->n_periods = VALUED_PERIODS;
	return m;
}

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

static inline bool tables_values(struct reading *r, const char *text)
{
	const struct csv *csv = fixture_csv(r->arena, text, r->log);
	assert_non_null(csv);
	return values_read(r, csv);
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

static inline void tables_expect_value(const struct reading *r, size_t unit, size_t item,
                                       size_t period, const char *text)
{
	assert_string_equal(tables_cell(r->arena, figures_value(r->figures, unit, item, period)),
	                    text);
}

#endif
