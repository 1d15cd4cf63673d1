#include "tests/in_field.h"

#define AVERAGE "method = \"average\"; start = 80; over = 2; under = 3; "

static void marks_lie_around_the_mean(void **state)
{
	(void)state;
	/* mean 6: 80 + 2 x 4, 80, 80 - 3 x 4 */
	IN_FIELD_IS(AVERAGE, "a=10 b=6 c=2", "a 88 b 80 c 68");
	IN_FIELD_IS(AVERAGE "direction = \"lower\";", "a=10 b=6 c=2", "a 68 b 80 c 88");
	/* each 2: half as much */
	IN_FIELD_IS(AVERAGE "per = 2;", "a=10 b=6 c=2", "a 84 b 80 c 74");
	/* mean -1: 80 + 2 x 3, 80 - 3 x 3 */
	IN_FIELD_IS(AVERAGE, "a=2 b=-4", "a 86 b 71");
	/* mean 20/3: parts of a step count */
	IN_FIELD_IS(AVERAGE, "a=10 b=10 c=0", "a 260/3 b 260/3 c 60");
	IN_FIELD_FORMULA_IS(AVERAGE "per = 2;", "a=10 b=6 c=2", "80 + 2 × (10 − 6) ÷ 2 = 84");
	IN_FIELD_FORMULA_IS(AVERAGE, "a=-4 b=2", "80 − 3 × (-1 − (-4)) = 71");
	IN_FIELD_FORMULA_IS(AVERAGE "direction = \"lower\";", "a=2 b=10", "80 + 2 × (6 − 2) = 88");
}

static void marks_are_bounded(void **state)
{
	(void)state;
	/* mean 20: 80 + 2 x 20 = 120, 80 - 3 x 20 = 20 */
	IN_FIELD_IS(AVERAGE, "a=40 b=0", "a 100 b 20");
	IN_FIELD_IS(AVERAGE "low = 60; high = 110;", "a=40 b=0", "a 110 b 60");
	IN_FIELD_FORMULA_IS(AVERAGE, "a=40 b=0", "min(80 + 2 × (40 − 20), 100) = 100");
	IN_FIELD_FORMULA_IS(AVERAGE "low = 60;", "a=0 b=40", "max(80 − 3 × (20 − 0), 60) = 60");
}

static void equal_alone_missing_and_others(void **state)
{
	(void)state;
	IN_FIELD_IS(AVERAGE, "a=0 b=0", "a 80 b 80");
	IN_FIELD_IS(AVERAGE, "a=7", "a 80");
	IN_FIELD_IS(AVERAGE "log = \"10\";", "a=7 b=7", "a 80 b 80"); /* exact */
	IN_FIELD_IS(AVERAGE, "a=10 b=2 city=9", "a 88 b 68 city 86"); /* 9 - 6 */
	IN_FIELD_IS(
	        AVERAGE, "a=10 b",
	        "kaohe: error[measure-missing]: b has no value for 甲 in 2024; to mend: add it to "
	        "the values; what its absence means is parameter missing of the rule file\n");
	IN_FIELD_IS(AVERAGE "missing = \"exclude\";", "a=10 b c=2", "a 88 b - c 68");
	IN_FIELD_IS(AVERAGE "missing = \"zero\";", "a=10 b c=2", "a 88 b 0 c 68");
	IN_FIELD_IS(AVERAGE "missing = \"neutral\"; neutral = 50;", "a=10 b c=2", "a 88 b 50 c 68");
	IN_FIELD_IS(AVERAGE "among = \"group\";", "a@g=10 b@h=1 c@g=2 d@h=3",
	            "a 88 b 77 c 68 d 82");
	/* mean of log10: 1 */
	IN_FIELD_IS(AVERAGE "log = \"10\";", "a=100 b=1", "a 82 b 77");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_lie_around_the_mean),
	        cmocka_unit_test(marks_are_bounded),
	        cmocka_unit_test(equal_alone_missing_and_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
