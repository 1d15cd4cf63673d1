#include "reports/bars.h"
#include "reports/display.h"
#include "tests/fixture.h"

static const struct bars_scale hundred = {0, 100};

static void a_share_is_drawn_to_an_eighth(void **state)
{
	struct arena *a = *state;
	assert_string_equal(bars_share(a, 0, 4), "    ");
	assert_string_equal(bars_share(a, 1, 4), "████");
	assert_string_equal(bars_share(a, 0.5, 4), "██  ");
	assert_string_equal(bars_share(a, 0.53125, 4), "██▏ "); /* 17 of 32 */
	assert_string_equal(bars_share(a, 0.96875, 4), "███▉");
	assert_string_equal(bars_share(a, 0.01, 4), "    "); /* less than half of an eighth */
}

static void columns_go_by_largest_remainders(void **state)
{
	struct arena *a = *state;
	const char *const glyphs[] = {"1", "2", "3"};
	/* 10 columns: 3.5, 3.5, 3 leaves one, to the earlier half */
	assert_string_equal(bars_stacked(a, (const double[]){0.35, 0.35, 0.3}, glyphs, 3, 10),
	                    "1111222333");
	assert_string_equal(bars_stacked(a, (const double[]){0, 1, 0}, glyphs, 3, 5), "22222");
	assert_string_equal(bars_stacked(a, (const double[]){1, 2, 1}, glyphs, 3, 4), "1223");
	assert_string_equal(bars_stacked(a, (const double[]){0.02, 0.98, 0}, glyphs, 3, 5),
	                    "22222"); /* too small to be seen */
}

static void a_share_of_nothing_has_no_column(void **state)
{
	struct arena *a = *state;
	const char *const glyphs[] = {"1", "2", "3", "4"};
	for (unsigned i = 1; i <= 60; i++) {
		const double shares[] = {0, i, 0, 61 - i};
		const char *bar = bars_stacked(a, shares, glyphs, 4, 7);
		assert_int_equal(display_width(bar), 7);
		assert_null(strchr(bar, '1'));
		assert_null(strchr(bar, '3'));
	}
}

static void ranks_beyond_nine_are_letters(void **state)
{
	(void)state;
	assert_string_equal(bars_rank_glyph(1), "1");
	assert_string_equal(bars_rank_glyph(10), "a");
	assert_string_equal(bars_rank_glyph(35), "z");
	assert_string_equal(bars_rank_glyph(36), "+");
}

static void intervals_stand_on_their_scale(void **state)
{
	struct arena *a = *state;
	assert_string_equal(bars_interval(a, hundred, 20, 50, 89, 10), "  ├──●──┤ ");
	assert_string_equal(bars_interval(a, hundred, 0, 50, 100, 10), "├────●───┤");
	assert_string_equal(bars_interval(a, hundred, 31, 31, 39, 10), "   ●      ");
	assert_string_equal(bars_nested(a, hundred, 0, 20, 40, 60, 100, 10), "├─━━●━━──┤");
	assert_string_equal(bars_nested(a, hundred, 0, 40, 40, 40, 100, 10), "├───●────┤");
	assert_string_equal(bars_mark(a, hundred, 100, 5), "····●");
}

static void a_swing_shows_both_sides_of_the_base(void **state)
{
	struct arena *a = *state;
	assert_string_equal(bars_swing(a, hundred, 20, 50, 75, 10), "  ░░░│██  ");
	assert_string_equal(bars_swing(a, hundred, 50, 50, 75, 10), "     │██  ");
	assert_string_equal(bars_swing(a, hundred, 50, 50, 50, 10), "     │    ");
}

static void an_axis_names_its_ends(void **state)
{
	struct arena *a = *state;
	assert_string_equal(bars_axis(a, "0", "50", "100", 11), "0   50  100");
	assert_string_equal(bars_axis(a, "0", "50", "100", 5), "0 100");
	assert_string_equal(bars_axis(a, "第1", "", "第7", 10), "第1    第7");
	assert_string_equal(bars_axis(a, "0", "", "100", 3), "   ");
}

static void all_are_as_wide_as_they_should_be(void **state)
{
	struct arena *a = *state;
	for (size_t width = 1; width <= 40; width++)
		for (unsigned i = 0; i <= 20; i++) {
			double x = i * 5;
			assert_int_equal(display_width(bars_share(a, x / 100, width)), width);
			assert_int_equal(
			        display_width(bars_interval(a, hundred, x / 2, x, 100, width)),
			        width);
			assert_int_equal(display_width(bars_nested(a, hundred, x / 4, x / 2, x, x,
			                                           100, width)),
			                 width);
			assert_int_equal(
			        display_width(bars_swing(a, hundred, x / 2, x, 100, width)), width);
			assert_int_equal(display_width(bars_axis(a, "0", "50", "100", width)),
			                 width);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(a_share_is_drawn_to_an_eighth),
	        FIXTURE_TEST(columns_go_by_largest_remainders),
	        FIXTURE_TEST(a_share_of_nothing_has_no_column),
	        FIXTURE_TEST(ranks_beyond_nine_are_letters),
	        FIXTURE_TEST(intervals_stand_on_their_scale),
	        FIXTURE_TEST(a_swing_shows_both_sides_of_the_base),
	        FIXTURE_TEST(an_axis_names_its_ends),
	        FIXTURE_TEST(all_are_as_wide_as_they_should_be),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
