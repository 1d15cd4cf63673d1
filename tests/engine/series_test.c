#include "tests/fixture.h"

#include "engine/series.h"

struct given {
	const char *at, *value; /* value NULL: withheld */
};

static struct date_span span(const char *text)
{
	struct date_span out = {0};
	assert_true(date_read_span(text, &out));
	return out;
}

/* In order of their end, as struct observed has them. */
static struct series series(struct arena *a, const struct given *given, const char *as_of)
{
	struct series out = {.as_of = span(as_of).last};
	while (given[out.n].at)
		out.n++;
	struct observation *all = ARENA_NEWS(a, struct observation, out.n);
	for (size_t i = 0; i < out.n; i++) {
		const char *value = given[i].value;
		all[i] = (struct observation){.at = span(given[i].at),
		                              .value = value ? ratio_read(a, value) : NULL};
	}
	out.all = all;
	return out;
}

/* "2023 + 2024Q1 (2023Q1..2024Q1)", with "gaps" where there are some. */
static const char *cover(struct arena *a, const struct given *given, const char *within,
                         const char *as_of, bool years)
{
	struct series s = series(a, given, as_of);
	struct series_cover c = series_cover(a, &s, span(within), years);
	const char *text = "";
	for (size_t i = 0; i < c.n; i++)
		text = arena_print(a, "%s%s%s", text, i ? " + " : "",
		                   date_span_text(a, c.parts[i]->at));
	return c.n ? arena_print(a, "%s (%s)%s", text, date_span_text(a, c.covered),
	                         c.gaps ? " gaps" : "")
	           : "nothing";
}

static void spans_add_up_without_overlap(void **state)
{
	static const struct given quarters[] = {{"2023Q1", "1"}, {"2023Q2", "2"}, {"2023Q3", "3"},
	                                        {"2023Q4", "4"}, {"2024Q1", "5"}, {0}};
	assert_string_equal(cover(*state, quarters, "2023..2025", "2024-03-31", false),
	                    "2023Q1 + 2023Q2 + 2023Q3 + 2023Q4 + 2024Q1 (2023Q1..2024Q1)");
	/* After the day, and outside of the span. */
	assert_string_equal(cover(*state, quarters, "2023..2025", "2023-06-29", false),
	                    "2023Q1 (2023Q1)");
	assert_string_equal(cover(*state, quarters, "2024", "2024-12-31", false),
	                    "2024Q1 (2024Q1)");
	assert_string_equal(cover(*state, quarters, "2025", "2025-12-31", false), "nothing");
}

static void a_cumulative_figure_beats_its_parts(void **state)
{
	static const struct given both[] = {
	        {"2023", "10"}, {"2023..2024", "25"}, {"2024", "12"}, {"2025Q1", "3"}, {0}};
	static const struct given to_date[] = {{"2023-01", "1"},         {"2023-01..2023-02", "3"},
	                                       {"2023Q1", "6"},          {"2023Q1..2023Q2", "9"},
	                                       {"2023Q1..2023Q3", "14"}, {0}};
	assert_string_equal(cover(*state, both, "2023..2025", "2025-12-31", false),
	                    "2023..2024 + 2025Q1 (2023Q1..2025Q1)");
	assert_string_equal(cover(*state, to_date, "2023", "2023-12-31", false),
	                    "2023Q1..2023Q3 (2023Q1..2023Q3)");
	/* Partly outside of the span: not divided. */
	assert_string_equal(cover(*state, both, "2024..2025", "2025-12-31", false),
	                    "2024 + 2025Q1 (2024Q1..2025Q1)");
}

static void what_is_missing_leaves_a_gap(void **state)
{
	static const struct given hole[] = {{"2021", "1"}, {"2022", NULL}, {"2023", "3"}, {0}};
	static const struct given late[] = {{"2022", "1"}, {"2023", "3"}, {0}};
	assert_string_equal(cover(*state, hole, "2021..2025", "2023-12-31", false),
	                    "2021 + 2023 (2021..2023) gaps");
	assert_string_equal(cover(*state, late, "2021..2025", "2023-12-31", false),
	                    "2022 + 2023 (2022..2023) gaps");
	assert_string_equal(cover(*state, late, "2021..2025", "2022-12-31", false),
	                    "2022 (2022) gaps");
	assert_string_equal(cover(*state, late, "2022..2025", "2023-12-31", false),
	                    "2022 + 2023 (2022..2023)");
}

