#include "tests/in_field.h"

#define MINMAX "method = \"minmax\"; "

static void marks_lie_between_least_and_greatest(void **state)
{
	(void)state;
	/* (5 - 1) / (9 - 1) = 1/2 */
	IN_FIELD_IS(MINMAX, "a=1 b=5 c=9", "a 0 b 50 c 100");
	/* 60 + 40 (5 - 1) / 8 = 80; a unit that is not assessed may lie beyond: 60 + 40 x 16 / 8 */
	IN_FIELD_IS(MINMAX "from = 60;", "a=1 b=5 c=9 city=17", "a 60 b 80 c 100 city 140");
	IN_FIELD_IS(MINMAX "from = 60; direction = \"lower\";", "a=1 b=5 c=9", "a 100 b 80 c 60");
	/* (-2 + 5) / (1 + 5) = 1/2 */
	IN_FIELD_IS(MINMAX, "a=-5 b=-2 c=1", "a 0 b 50 c 100");
	IN_FIELD_IS(MINMAX, "a=2 b=2 c=3", "a 0 b 0 c 100");
	IN_FIELD_FORMULA_IS(MINMAX "from = 60;", "a=5 b=1 c=9", "60 + 40 × (5 − 1) ÷ (9 − 1) = 80");
	IN_FIELD_FORMULA_IS(MINMAX "direction = \"lower\";", "a=-2 b=-5 c=1",
	                    "100 × (1 − (-2)) ÷ (1 − (-5)) = 50");
}

static void all_equal_is_said(void **state)
{
	(void)state;
	IN_FIELD_IS(MINMAX "from = 60;", "a=4 b=4", "a 100 b 100");
	IN_FIELD_IS(MINMAX "equal = 75;", "a=4 b=4", "a 75 b 75");
	IN_FIELD_IS(MINMAX "equal = 75;", "a=0 b=0", "a 75 b 75"); /* 0/0 */
	IN_FIELD_IS(MINMAX, "a=-4", "a 100");                      /* alone */
	/* Beside one value only, another cannot be placed. */
	IN_FIELD_IS(MINMAX "equal = 75;", "a=4 city=4", "a 75 city 75");
	IN_FIELD_IS(MINMAX "equal = 75;", "a=4 city=5", "a 75 city ?");
	IN_FIELD_FORMULA_IS(MINMAX "equal = 75;", "a=4 b=4", "max = min = 4; 75");
}

static void missing_ones_are_no_part_of_the_field(void **state)
{
	(void)state;
	IN_FIELD_IS(
	        MINMAX, "a=1 b c=9",
	        "kaohe: error[measure-missing]: b has no value for 甲 in 2024; to mend: add it to "
	        "the values; what its absence means is parameter missing of the rule file\n");
	IN_FIELD_IS(MINMAX "missing = \"exclude\";", "a=1 b c=9 d=3", "a 0 b - c 100 d 25");
	IN_FIELD_IS(MINMAX "missing = \"zero\";", "a=1 b c=9 d=3", "a 0 b 0 c 100 d 25");
	IN_FIELD_IS(MINMAX "missing = \"neutral\"; neutral = 50;", "a=1 b c=9", "a 0 b 50 c 100");
	IN_FIELD_IS(MINMAX, "a=1 b=- c=9", "a 0 b - c 100");
	/* Nobody to be compared with. */
	IN_FIELD_IS(MINMAX "missing = \"exclude\";", "a city=9", "a - city -");
}

static void groups_are_fields_of_their_own(void **state)
{
	(void)state;
	IN_FIELD_IS(MINMAX "among = \"group\";", "a@g=1 b@h=10 c@g=3 d@h=30 e@h=20",
	            "a 0 b 0 c 100 d 100 e 50");
}

/* Ends are exact even of logarithms: log10 of 1, 10, 1000 are 0, 1, 3; of 2 .. 2 nothing is. */
static void logarithms(void **state)
{
	(void)state;
	IN_FIELD_IS(MINMAX "log = \"10\";", "a=1 b=10 c=1000", "a 0 b 100/3 c 100");
	IN_FIELD_IS(MINMAX "log = \"10\";", "a=2 b=3 c=2", "a 0 b 100 c 0");
	IN_FIELD_IS(MINMAX "log = \"e\"; equal = 7;", "a=3 b=3", "a 7 b 7");
	/* ln 2 / ln 8 = 1/3 */
	char out[4000];
	in_field(MINMAX "log = \"e\"; missing = \"exclude\";", "a=1 b=2 c=8 d=0", out);
	assert_memory_equal(out, "a 0 b ≈33.3333333333333333333333", 31);
	assert_non_null(strstr(out, " c 100 d -"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_lie_between_least_and_greatest),
	        cmocka_unit_test(all_equal_is_said),
	        cmocka_unit_test(missing_ones_are_no_part_of_the_field),
	        cmocka_unit_test(groups_are_fields_of_their_own),
	        cmocka_unit_test(logarithms),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
