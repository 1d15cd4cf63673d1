#include "tests/fixture.h"

#include "engine/date.h"

static void days_are_counted_from_the_year_1(void **state)
{
	(void)state;
	/* 1970-01-01 is day 719163 by every almanac; 400 years are 146097 days. */
	static const struct {
		const char *text;
		long day;
	} rows[] = {{"0001-01-01", 1},      {"0001-12-31", 365},    {"0004-12-31", 1461},
	            {"0401-01-01", 146098}, {"1970-01-01", 719163}, {"2000-02-29", 730179},
	            {"2023-12-31", 738885}, {"9999-12-31", 3652059}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		long day = 0;
		assert_true(date_read(rows[i].text, &day));
		assert_int_equal(day, rows[i].day);
		assert_string_equal(date_text(*state, day), rows[i].text);
	}
}

static void every_day_comes_back(void **state)
{
	(void)state;
	long expected;
	assert_true(date_read("1999-12-31", &expected));
	for (long day = expected; day < expected + 2000; day++) {
		struct date_parts p = date_parts(day), next = date_parts(day + 1);
		long back;
		assert_true(date_read(date_text(*state, day), &back));
		assert_int_equal(back, day);
		assert_true(next.day == p.day + 1 ||
		            (next.day == 1 && (next.month == p.month + 1 ||
		                               (next.month == 1 && next.year == p.year + 1))));
	}
}

static void what_is_no_date(void **state)
{
	(void)state;
	static const char *const rows[] = {
	        "",           "2023",        "2023-1-01",  "2023-01-1",   "2023-13-01",
	        "2023-00-01", "2023-02-29",  "1900-02-29", "2023-04-31",  "2023-01-00",
	        "0000-01-01", "10000-01-01", "2023/01/01", "2023-01-01 ", " 2023-01-01",
	        "2023-01-0a", "2023-0a-01",  "+023-01-01", "2023-01-011"};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		long day = 7;
		assert_false(date_read(rows[i], &day));
		assert_int_equal(day, 7);
	}
}

static void spans_are_read_and_written(void **state)
{
	/* text, first and last day, shortest form (NULL: the text itself) */
	static const char *const rows[][4] = {
	        {"2025", "2025-01-01", "2025-12-31", NULL},
	        {"2025Q1", "2025-01-01", "2025-03-31", NULL},
	        {"2025Q3", "2025-07-01", "2025-09-30", NULL},
	        {"2024-02", "2024-02-01", "2024-02-29", NULL},
	        {"2025-09-30", "2025-09-30", "2025-09-30", NULL},
	        {"2023..2025", "2023-01-01", "2025-12-31", NULL},
	        {"2023..2025Q3", "2023-01-01", "2025-09-30", "2023Q1..2025Q3"},
	        {"2023-02..2023Q3", "2023-02-01", "2023-09-30", "2023-02..2023-09"},
	        {"2025-01..2025-12", "2025-01-01", "2025-12-31", "2025"},
	        {"2025Q1..2025Q2", "2025-01-01", "2025-06-30", NULL},
	        {"2025-01-01..2025-03-31", "2025-01-01", "2025-03-31", "2025Q1"},
	        {"2025-01-02..2025-03-31", "2025-01-02", "2025-03-31", NULL},
	        {"2025..2025", "2025-01-01", "2025-12-31", "2025"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date_span span;
		assert_true(date_read_span(rows[i][0], &span));
		assert_string_equal(date_text(*state, span.first), rows[i][1]);
		assert_string_equal(date_text(*state, span.last), rows[i][2]);
		assert_string_equal(date_span_text(*state, span),
		                    rows[i][3] ? rows[i][3] : rows[i][0]);
	}
}

static void what_is_no_span(void **state)
{
	(void)state;
	static const char *const rows[] = {
	        "",         "25",         "202",       "20255",       "2025Q0",           "2025Q5",
	        "2025q3",   "2025Q",      "2025-9",    "2025-13",     "2025-09-31",       "2025..",
	        "..2025",   "2025..2023", "2025.2026", "2025-2026",   "2023..2025..2027", "2025年",
	        "2025-09-", "2025 ",      "0000",      "2025..2025Q1"};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date_span span;
		assert_false(date_read_span(rows[i], &span));
	}
}

static void months_are_counted_at_their_ends(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		long months;
	} rows[] = {{"0001-01-31", 1},         {"0001-12-31", 12},
	            {"2023-12-31", 2023 * 12}, {"2024-02-29", 2023 * 12 + 2},
	            {"2024-02-28", -1},        {"2025-09-30", 2024 * 12 + 9},
	            {"2025-10-30", -1},        {"9999-12-31", 9999 * 12}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		long day;
		assert_true(date_read(rows[i].text, &day));
		assert_int_equal(date_months(day), rows[i].months);
	}
	struct date_span year = date_year(2024);
	assert_int_equal(year.last - year.first + 1, 366);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(days_are_counted_from_the_year_1),
	        FIXTURE_TEST(every_day_comes_back),
	        FIXTURE_TEST(what_is_no_date),
	        FIXTURE_TEST(spans_are_read_and_written),
	        FIXTURE_TEST(what_is_no_span),
	        FIXTURE_TEST(months_are_counted_at_their_ends),
	};
	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
