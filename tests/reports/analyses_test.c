#include "engine/combine.h"
#include "reports/analyses.h"
#include "tests/fixture.h"

/* A table of one item: the values are the scores. */
static const struct model *table_of(struct arena *a, const long *values, size_t n)
{
	static const struct scoring scoring;
	static const size_t children[] = {1};
	struct method *m = ARENA_NEW(a, struct method);
	struct unit *units = ARENA_NEWS(a, struct unit, n);
	struct item *items = ARENA_NEWS(a, struct item, 2);
	const ratio **ratios = ARENA_NEWS(a, const ratio *, n);
	for (size_t i = 0; i < n; i++) {
		const char *name = arena_print(a, "u%zu", i);
		units[i] = (struct unit){.named = {.id = name, .name = words_same(name)},
		                         .assessed = true,
		                         .group = NONE};
		ratios[i] = ratio_of(a, values[i], 1);
	}
	items[0] = (struct item){.named = {.id = "total"},
	                         .parent = NONE,
	                         .children = children,
	                         .n_children = 1,
	                         .points = ratio_of(a, 100, 1),
	                         .combination = combine_find("weighted")};
	for (size_t i = 0; i < PARAMS_MAX; i++)
		items[0].params[i].policy = NONE;
	items[1] = (struct item){.named = {.id = "only", .name = words_same("only")},
	                         .weight = ratio_of(a, 1, 1),
	                         .points = ratio_of(a, 100, 1),
	                         .scoring = &scoring};
	*m = (struct method){.arena = a,
	                     .units = units,
	                     .n_units = n,
	                     .items = items,
	                     .n_items = 2,
	                     .decimals = 2};
	return model_of_table(a, m, ratios);
}

static struct page page_of(struct arena *a, const struct model *m)
{
	static const struct heading heading = {.title = {{""}}};
	static const struct report report = {.heading = &heading, .lang = LANG_EN};
	return (struct page){.arena = a, .report = &report, .method = m->method, .lang = LANG_EN};
}

static void equal_scores_share_the_better_rank(void **state)
{
	static const long values[] = {50, 80, 50, 90, 80, 10};
	static const size_t order[] = {3, 1, 4, 0, 2, 5}, ranks[] = {4, 2, 4, 1, 2, 6};
	const struct model *m = table_of(*state, values, 6);
	struct firmness f = {.model = m};
	struct page p = page_of(*state, m);
	assert_memory_equal(analysis_order(&p, &f), order, sizeof order);
	assert_memory_equal(analysis_ranks(&p, &f), ranks, sizeof ranks);
	assert_int_equal(analysis_shown(&f), 6);
}

static void fractions_stay_fractions_in_a_spreadsheet(void **state)
{
	static const long values[] = {1, 2};
	const struct model *m = table_of(*state, values, 2);
	struct page p = page_of(*state, m);
	struct view_table *t = view_table_new(*state);
	for (size_t i = 0; i < 6; i++)
		view_column(t, ALIGN_LEFT, "");
	analysis_row(&p, t, "exact", "share", "a", "b", "1/3");
	analysis_number(&p, t, "moments", "score_mean", "a", "", 12.5);
	assert_int_equal(view_rows(t), 2);
	assert_string_equal(t->cells[4].text, "1/3 (fraction)");
	assert_string_equal(t->cells[10].text, "12.5");
	assert_int_equal(t->cells[10].kind, CELL_NUMBER);
}

/* Rows with the same result stand together, every row is complete, and --only can name each. */
static void the_table_is_sound(void **state)
{
	size_t n = 0;
	(void)state;
	for (const struct analysis *a = analyses; a->id != NULL; a++, n++) {
		assert_non_null(a->run);
		assert_non_null(a->record);
		assert_non_null(a->rows);
		assert_true(a->result != 0);
		assert_null(strchr(a->id, ','));
	}
	assert_true(n > 0 && n <= ANALYSES_MAX);
}

static void what_is_stopped_is_not_begun(void **state)
{
	static const long values[] = {1, 2, 3};
	volatile sig_atomic_t stop = 1;
	bool asked[ANALYSES_MAX], made[ANALYSES_MAX] = {false};
	struct firmness f;
	struct firmness_request q = {.arena = *state,
	                             .model = table_of(*state, values, 3),
	                             .draws = 1000,
	                             .threads = 1,
	                             .watch = {NULL, NULL, &stop}};
	for (size_t i = 0; i < ANALYSES_MAX; i++)
		asked[i] = true;
	analyses_prepare(&q, asked);
	assert_true(q.pairwise && q.quantiles && q.central);
	analyses_run(&q, asked, made, &f);
	for (size_t i = 0; i < ANALYSES_MAX; i++)
		assert_false(made[i]);
	assert_null(f.smaa);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(equal_scores_share_the_better_rank),
	        FIXTURE_TEST(fractions_stay_fractions_in_a_spreadsheet),
	        FIXTURE_TEST(the_table_is_sound),
	        FIXTURE_TEST(what_is_stopped_is_not_begun),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
