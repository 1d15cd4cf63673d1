#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/huzhou.h"

/* Points of the scorers (the last one is read first), the mark and the points by hand. */
static const struct {
	const char *given, *settings, *mark, *points;
} rows[] = {
        {"1.8", "", "9/5", "9/5"},
        {"0", "", "0", "0"},
        {"2", "", "2", "2"},
        {"1.8 1.6", "", "17/10", "17/10"},
        {"2 1.5 1 1.2", "", "57/40", "57/40"},     /* four scorers: plain mean */
        {"2 1.5 1 1.2 1.4", "", "41/30", "41/30"}, /* five: (1.5 + 1.2 + 1.4) / 3 */
        {"2 2 2 1 1", "", "5/3", "5/3"},           /* one of the equals is left out */
        {"1 1 1 1 1", "", "1", "1"},
        {"2 0 1 1 1 1 1", "", "1", "1"},
        {"1.8", "points.reporting=3", "9/5", "27/10"}, /* judged points x new / old */
        {"", "policy.missing=zero", "0", "0"},
};

static void marks_are_those_worked_by_hand(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct huzhou h = huzhou_open();
		huzhou_fill(&h);
		huzhou_judge(&h, "anji", "reporting", rows[i].given);
		huzhou_set(&h, rows[i].settings, true);
		const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
		print_message("%s\n", rows[i].given);
		assert_non_null(s);
		const struct points *p = huzhou_points(&h, s, "anji", "reporting");
		assert_string_equal(huzhou_exact(&h, p->mark), rows[i].mark);
		assert_string_equal(huzhou_exact(&h, p->points), rows[i].points);
		huzhou_close(&h);
	}
}

static void formulas_show_who_was_left_out(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_judge(&h, "anji", "reporting", "1.4 1.2 1 1.5 2");
	huzhou_judge(&h, "anji", "team", "1.6 1.8");
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	assert_string_equal(huzhou_points(&h, s, "anji", "reporting")->formula,
	                    "(2 + 1.5 + 1 + 1.2 + 1.4 − 2 − 1) ÷ 3 = 41/30 ≈ 1.37");
	assert_string_equal(huzhou_points(&h, s, "anji", "team")->formula, "(1.8 + 1.6) ÷ 2 = 1.7");
	assert_string_equal(huzhou_points(&h, s, "anji", "team")->weighing, "2 × 1.7 ÷ 2 = 1.7");
	assert_int_equal(huzhou_points(&h, s, "anji", "reporting")->n_sources, 5);
	huzhou_close(&h);
}

static void missing_points_refuse_the_run(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_judge_all(&h, "anji", "");
	assert_null(score_run(h.arena, h.method, h.figures, NONE, h.log));
	assert_int_equal(diag_count(h.log), 5);
	assert_int_equal(diag_at(h.log, 0)->code, DIAG_judged_missing);
	huzhou_close(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_those_worked_by_hand),
	        cmocka_unit_test(formulas_show_who_was_left_out),
	        cmocka_unit_test(missing_points_refuse_the_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
