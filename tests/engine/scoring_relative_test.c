#include "tests/in_field.h"

#define RELATIVE   "method = \"relative\"; "
#define DIFFERENCE RELATIVE "form = \"difference\"; "
#define LOWER      "direction = \"lower\"; "

static void ratios(void **state)
{
	(void)state;
	IN_FIELD_IS(RELATIVE, "a=10 b=8 c=0 city=12", "a 100 b 80 c 0 city 120");
	IN_FIELD_IS(RELATIVE "reference = \"worst\";", "a=10 b=8 c=5", "a 200 b 160 c 100");
	/* mean 6 */
	IN_FIELD_IS(RELATIVE "reference = \"mean\";", "a=10 b=8 c=0", "a 500/3 b 400/3 c 0");
	IN_FIELD_IS(RELATIVE "reference = \"sum\"; scale = 1;", "a=10 b=8 c=2",
	            "a 1/2 b 2/5 c 1/10");
	/* A share of the best may be below 0. */
	IN_FIELD_IS(RELATIVE, "a=10 b=-2", "a 100 b -20");
	IN_FIELD_FORMULA_IS(RELATIVE, "a=-2 b=10", "100 × (-2) ÷ 10 = -20");
}

static void ratios_where_less_is_better(void **state)
{
	(void)state;
	IN_FIELD_IS(RELATIVE LOWER, "a=2 b=4 c=8", "a 100 b 50 c 25");
	IN_FIELD_IS(RELATIVE LOWER "reference = \"worst\";", "a=2 b=4 c=8", "a 400 b 200 c 100");
	/* 1/2 + 1/4 + 1/8 = 7/8: 4/7, 2/7, 1/7 */
	IN_FIELD_IS(RELATIVE LOWER "reference = \"sum\"; scale = 1;", "a=2 b=4 c=8",
	            "a 4/7 b 2/7 c 1/7");
	/* mean 7/24: (1/2) / (7/24) = 12/7 */
	IN_FIELD_IS(RELATIVE LOWER "reference = \"mean\"; scale = 1;", "a=2 b=4 c=8",
	            "a 12/7 b 6/7 c 3/7");
	IN_FIELD_FORMULA_IS(RELATIVE LOWER, "a=4 b=2", "100 × 2 ÷ 4 = 50");
	IN_FIELD_FORMULA_IS(RELATIVE LOWER "reference = \"sum\";", "a=2 b=4 c=8",
	                    "100 × (1 ÷ 2) ÷ 0.875 = 400/7 ≈ 57.14");
}

static void differences(void **state)
{
	(void)state;
	IN_FIELD_IS(DIFFERENCE, "a=10 b=8 c=-5", "a 0 b -20 c -150");
	IN_FIELD_IS(DIFFERENCE "reference = \"worst\";", "a=10 b=8 c=5", "a 100 b 60 c 0");
	/* mean 8 */
	IN_FIELD_IS(DIFFERENCE "reference = \"mean\";", "a=12 b=8 c=4", "a 50 b 0 c -50");
	/* 24 in all: (12 - 24) / 24 */
	IN_FIELD_IS(DIFFERENCE "reference = \"sum\";", "a=12 b=8 c=4", "a -50 b -200/3 c -250/3");
	/* turned round: (8 - 12) / 8 */
	IN_FIELD_IS(DIFFERENCE LOWER "reference = \"mean\";", "a=12 b=8 c=4", "a -50 b 0 c 50");
	/* best 4: (4 - 12) / 4; a value of 0 or less can be compared here */
	IN_FIELD_IS(DIFFERENCE LOWER, "a=12 b=4", "a -200 b 0");
	IN_FIELD_IS(DIFFERENCE LOWER "reference = \"worst\";", "a=-6 b=4", "a 250 b 0");
	IN_FIELD_FORMULA_IS(DIFFERENCE "reference = \"mean\";", "a=4 b=12 c=8",
	                    "100 × (4 − 8) ÷ 8 = -50");
}

#define UNDEFINED(unit)                                                                            \
	"figures.csv:1:1: error[reference-undefined]: " unit " cannot be compared for 甲: best, " \
	"worst, mean or sum is 0 or less, or less is better and there are values of 0 or less; "   \
	"to mend: check the figures; what it means is parameter missing of the rule file, and "    \
	"equal where all are 0\n"

static void what_divides_by_nothing_follows_missing(void **state)
{
	(void)state;
	IN_FIELD_IS(RELATIVE, "a=0 b=0", UNDEFINED("a") UNDEFINED("b"));
	IN_FIELD_IS(RELATIVE "missing = \"exclude\";", "a=0 b=0", "a - b -");
	IN_FIELD_IS(RELATIVE "missing = \"zero\";", "a=0 b=0", "a 0 b 0");
	IN_FIELD_IS(RELATIVE "missing = \"neutral\"; neutral = 60;", "a=0 b=0", "a 60 b 60");
	/* 0/0 with a mark of its own; others stay as they are */
	IN_FIELD_IS(RELATIVE "equal = 100;", "a=0 b=0 city=3", "a 100 b 100 city ?");
	IN_FIELD_IS(RELATIVE "equal = 100;", "a=0 b=1", "a 0 b 100");
	IN_FIELD_FORMULA_IS(RELATIVE "equal = 100;", "a=0 b=0", "0 ÷ 0; 100");
	/* the best is below 0 */
	IN_FIELD_IS(RELATIVE "missing = \"exclude\"; equal = 100;", "a=-1 b=-2", "a - b -");
	IN_FIELD_IS(RELATIVE "reference = \"worst\"; missing = \"exclude\";", "a=0 b=2", "a - b -");
	/* 1/0: for the one where the worst counts, for all where the best is 0 or sums are taken */
	IN_FIELD_IS(RELATIVE LOWER "reference = \"worst\"; missing = \"exclude\";", "a=0 b=2",
	            "a - b 100");
	IN_FIELD_IS(RELATIVE LOWER "missing = \"exclude\";", "a=0 b=2", "a - b -");
	IN_FIELD_IS(RELATIVE LOWER "reference = \"sum\"; missing = \"exclude\";", "a=0 b=2",
	            "a - b -");
	IN_FIELD_IS(RELATIVE LOWER "missing = \"exclude\"; equal = 100;", "a=0 b=0", "a 100 b 100");
}

