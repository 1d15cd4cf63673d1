#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/leaf.h"

#include <string.h>

/* What is asked, or not, is known before any figure is looked at. */

static const char *mark(const char *entry, const char *target, const char *value, char out[256])
{
	struct assessed x = leaf_open(entry);
	bool counts = x.method->scorings[1].input == INPUT_COUNTS;
	if (target)
		assessed_target(&x, "one", "a", counts ? "x" : NULL, target);
	if (value && counts)
		assessed_count(&x, "one", "a", "x", value);
	else if (value)
		assessed_value(&x, "one", "a", NULL, value);
	const struct sheet *s = assessed_score(&x);
	const char *text = assessed_findings(&x);
	if (s && sheet_points(s, 0, 1)->state == POINTS_NO_TASK)
		text = "no task";
	else if (s)
		text = assessed_mark(&x, s, "one", "a");
	else
		text += strcspn(text, "[");
	size_t n = *text == '[' ? strcspn(text, "]") + 1 : strlen(text);
	memcpy(out, text, n);
	out[n] = '\0';
	assessed_close(&x);
	return out;
}

/* "No accidents": a target of 0 is one where less is better, and asks nothing where more is. */
static void none_at_all_may_be_asked_of_counts(void **state)
{
	(void)state;
	char out[256];
	const char *lower = "method = \"threshold\"; of = \"count\"; direction = \"lower\";";
	assert_string_equal(mark(lower, "0", "3", out), "0");
	assert_string_equal(mark(lower, "0", "0", out), "100");
	assert_string_equal(mark(lower, "-", "0", out), "no task");
	assert_string_equal(mark("method = \"threshold\"; of = \"count\";", "0", "3", out),
	                    "no task");
	assert_string_equal(
	        mark("method = \"proportional\"; of = \"count\"; direction = \"lower\";", "0", "2",
	             out),
	        "0");
}

static void a_target_of_nothing_needs_no_figure(void **state)
{
	(void)state;
	char out[256];
	const char *const ways[] = {"", "missing = \"zero\";",
	                            "missing = \"neutral\"; neutral = 60;"};
	for (size_t i = 0; i < 3; i++) {
		char entry[128] = "method = \"proportional\";";
		strcat(entry, ways[i]);
		assert_string_equal(mark(entry, "0", NULL, out), "no task");
	}
}

static void a_target_below_nothing_is_refused_whatever_is_missing(void **state)
{
	(void)state;
	char out[256];
	assert_string_equal(mark("method = \"proportional\";", "-1", "2", out),
	                    "[target-negative]");
	assert_string_equal(mark("method = \"proportional\"; missing = \"zero\";", "-1", NULL, out),
	                    "[target-negative]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(none_at_all_may_be_asked_of_counts),
	        cmocka_unit_test(a_target_of_nothing_needs_no_figure),
	        cmocka_unit_test(a_target_below_nothing_is_refused_whatever_is_missing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
