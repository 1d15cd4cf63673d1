#include "tests/in_field.h"

#define BORDA "method = \"borda\"; "

static void units_left_behind_are_counted(void **state)
{
	(void)state;
	IN_FIELD_IS(BORDA, "a=5 b=9 c=-1", "a 1 b 2 c 0");
	IN_FIELD_IS(BORDA "start = 1;", "a=5 b=9 c=-1", "a 2 b 3 c 1");
	IN_FIELD_IS(BORDA "direction = \"lower\";", "a=5 b=9 c=-1", "a 1 b 0 c 2");
	/* in percent of n = 4 */
	IN_FIELD_IS(BORDA "scale = \"percent\";", "a=5 b=9 c=-1 d=0", "a 50 b 75 c 0 d 25");
	IN_FIELD_IS(BORDA "scale = \"percent\"; start = 1;", "a=5 b=9 c=-1 d=0",
	            "a 75 b 100 c 25 d 50");
	IN_FIELD_FORMULA_IS(BORDA, "a=5 b=9 c=-1", "0 + 1 = 1");
	IN_FIELD_FORMULA_IS(BORDA "scale = \"percent\"; start = 1; tie = \"1/2\";",
	                    "a=5 b=5 c=-1 d=0", "100 × (1 + 2 + 0.5 × 1) ÷ 4 = 87.5");
}

/* The best of n earns all points: start + n - 1 is full. */
static void the_best_earns_full_points(void **state)
{
	(void)state;
	struct in_field f = in_field_open(BORDA "start = 1;", "a=5 b=9 c=-1 city=7");
	assert_string_equal(assessed_points(&f.assessed, f.sheet, "b", "a"), "100");
	assert_string_equal(assessed_points(&f.assessed, f.sheet, "c", "a"), "100/3");
	/* Among four it would be the second: 3 of 4. */
	assert_string_equal(assessed_points(&f.assessed, f.sheet, "city", "a"), "75");
	assessed_close(&f.assessed);
}

static void ties_earn_their_share(void **state)
{
	(void)state;
	IN_FIELD_IS(BORDA, "a=9 b=9 c=1 d=1 e=0", "a 3 b 3 c 1 d 1 e 0");
	IN_FIELD_IS(BORDA "tie = \"1/2\";", "a=9 b=9 c=1 d=1 e=0", "a 7/2 b 7/2 c 3/2 d 3/2 e 0");
	IN_FIELD_IS(BORDA "tie = 1;", "a=9 b=9 c=1 d=1 e=0", "a 4 b 4 c 2 d 2 e 0");
	IN_FIELD_IS(BORDA, "a=0 b=0 c=0", "a 0 b 0 c 0");
	IN_FIELD_IS(BORDA "tie = 1;", "a=0 b=0 c=0", "a 2 b 2 c 2");
	/* alone: full marks */
	IN_FIELD_IS(BORDA, "a=0", "a 100");
	IN_FIELD_IS(BORDA "scale = \"percent\";", "a=0", "a 100");
	IN_FIELD_FORMULA_IS(BORDA, "a=0", "n = 1; 100");
}

static void missing_and_others(void **state)
{
	(void)state;
	IN_FIELD_IS(BORDA "tie = 1;", "a=9 b=5 c=1 city=5", "a 2 b 1 c 0 city 2");
	IN_FIELD_IS(
	        BORDA, "a=9 b",
	        "kaohe: error[measure-missing]: b has no value for 甲 in 2024; to mend: add it to "
	        "the values; what its absence means is parameter missing of the rule file\n");
	IN_FIELD_IS(BORDA "missing = \"exclude\";", "a=9 b c=1", "a 1 b - c 0");
	IN_FIELD_IS(BORDA "missing = \"zero\";", "a=9 b c=1", "a 1 b 0 c 0");
	IN_FIELD_IS(BORDA "missing = \"neutral\"; neutral = 50;", "a=9 b c=1", "a 1 b 50 c 0");
	struct in_field f =
	        in_field_open(BORDA "missing = \"neutral\"; neutral = 50;", "a=9 b c=1");
	assert_string_equal(assessed_points(&f.assessed, f.sheet, "b", "a"), "50"); /* of 100 */
	assessed_close(&f.assessed);
	IN_FIELD_IS(BORDA "among = \"group\";", "a@g=1 b@h=2 c@g=3 d@h=4", "a 0 b 0 c 1 d 1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(units_left_behind_are_counted),
	        cmocka_unit_test(the_best_earns_full_points),
	        cmocka_unit_test(ties_earn_their_share),
	        cmocka_unit_test(missing_and_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
