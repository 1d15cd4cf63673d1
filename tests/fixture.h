/* fixture.h - what unit tests share: an arena, the findings as text, and a small method.
 *
 * Header only, so that every test stays one program of one file. The small method has two
 * assessed units and one that is not, two counted items of two types and a judged one, and a
 * year within a span of years:
 *     units   north, south; city (not assessed)
 *     items   total { sectors { trade, freight }, daily { report } }
 *     types   build, firms (whole numbers)
 *     periods y1 within span
 */
#ifndef KAOHE_TESTS_FIXTURE_H
#define KAOHE_TESTS_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/arena.h"
#include "engine/combine.h"
#include "engine/diag.h"
#include "engine/figures.h"
#include "engine/method.h"
#include "engine/scoring.h"
#include "rules/rules.h"
#include "source/csv.h"
#include "source/encoding.h"
#include "source/file.h"

#include <stdlib.h>
#include <string.h>

enum { UNIT_NORTH, UNIT_SOUTH, UNIT_CITY, FIXTURE_UNITS };
enum { ITEM_TOTAL, ITEM_SECTORS, ITEM_TRADE, ITEM_FREIGHT, ITEM_DAILY, ITEM_REPORT, FIXTURE_ITEMS };
enum { TYPE_BUILD, TYPE_FIRMS, FIXTURE_TYPES };
enum { PERIOD_Y1, PERIOD_SPAN, FIXTURE_PERIODS };

static inline void fixture_exhausted(void *context)
{
	(void)context;
	abort();
}

static inline struct arena *fixture_arena(void)
{
	return arena_new(fixture_exhausted, NULL);
}

/* Every finding, a line each. */
static inline const char *fixture_findings(struct arena *a, const struct diag_list *log,
                                           enum lang lang)
{
	struct buffer b;
	buffer_start(&b, a);
	diag_print_all(&b, log, lang);
	return b.text;
}

/* cmocka setup and teardown: *state is a fresh arena. */
static inline int fixture_setup(void **state)
{
	*state = fixture_arena();
	return 0;
}

static inline int fixture_teardown(void **state)
{
	arena_free(*state);
	return 0;
}

#define FIXTURE_TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

static inline struct named fixture_name(const char *id, const char *zh, const char *en)
{
	return (struct named){.id = id, .name = {{zh, en}}};
}

/* The parts of the small method that tests read; `items` point to each other. */
static inline struct item *fixture_items(struct arena *a, const struct scoring *counted,
                                         const struct scoring *judged)
{
	static const size_t of_total[] = {ITEM_SECTORS, ITEM_DAILY},
	                    of_sectors[] = {ITEM_TRADE, ITEM_FREIGHT}, of_daily[] = {ITEM_REPORT};
	struct item *items = ARENA_NEWS(a, struct item, FIXTURE_ITEMS);
	items[ITEM_TOTAL] = (struct item){.named = fixture_name("total", "总分", "Total"),
	                                  .parent = NONE,
	                                  .children = of_total,
	                                  .n_children = 2};
	items[ITEM_SECTORS] = (struct item){.named = fixture_name("sectors", "行业部分", "Sectors"),
	                                    .parent = ITEM_TOTAL,
	                                    .children = of_sectors,
	                                    .n_children = 2};
	items[ITEM_TRADE] = (struct item){.named = fixture_name("trade", "商贸业", "Trade"),
	                                  .parent = ITEM_SECTORS,
	                                  .scoring = counted};
	items[ITEM_FREIGHT] =
	        (struct item){.named = fixture_name("freight", "物流（货运）业", "Freight"),
	                      .parent = ITEM_SECTORS,
	                      .scoring = counted};
	items[ITEM_DAILY] = (struct item){.named = fixture_name("daily", "日常", "Daily"),
	                                  .parent = ITEM_TOTAL,
	                                  .children = of_daily,
	                                  .n_children = 1};
	items[ITEM_REPORT] = (struct item){.named = fixture_name("report", "信息报送", "Reports"),
	                                   .parent = ITEM_DAILY,
	                                   .points = ratio_of(a, 2, 1),
	                                   .declared = ratio_of(a, 2, 1),
	                                   .scoring = judged};
	return items;
}

static inline const struct method *fixture_method(struct arena *a)
{
	struct unit *units = ARENA_NEWS(a, struct unit, FIXTURE_UNITS);
	units[UNIT_NORTH] = (struct unit){
	        .named = fixture_name("north", "北区", "North"), .assessed = true, .group = NONE};
	units[UNIT_SOUTH] = (struct unit){
	        .named = fixture_name("south", "南县", "South"), .assessed = true, .group = NONE};
	units[UNIT_CITY] = (struct unit){
	        .named = fixture_name("city", "直属", "City"), .assessed = false, .group = NONE};
	struct type *types = ARENA_NEWS(a, struct type, FIXTURE_TYPES);
	types[TYPE_BUILD] =
	        (struct type){.named = fixture_name("build", "建设类", "building"), .whole = true};
	types[TYPE_FIRMS] =
	        (struct type){.named = fixture_name("firms", "企业类", "firms"), .whole = true};
	struct period *periods = ARENA_NEWS(a, struct period, FIXTURE_PERIODS);
	periods[PERIOD_Y1] = (struct period){.named = fixture_name("y1", "首年", "year 1"),
	                                     .within = PERIOD_SPAN};
	periods[PERIOD_SPAN] = (struct period){.named = fixture_name("span", "三年", "three years"),
	                                       .within = NONE};
	struct scoring *scorings = ARENA_NEWS(a, struct scoring, 2);
	scorings[0] = (struct scoring){
	        .method = scoring_find("completion"), .input = INPUT_COUNTS, .clause = NONE};
	scorings[1] = (struct scoring){
	        .method = scoring_find("judged"), .input = INPUT_JUDGED, .clause = NONE};
	for (size_t i = 0; i < PARAMS_MAX; i++)
		scorings[0].params[i].policy = scorings[1].params[i].policy = NONE;
	struct method *m = ARENA_NEW(a, struct method);
	*m = (struct method){.arena = a,
	                     .id = "small",
	                     .periods = periods,
	                     .n_periods = FIXTURE_PERIODS,
	                     .units = units,
	                     .n_units = FIXTURE_UNITS,
	                     .types = types,
	                     .n_types = FIXTURE_TYPES,
	                     .scorings = scorings,
	                     .n_scorings = 2,
	                     .items = fixture_items(a, &scorings[0], &scorings[1]),
	                     .n_items = FIXTURE_ITEMS};
	return m;
}

/* A bundled method; fails the test when it has errors. */
static inline const struct method *fixture_bundled(struct arena *a, const char *id)
{
	struct diag_list *log = diag_list_new(a);
	const struct method *m = rules_read(a, rules_bundled_file(a, id), log);
	assert_string_equal(fixture_findings(a, log, LANG_EN), "");
	assert_non_null(m);
	return m;
}

/* A table from its text. */
static inline const struct csv *fixture_csv(struct arena *a, const char *text,
                                            struct diag_list *log)
{
	return csv_parse(a, "t.csv", (struct utf8){text, strlen(text)}, log);
}

#endif
