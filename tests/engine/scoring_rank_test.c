#include "tests/in_field.h"

#define RANK "method = \"rank\"; "

static void every_place_costs_a_step(void **state)
{
	(void)state;
	IN_FIELD_IS(RANK, "a=3 b=9 c=-5", "a 95 b 100 c 90");
	IN_FIELD_IS(RANK "direction = \"lower\";", "a=3 b=9 c=-5", "a 95 b 90 c 100");
	/* One point of 3 is 100/3 percent. */
	IN_FIELD_IS(RANK "step = \"100/3\";", "a=3 b=9 c=-5", "a 200/3 b 100 c 100/3");
	IN_FIELD_IS(RANK "step = 40;", "a=1 b=2 c=3 d=4",
	            "a 0 b 20 c 60 d 100"); /* 100 - 120 < 0 */
	IN_FIELD_IS(RANK "step = 40; low = -100;", "a=1 b=2 c=3 d=4", "a -20 b 20 c 60 d 100");
	IN_FIELD_IS(RANK "first = 10; step = 1; low = 9;", "a=1 b=2 c=3", "a 9 b 9 c 10");
	IN_FIELD_FORMULA_IS(RANK, "a=3 b=9 c=-5", "100 − 5 × (2 − 1) = 95");
	IN_FIELD_FORMULA_IS(RANK "step = 80;", "a=3 b=9 c=10", "max(100 − 80 × (3 − 1), 0) = 0");
}

static void ties_share_a_place(void **state)
{
	(void)state;
	IN_FIELD_IS(RANK, "a=1 b=9 c=9 d=4", "a 85 b 100 c 100 d 90");
	IN_FIELD_IS(RANK "ties = \"dense\";", "a=1 b=9 c=9 d=4", "a 90 b 100 c 100 d 95");
	/* places 1.5, 1.5, 3, 4 */
	IN_FIELD_IS(RANK "ties = \"average\";", "a=1 b=9 c=9 d=4", "a 85 b 195/2 c 195/2 d 90");
	IN_FIELD_FORMULA_IS(RANK "ties = \"average\";", "a=9 b=9", "100 − 5 × (1.5 − 1) = 97.5");
	IN_FIELD_IS(RANK "direction = \"lower\"; ties = \"dense\";", "a=1 b=9 c=9 d=1 e=12",
	            "a 100 b 95 c 95 d 100 e 90");
	/* all tied: (1 + 2 + 3) / 3 = 2 */
	IN_FIELD_IS(RANK, "a=0 b=0 c=0", "a 100 b 100 c 100");
	IN_FIELD_IS(RANK "ties = \"dense\";", "a=0 b=0 c=0", "a 100 b 100 c 100");
	IN_FIELD_IS(RANK "ties = \"average\";", "a=0 b=0 c=0", "a 95 b 95 c 95");
	IN_FIELD_IS(RANK, "a=0", "a 100"); /* alone */
}

static void others_take_no_place(void **state)
{
	(void)state;
	/* A unit that is not assessed has the place that it would have: beside b, 2 and 3. */
	IN_FIELD_IS(RANK "ties = \"average\";", "a=9 b=5 c=1 city=5", "a 100 b 95 c 90 city 185/2");
	IN_FIELD_IS(RANK, "a=9 b=5 c=1 city=7", "a 100 b 95 c 90 city 95");
	IN_FIELD_IS(
	        RANK, "a=9 b c=1",
	        "kaohe: error[measure-missing]: b has no value for 甲 in 2024; to mend: add it to "
	        "the values; what its absence means is parameter missing of the rule file\n");
	IN_FIELD_IS(RANK "missing = \"exclude\";", "a=9 b c=1", "a 100 b - c 95");
	IN_FIELD_IS(RANK "missing = \"zero\";", "a=9 b c=1", "a 100 b 0 c 95");
	IN_FIELD_IS(RANK "missing = \"neutral\"; neutral = 40;", "a=9 b c=1", "a 100 b 40 c 95");
	IN_FIELD_IS(RANK, "a=9 b=- c=1", "a 100 b - c 95");
	IN_FIELD_IS(RANK "among = \"group\";", "a@g=1 b@h=2 c@g=3 d@h=4", "a 95 b 95 c 100 d 100");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_place_costs_a_step),
	        cmocka_unit_test(ties_share_a_place),
	        cmocka_unit_test(others_take_no_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
