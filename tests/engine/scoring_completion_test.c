#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/huzhou.h"

#include <string.h>

#define SEPARATE "policy.substitution=separate"
#define POOLED   "policy.substitution=pooled"
#define COVERING "policy.substitution=fixed_covers_revenue"
#define BONUS    " policy.over_completion=bonus"

/* Logistics of one unit: targets and counts of fixed and revenue, and the mark by hand. */
static const struct {
	const char *settings, *target[2], *count[2], *mark, *formula;
} rows[] = {
        /* Worked check of the method's description: targets 0 and 2, counts 1 and 1. */
        {SEPARATE, {"0", "2"}, {"1", "1"}, "50", "100 × (min(1, 0) + min(1, 2)) ÷ (0 + 2) = 50"},
        {POOLED, {"0", "2"}, {"1", "1"}, "100", "100 × min(1 + 1, 2) ÷ (0 + 2) = 100"},
        {COVERING,
         {"0", "2"},
         {"1", "1"},
         "100",
         "100 × (min(1, 0) + min(1 + 1, 2)) ÷ (0 + 2) = 100"},
        /* Both short, both met, one over. */
        {SEPARATE,
         {"2", "10"},
         {"1", "9"},
         "250/3",
         "100 × (min(1, 2) + min(9, 10)) ÷ (2 + 10) = 250/3 ≈ 83.33"},
        {SEPARATE, {"2", "10"}, {"2", "10"}, "100", NULL},
        {SEPARATE, {"2", "10"}, {"5", "9"}, "275/3", NULL},
        {POOLED, {"2", "10"}, {"5", "9"}, "100", NULL},
        {COVERING, {"2", "10"}, {"5", "9"}, "100", NULL},
        {COVERING, {"2", "10"}, {"1", "15"}, "275/3", NULL}, /* revenue does not cover fixed */
        {POOLED, {"2", "10"}, {"0", "11"}, "275/3", NULL},
        {SEPARATE, {"2", "10"}, {"0", "0"}, "0", NULL},
        /* Bonus: each type up to 1.2 times its target. */
        {SEPARATE BONUS,
         {"2", "10"},
         {"5", "9"},
         "95", /* 2.4 + 9 of 12 */
         "100 × (min(5, 1.2×2) + min(9, 1.2×10)) ÷ (2 + 10) = 95"},
        {SEPARATE BONUS, {"2", "10"}, {"3", "13"}, "120", NULL},
        {POOLED BONUS, {"2", "10"}, {"5", "9"}, "350/3", NULL},
        {POOLED BONUS, {"2", "10"}, {"9", "9"}, "120", "100 × min(9 + 9, 1.2×12) ÷ (2 + 10) = 120"},
        {COVERING BONUS, {"2", "10"}, {"5", "9"}, "350/3", NULL}, /* 2.4 + min(9+2.6, 12) */
        /* "-" and missing rows: no number, so nothing on either side but in the pooled sum. */
        {SEPARATE, {"-", "4"}, {"2", "3"}, "75", "100 × min(3, 4) ÷ 4 = 75"},
        {POOLED, {"-", "4"}, {"2", "3"}, "100", "100 × min(2 + 3, 4) ÷ 4 = 100"},
        {COVERING, {"-", "4"}, {"2", "1"}, "75", "100 × min(1 + 2, 4) ÷ 4 = 75"},
        {SEPARATE, {NULL, "4"}, {"2", "3"}, "75", NULL},
        {POOLED, {NULL, "4"}, {"2", "3"}, "100", NULL},
        {COVERING, {NULL, "4"}, {"2", "1"}, "75", NULL},
        {SEPARATE, {"4", "-"}, {"3", "9"}, "75", NULL},
        {COVERING, {"4", "-"}, {"9", "0"}, "100", NULL},
        /* No task. */
        {SEPARATE, {"-", "-"}, {"3", "3"}, "-", NULL},
        {POOLED, {"0", "0"}, {"3", "3"}, "-", NULL},
        {COVERING, {"0", "-"}, {"3", NULL}, "-", NULL},
        {SEPARATE, {NULL, NULL}, {NULL, NULL}, "-", NULL},
        /* A target of 0 needs no count; a missing one counts as zero only under that policy. */
        {SEPARATE, {"0", "2"}, {NULL, "2"}, "100", NULL},
        {SEPARATE " policy.missing=zero", {"1", "3"}, {NULL, "3"}, "75", NULL},
        {SEPARATE " policy.missing=zero", {"1", "3"}, {NULL, NULL}, "0", NULL},
};

