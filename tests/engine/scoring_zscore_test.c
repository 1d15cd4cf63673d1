#include "tests/in_field.h"

#define ZSCORE "method = \"zscore\"; "

static void marks_are_standard_deviations(void **state)
{
	(void)state;
	/* mean 4, squares 4 + 0 + 4: s = 2 of n - 1 = 2 */
	IN_FIELD_IS(ZSCORE, "a=6 b=4 c=2 city=8", "a 1 b 0 c -1 city 2");
	IN_FIELD_IS(ZSCORE "direction = \"lower\";", "a=6 b=4 c=2", "a -1 b 0 c 1");
	IN_FIELD_IS(ZSCORE "centre = 60; scale = 10;", "a=6 b=4 c=2", "a 70 b 60 c 50");
	/* mean 5, squares 9 + 1 + 1 + 1 + 4 + 16 = 32 = 8 x 4: s = 2 of n */
	IN_FIELD_IS(ZSCORE "sd = \"population\";", "a=2 b=4 c=4 d=4 e=5 f=5 g=7 h=9",
	            "a -3/2 b -1/2 c -1/2 d -1/2 e 0 f 0 g 1 h 2");
	IN_FIELD_IS(ZSCORE, "a=-6 b=-4 c=-2", "a -1 b 0 c 1");
	IN_FIELD_FORMULA_IS(ZSCORE, "a=6 b=4 c=2", "(6 − 4) ÷ 2 = 1");
	IN_FIELD_FORMULA_IS(ZSCORE "centre = 60; scale = 10;", "a=-2 b=-6 c=-4",
	                    "60 + 10 × (-2 − (-4)) ÷ 2 = 70");
	IN_FIELD_FORMULA_IS(ZSCORE, "a=4 b=6 c=2", "4 = x̄; 0");
}

/* 1 and 2: s^2 = 1/2, z = (1/2) / sqrt(1/2) = 0.70710678118... */
static void roots_carry_their_error(void **state)
{
	(void)state;
	struct in_field f = in_field_open(ZSCORE, "a=1 b=2");
	const struct points *b = in_field_points(&f, 1);
	assert_false(ratio_is_exact(b->mark));
	assert_string_equal(ratio_exact(f.assessed.arena, b->mark),
	                    "≈0.707106781186547524400844362105");
	/* The mean of all is exact: the errors do not pile up beyond the last digit. */
	assert_string_equal(
	        ratio_fixed(f.assessed.arena, f.sheet->units[0].published, 2, ROUND_HALF_UP),
	        "-0.71");
	assessed_close(&f.assessed);
}

static void all_equal_is_the_centre(void **state)
{
	(void)state;
	IN_FIELD_IS(ZSCORE "centre = 60;", "a=4 b=4", "a 60 b 60");
	IN_FIELD_IS(ZSCORE "centre = 60;", "a=0 b=0 c=0", "a 60 b 60 c 60");
	IN_FIELD_IS(ZSCORE "centre = 60;", "a=4", "a 60"); /* alone, n - 1 = 0 */
	IN_FIELD_IS(ZSCORE "centre = 60; sd = \"population\";", "a=4", "a 60");
	IN_FIELD_IS(ZSCORE "centre = 60;", "a=4 city=4", "a 60 city 60");
	IN_FIELD_IS(ZSCORE "centre = 60;", "a=4 city=5", "a 60 city ?");
	IN_FIELD_IS(ZSCORE "log = \"e\";", "a=3 b=3", "a 0 b 0"); /* exact */
}

static void missing_ones_are_no_part_of_it(void **state)
{
	(void)state;
	IN_FIELD_IS(
	        ZSCORE, "a=9 b",
	        "kaohe: error[measure-missing]: b has no value for 甲 in 2024; to mend: add it to "
	        "the values; what its absence means is parameter missing of the rule file\n");
	IN_FIELD_IS(ZSCORE "missing = \"exclude\";", "a=6 b c=4 d=2", "a 1 b - c 0 d -1");
	IN_FIELD_IS(ZSCORE "missing = \"zero\";", "a=6 b c=4 d=2", "a 1 b 0 c 0 d -1");
	IN_FIELD_IS(ZSCORE "missing = \"neutral\"; neutral = 2;", "a=6 b c=4 d=2",
	            "a 1 b 2 c 0 d -1");
	IN_FIELD_IS(ZSCORE "among = \"group\"; sd = \"population\";", "a@g=1 b@h=10 c@g=3 d@h=30",
	            "a -1 b -1 c 1 d 1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_standard_deviations),
	        cmocka_unit_test(roots_carry_their_error),
	        cmocka_unit_test(all_equal_is_the_centre),
	        cmocka_unit_test(missing_ones_are_no_part_of_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
