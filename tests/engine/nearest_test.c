#include "engine/nearest.h"
#include "tests/fixture.h"

static const char *const words[] = {"score", "explain", "lint", "rules", "help", "version", NULL};

static void expect(struct arena *a, const char *typed, const char *meant)
{
	const char *is = nearest(a, typed, words);
	if (meant == NULL) {
		assert_null(is);
	} else {
		assert_non_null(is);
		assert_string_equal(is, meant);
	}
}

static void one_or_two_slips_are_understood(void **state)
{
	struct arena *a = *state;
	expect(a, "scroe", "score");    /* two letters swapped */
	expect(a, "scor", "score");     /* a beginning */
	expect(a, "sscore", "score");   /* one too many */
	expect(a, "explan", "explain"); /* one missing */
	expect(a, "lnt", "lint");
	expect(a, "rulez", "rules");
}

static void what_is_like_nothing_gets_no_suggestion(void **state)
{
	struct arena *a = *state;
	expect(a, "", NULL);
	expect(a, "s", NULL);
	expect(a, "xyzzy", NULL);
	expect(a, "publish", NULL);
	expect(a, "a-word-that-is-longer-than-any-command-could-be", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(one_or_two_slips_are_understood),
	        FIXTURE_TEST(what_is_like_nothing_gets_no_suggestion),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
