#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/assessed.h"

#include <string.h>

/* A leaf with nothing submitted beside one that has it, 50 percent each. */
static const char *score(const char *method, const char *missing, bool counts, char out[256])
{
	char rules[1024];
	strcpy(rules,
	       "periods = [ \"2024\" ]; units = [ \"one\" ]; types = [ \"x\" ]; scoring = ( { id = "
	       "\"s\"; method = ");
	strcat(rules, method);
	strcat(rules, missing);
	strcat(rules, " }, { id = \"v\"; method = \"value\"; } ); points = 100; combine = "
	              "\"weighted\"; items = ("
	              "{ id = \"a\"; name = \"甲\"; weight = 50; scoring = \"s\"; },"
	              "{ id = \"b\"; name = \"乙\"; weight = 50; scoring = \"v\"; } );");
	struct assessed x = assessed_open(rules);
	if (counts)
		assessed_target(&x, "one", "a", "x", "4");
	assessed_value(&x, "one", "b", NULL, "80");
	const struct sheet *s = assessed_score(&x);
	if (s) {
		strcpy(out, assessed_points(&x, s, "one", "total"));
	} else {
		const char *found = assessed_findings(&x);
		strcpy(out, found + strcspn(found, "["));
		out[strcspn(out, "]") + 1] = '\0';
	}
	assessed_close(&x);
	return out;
}

/* 80 of 50 percent are 40; excluded, they are all. */
static void every_method_knows_the_four_ways(void **state)
{
	(void)state;
	static const struct {
		const char *method;
		bool counts;
		const char *refused;
		const char *neutral,
		        *with_neutral; /* half of full marks on the method's scale: 25 */
	} rows[] = {
	        {"\"completion\";", true, "[count-missing]", "50", "65"},
	        {"\"blend\";", true, "[count-missing]", "50", "65"},
	        {"\"value\"; of = \"completion\";", true, "[count-missing]", "50", "65"},
	        {"\"value\";", false, "[measure-missing]", "50", "65"},
	        {"\"minmax\";", false, "[measure-missing]", "50", "65"},
	        {"\"judged\";", false, "[judged-missing]", "25", "65"},
	        {"\"raters\"; groups = ( [ \"g\", 100 ] );", false, "[judged-missing]", "25", "65"},
	};
	char out[256], neutral[64];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *m = rows[i].method;
		bool counts = rows[i].counts;
		assert_string_equal(score(m, "", counts, out), rows[i].refused);
		assert_string_equal(score(m, " missing = \"zero\";", counts, out), "40");
		assert_string_equal(score(m, " missing = \"exclude\";", counts, out), "80");
		strcpy(neutral, " missing = \"neutral\"; neutral = ");
		strcat(neutral, rows[i].neutral);
		strcat(neutral, ";");
		assert_string_equal(score(m, neutral, counts, out), rows[i].with_neutral);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_method_knows_the_four_ways)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