static void averages_take_whole_years(void **state)
{
	static const struct given rates[] = {
	        {"2021", "8"}, {"2022Q1", "3"}, {"2022", "7"}, {"2023..2024", "6"}, {0}};
	assert_string_equal(cover(*state, rates, "2021..2025", "2025-12-31", true),
	                    "2021 + 2022 + 2023..2024 (2021..2024)");
	assert_string_equal(cover(*state, rates, "2021..2025", "2022-03-31", true), "2021 (2021)");
}

static const char *found(struct arena *a, const struct observation *o)
{
	return o ? date_span_text(a, o->at) : "-";
}

/* Against all subsets: up to ten observations of up to 16 days. */
static void the_best_set_is_found(void **state)
{
	struct arena *a = *state;
	unsigned random = 12345;
	for (unsigned round = 0; round < 300; round++) {
		struct observation all[10];
		long end = 1000, best_days = 0;
		size_t n = 1 + round % 10, best_parts = 0;
		for (size_t i = 0; i < n; i++) {
			random = random * 1103515245u + 12345u;
			end += random >> 16 & 3;
			all[i] = (struct observation){.at = {end - (long)(random >> 20 & 15), end},
			                              .value = random >> 28 ? ratio_of(a, 1, 1)
			                                                    : NULL};
		}
		const struct date_span span = {1000, 1025};
		for (unsigned set = 0; set < 1u << n; set++) {
			long days = 0, last = span.first - 1;
			size_t parts = 0;
			bool good = true;
			for (size_t i = 0; i < n; i++) {
				if (!(set >> i & 1))
					continue;
				good = good && all[i].value && all[i].at.first > last &&
				       all[i].at.last <= span.last;
				days += all[i].at.last - all[i].at.first + 1;
				last = all[i].at.last;
				parts++;
			}
			if (good &&
			    (days > best_days || (days == best_days && parts < best_parts))) {
				best_days = days;
				best_parts = parts;
			}
		}
		struct series s = {all, n, 2000};
		struct series_cover c = series_cover(a, &s, span, false);
		long days = 0;
		for (size_t i = 0; i < c.n; i++) {
			days += c.parts[i]->at.last - c.parts[i]->at.first + 1;
			assert_true(!i || c.parts[i]->at.first > c.parts[i - 1]->at.last);
		}
		assert_int_equal(days, best_days);
		assert_int_equal(c.n, best_parts);
	}
}

static void single_observations(void **state)
{
	static const struct given given[] = {
	        {"2019", NULL}, {"2020", "1"},       {"2022Q4", "4"}, {"2021..2022", "2"},
	        {"2023", NULL}, {"2023-12-31", "5"}, {"2024", "6"},   {0}};
	struct arena *a = *state;
	struct series s = series(a, given, "2024-12-30");
	struct date_span year = span("2022");
	assert_string_equal(found(a, series_first(&s)), "2020");
	assert_string_equal(found(a, series_latest(&s)), "2023-12-31");
	assert_string_equal(found(a, series_latest_within(&s, span("2020..2022"), false)),
	                    "2021..2022");
	assert_string_equal(found(a, series_latest_within(&s, span("2020..2022"), true)), "2022Q4");
	assert_string_equal(found(a, series_latest_within(&s, span("2023..2024"), false)),
	                    "2023-12-31");
	assert_string_equal(found(a, series_latest_like(&s, year, 0, s.as_of)), "2020");
	assert_string_equal(found(a, series_latest_like(&s, year, 0, span("2024").last)), "2020");
	assert_string_equal(found(a, series_first_like(&s, year, span("2020").last, s.as_of)), "-");
	assert_string_equal(found(a, series_first_like(&s, span("2022-01-05"), 0, s.as_of)), "-");
	s.as_of++;
	assert_string_equal(found(a, series_latest_like(&s, year, 0, s.as_of)), "2024");
	assert_int_equal(series_months(span("2021..2022")), 24);
	assert_int_equal(series_months(span("0001")), 12);
	assert_int_equal(series_months(span("2024-02-01..2024-02-28")), 0);
	assert_int_equal(series_months(span("2024-02-02..2024-02-29")), 0);
	struct series none = {.as_of = s.as_of};
	assert_null(series_latest(&none));
	assert_int_equal(series_cover(a, &none, year, false).n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(spans_add_up_without_overlap),
	        FIXTURE_TEST(a_cumulative_figure_beats_its_parts),
	        FIXTURE_TEST(what_is_missing_leaves_a_gap),
	        FIXTURE_TEST(averages_take_whole_years),
	        FIXTURE_TEST(the_best_set_is_found),
	        FIXTURE_TEST(single_observations),
	};
	return cmocka_run_group_tests_name("series", tests, NULL, NULL);
}