static const char *const types[] = {"fixed", "revenue"};

static void marks_are_those_worked_by_hand(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct huzhou h = huzhou_open();
		huzhou_fill(&h);
		for (size_t k = 0; k < 2; k++) {
			huzhou_target(&h, "wuxing", "logistics", types[k], rows[i].target[k]);
			huzhou_count(&h, "wuxing", "logistics", types[k], rows[i].count[k]);
		}
		huzhou_set(&h, rows[i].settings, false);
		const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
		print_message("row %zu\n", i);
		assert_non_null(s);
		const struct points *p = huzhou_points(&h, s, "wuxing", "logistics");
		assert_string_equal(huzhou_exact(&h, p->mark), rows[i].mark);
		assert_int_equal(p->state,
		                 strcmp(rows[i].mark, "-") ? POINTS_SCORED : POINTS_NO_TASK);
		if (rows[i].formula)
			assert_string_equal(p->formula, rows[i].formula);
		huzhou_close(&h);
	}
}

static void achievement_is_scored_or_shown(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "wuxing", "logistics", "fixed", "2");
	huzhou_target(&h, "wuxing", "logistics", "revenue", "10");
	huzhou_count(&h, "wuxing", "logistics", "fixed", "5");
	huzhou_count(&h, "wuxing", "logistics", "revenue", "9");
	huzhou_set(&h, COVERING, false);
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	const struct points *p = huzhou_points(&h, s, "wuxing", "logistics");
	assert_string_equal(huzhou_exact(&h, p->task), "12");
	assert_string_equal(huzhou_exact(&h, p->achieved), "14");
	assert_string_equal(huzhou_exact(&h, p->credited), "12");
	assert_string_equal(huzhou_exact(&h, p->types[0].credited), "2");
	assert_string_equal(huzhou_exact(&h, p->types[1].credited), "10");
	assert_string_equal(huzhou_exact(&h, p->types[0].unscored), "0");
	assert_string_equal(huzhou_exact(&h, p->types[1].unscored), "2");
	huzhou_close(&h);
}

static bool cites(const struct huzhou *h, const struct points *p, const char *policy)
{
	for (size_t i = 0; i < p->n_policies; i++)
		if (p->policies[i] == method_policy(h->method, policy))
			return true;
	return false;
}

static void the_policies_that_decided_are_named(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "wuxing", "logistics", "revenue", "2");
	huzhou_count(&h, "wuxing", "logistics", "revenue", "3");
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	const struct points *p = huzhou_points(&h, s, "wuxing", "logistics");
	assert_true(cites(&h, p, "substitution"));
	assert_true(cites(&h, p, "over_completion"));
	p = huzhou_points(&h, s, "wuxing", "finance"); /* one type, exactly met */
	assert_int_equal(p->n_policies, 0);
	assert_int_equal(p->n_sources, 2);
	assert_string_equal(p->sources[0].file, "figures.csv");
	huzhou_close(&h);
}

static void missing_counts_are_all_reported(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_count(&h, "wuxing", "logistics", "fixed", NULL);
	huzhou_count(&h, "anji", "science", "fixed", NULL);
	huzhou_target(&h, "municipal", "science", "fixed", "3"); /* not assessed: 未报 */
	assert_null(score_run(h.arena, h.method, h.figures, NONE, h.log));
	assert_int_equal(diag_count(h.log), 2);
	assert_int_equal(diag_at(h.log, 0)->code, DIAG_count_missing);
	struct diag_list *log = diag_list_new(h.arena);
	const struct sheet *s =
	        score_run(h.arena, h.method, h.figures, method_unit(h.base, "deqing"), log);
	assert_non_null(s); /* a command about one unit needs that unit's figures only */
	assert_int_equal(diag_count(log), 0);
	assert_int_equal(huzhou_points(&h, s, "anji", "science")->state, POINTS_UNREPORTED);
	assert_false(s->units[method_unit(h.base, "deqing")].ranked);
	assert_string_equal(huzhou_exact(&h, s->units[method_unit(h.base, "deqing")].score), "100");
	huzhou_close(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_those_worked_by_hand),
	        cmocka_unit_test(achievement_is_scored_or_shown),
	        cmocka_unit_test(the_policies_that_decided_are_named),
	        cmocka_unit_test(missing_counts_are_all_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