static void missing_equal_and_alone(void **state)
{
	(void)state;
	IN_FIELD_IS(RELATIVE, "a=3 b=3", "a 100 b 100");
	IN_FIELD_IS(RELATIVE, "a=3", "a 100");
	IN_FIELD_IS(
	        RELATIVE, "a b=3",
	        "kaohe: error[measure-missing]: a has no value for 甲 in 2024; to mend: add it to "
	        "the values; what its absence means is parameter missing of the rule file\n");
	IN_FIELD_IS(RELATIVE "missing = \"exclude\";", "a b=3 c=6", "a - b 50 c 100");
	IN_FIELD_IS(RELATIVE "missing = \"zero\"; reference = \"mean\";", "a b=3 c=6",
	            "a 0 b 200/3 c 400/3"); /* of 4.5: the one without is no part of it */
	IN_FIELD_IS(RELATIVE "missing = \"neutral\"; neutral = 50;", "a b=3", "a 50 b 100");
	IN_FIELD_IS(RELATIVE "among = \"group\";", "a@g=2 b@h=5 c@g=4 d@h=10",
	            "a 50 b 50 c 100 d 100");
}

/* The weighted sum of the published example: six alternatives, seven criteria of equal weight, five
 * of them the less the better; what is printed has eight digits. */
static const struct {
	const char *name, *values[7], *printed;
} alternatives[] = {
        {"a0", {"33.95", "23.78", "11.45", "39.97", "29.44", "167.1", "3.852"}, "0.12040426"},
        {"a1", {"38.9", "4.17", "6.32", "0.01", "4.29", "132.52", "25.184"}, "0.34582350"},
        {"a2", {"37.59", "9.36", "8.23", "4.35", "10.22", "136.71", "10.845"}, "0.13838192"},
        {"a3", {"30.44", "37.59", "13.91", "74.08", "45.1", "198.34", "2.186"}, "0.12841246"},
        {"a4", {"36.21", "14.79", "9.17", "17.77", "17.06", "148.3", "6.61"}, "0.12346084"},
        {"a5", {"37.8", "8.55", "7.97", "2.35", "9.25", "134.83", "11.935"}, "0.14351701"},
};

static void a_published_weighted_sum(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = [ \"p\" ]; units = [ \"a0\", \"a1\", \"a2\", \"a3\", \"a4\", \"a5\" ];"
	        "scoring = ( { id = \"most\"; method = \"relative\"; reference = \"sum\"; },"
	        "  { id = \"least\"; method = \"relative\"; reference = \"sum\"; direction = "
	        "\"lower\"; } );"
	        "published = { decimals = 6; }; points = 1; combine = \"weighted\"; weights = "
	        "\"normalise\"; items = ("
	        "{ id = \"c1\"; name = \"c1\"; weight = 20; scoring = \"least\"; },"
	        "{ id = \"c2\"; name = \"c2\"; weight = 20; scoring = \"least\"; },"
	        "{ id = \"c3\"; name = \"c3\"; weight = 20; scoring = \"least\"; },"
	        "{ id = \"c4\"; name = \"c4\"; weight = 20; scoring = \"least\"; },"
	        "{ id = \"c5\"; name = \"c5\"; weight = 20; scoring = \"most\"; },"
	        "{ id = \"c6\"; name = \"c6\"; weight = 20; scoring = \"least\"; },"
	        "{ id = \"c7\"; name = \"c7\"; weight = 20; scoring = \"most\"; } );");
	static const char *const items[] = {"c1", "c2", "c3", "c4", "c5", "c6", "c7"};
	for (size_t i = 0; i < 6; i++)
		for (size_t k = 0; k < 7; k++)
			assessed_value(&x, alternatives[i].name, items[k], NULL,
			               alternatives[i].values[k]);
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	static const size_t ranks[] = {6, 1, 3, 4, 5, 2};
	for (size_t i = 0; i < 6; i++) {
		assert_string_equal(ratio_fixed(x.arena, s->units[i].score, 8, ROUND_HALF_UP),
		                    alternatives[i].printed);
		assert_int_equal(s->units[i].rank, ranks[i]);
	}
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(ratios),
	        cmocka_unit_test(ratios_where_less_is_better),
	        cmocka_unit_test(differences),
	        cmocka_unit_test(what_divides_by_nothing_follows_missing),
	        cmocka_unit_test(missing_equal_and_alone),
	        cmocka_unit_test(a_published_weighted_sum),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
