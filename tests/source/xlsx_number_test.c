#include "source/xlsx_number.h"
#include "tests/fixture.h"

static void check(struct arena *a, const char *stored, enum number_style style, bool from_1904,
                  enum number_fault fault, const char *shown)
{
	const char *text = NULL;
	assert_int_equal(number_shown(a, stored, style, from_1904, &text), fault);
	if (fault == NUMBER_SOUND)
		assert_string_equal(text, shown);
}

static void numbers_as_typed(void **state)
{
	static const char *const rows[][2] = {
	        {"0", "0"},
	        {"-0", "0"},
	        {"5", "5"},
	        {"007", "7"},
	        {"+12.50", "12.5"},
	        {"0.1", "0.1"},
	        {"0.30000000000000004", "0.3"},
	        {"2.9999999999999996", "3"},
	        {"9.9999999999999995E-2", "0.1"},
	        {"99.999999999999986", "100"},
	        {"-1.0000000000000002", "-1"},
	        {"123456789012345", "123456789012345"},
	        {"12345678901234.5", "12345678901234.5"},
	        {"0.123456789012345", "0.123456789012345"},
	        {"0.1234567890123456", "0.123456789012346"},
	        {"1E-3", "0.001"},
	        {"1.5e+3", "1500"},
	        {"1E14", "100000000000000"},
	        {".5", "0.5"},
	        {"5.", "5"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(*state, rows[i][0], STYLE_NUMBER, false, NUMBER_SOUND, rows[i][1]);
}

static void no_numbers(void **state)
{
	static const char *const none[] = {"",      "-",  ".",   "1e",    "1e+",           "e5",
	                                   "1.2.3", "1x", "0x1", "1E999", "1E-9999999999", "NaN"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		check(*state, none[i], STYLE_NUMBER, false, NUMBER_NONE, NULL);
}

/* Spreadsheets keep 15 digits of a whole number. */
static void digits_lost(void **state)
{
	check(*state, "999999999999999", STYLE_NUMBER, false, NUMBER_SOUND, "999999999999999");
	check(*state, "1000000000000000", STYLE_NUMBER, false, NUMBER_CUT, NULL);
	check(*state, "9.1330500123456794E+17", STYLE_NUMBER, false, NUMBER_CUT, NULL);
}

static void percentages(void **state)
{
	check(*state, "0.85", STYLE_PERCENT, false, NUMBER_SOUND, "85%");
	check(*state, "1", STYLE_PERCENT, false, NUMBER_SOUND, "100%");
	check(*state, "0.12345", STYLE_PERCENT, false, NUMBER_SOUND, "12.345%");
	check(*state, "0", STYLE_PERCENT, false, NUMBER_SOUND, "0%");
	check(*state, "-0.005", STYLE_PERCENT, false, NUMBER_SOUND, "-0.5%");
}

static void days(void **state)
{
	check(*state, "1", STYLE_DATE, false, NUMBER_SOUND, "1900-01-01");
	check(*state, "59", STYLE_DATE, false, NUMBER_SOUND, "1900-02-28");
	check(*state, "60", STYLE_DATE, false, NUMBER_NO_DAY, NULL);
	check(*state, "61", STYLE_DATE, false, NUMBER_SOUND, "1900-03-01");
	check(*state, "45077", STYLE_DATE, false, NUMBER_SOUND, "2023-05-31");
	check(*state, "45077.75", STYLE_DATE, false, NUMBER_SOUND, "2023-05-31");
	check(*state, "43615", STYLE_DATE, true, NUMBER_SOUND, "2023-05-31");
	check(*state, "0", STYLE_DATE, true, NUMBER_SOUND, "1904-01-01");
	check(*state, "0", STYLE_DATE, false, NUMBER_NO_DAY, NULL);
	check(*state, "-1", STYLE_DATE, false, NUMBER_NO_DAY, NULL);
	check(*state, "2958465", STYLE_DATE, false, NUMBER_SOUND, "9999-12-31");
	check(*state, "2958466", STYLE_DATE, false, NUMBER_NO_DAY, NULL);
	check(*state, "2958465", STYLE_DATE, true, NUMBER_NO_DAY, NULL);
}

static void formats(void **state)
{
	static const struct {
		const char *code;
		enum number_style style;
	} rows[] = {
	        {"General", STYLE_NUMBER},   {"0.00", STYLE_NUMBER},
	        {"#,##0", STYLE_NUMBER},     {"[Red]0", STYLE_NUMBER},
	        {"0\"days\"", STYLE_NUMBER}, {"0\\d", STYLE_NUMBER},
	        {"@", STYLE_NUMBER},         {"[h]:mm:ss", STYLE_NUMBER},
	        {"mm:ss", STYLE_NUMBER},     {"yyyy-mm-dd", STYLE_DATE},
	        {"YYYY/M/D", STYLE_DATE},    {"[$-804]yyyy\"年\"m\"月\"d\"日\";@", STYLE_DATE},
	        {"m\"月\"", STYLE_DATE},     {"yyyy-mm-dd hh:mm", STYLE_DATE},
	        {"0%", STYLE_PERCENT},       {"0.0\"%\"", STYLE_NUMBER},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(number_style(rows[i].code), rows[i].style);
	assert_int_equal(number_style_built_in(14), STYLE_DATE);
	assert_int_equal(number_style_built_in(31), STYLE_DATE);
	assert_int_equal(number_style_built_in(9), STYLE_PERCENT);
	assert_int_equal(number_style_built_in(0), STYLE_NUMBER);
	assert_int_equal(number_style_built_in(45), STYLE_NUMBER);
}

static int setup(void **state)
{
	*state = fixture_arena();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(numbers_as_typed, setup, teardown),
	        cmocka_unit_test_setup_teardown(no_numbers, setup, teardown),
	        cmocka_unit_test_setup_teardown(digits_lost, setup, teardown),
	        cmocka_unit_test_setup_teardown(percentages, setup, teardown),
	        cmocka_unit_test_setup_teardown(days, setup, teardown),
	        cmocka_unit_test_setup_teardown(formats, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
