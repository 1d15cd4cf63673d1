#include "inputs/numbers.h"
#include "tests/fixture.h"

static struct figure read(struct arena *a, enum number_kind kind, bool whole, const char *text,
                          const char **findings)
{
	struct diag_list *log = diag_list_new(a);
	const struct csv_field field = {text, {"t.csv", 2, 5}};
	struct figure f = numbers_read(a, kind, whole, &field, log);
	assert_string_equal(f.place.file, "t.csv");
	*findings = fixture_findings(a, log, LANG_EN);
	assert_int_equal(f.state == FIGURE_ABSENT, diag_count(log) > 0);
	return f;
}

static void accepted(void **state)
{
	static const struct {
		enum number_kind kind;
		bool whole;
		const char *text, *exact;
	} rows[] = {
	        {NUMBER_TARGET, true, "12", "12"},
	        {NUMBER_TARGET, true, "0", "0"},
	        {NUMBER_COUNT, true, "007", "7"},
	        {NUMBER_COUNT, true, "2.0", "2"},
	        {NUMBER_COUNT, false, "2.5", "5/2"},
	        {NUMBER_POINTS, false, "1.9", "19/10"},
	        {NUMBER_MARK, false, "100", "100"},
	        {NUMBER_VALUE, false, "-12.50", "-25/2"},
	        {NUMBER_VALUE, false, "0.04", "1/25"},
	        {NUMBER_VALUE, false, "-0", "0"},
	        {NUMBER_GOAL, false, "-3", "-3"},
	        {NUMBER_COUNT, true, "1234567890123456789012345678901234567890",
	         "1234567890123456789012345678901234567890"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *findings;
		struct figure f =
		        read(*state, rows[i].kind, rows[i].whole, rows[i].text, &findings);
		assert_string_equal(findings, "");
		assert_string_equal(ratio_exact(*state, f.value), rows[i].exact);
	}
}

static void no_task(void **state)
{
	const char *findings;
	assert_int_equal(read(*state, NUMBER_TARGET, true, "-", &findings).state, FIGURE_NO_TASK);
	assert_string_equal(findings, "");
	assert_int_equal(read(*state, NUMBER_VALUE, false, "-", &findings).state, FIGURE_NO_TASK);
	assert_string_equal(findings, "");
}

static void refuse(struct arena *a, enum number_kind kind, bool whole, const char *text,
                   const char *what)
{
	const char *findings;
	assert_int_equal(read(a, kind, whole, text, &findings).state, FIGURE_ABSENT);
	assert_string_equal(findings, arena_print(a, "t.csv:2:5: error%s\n", what));
}

#define DIGITS "write digits only, as in 12, without sign, thousands separator, unit or remark"

static void invalid(void **state)
{
	static const char *const whole[] = {
	        "12个", "1,234", "1 234", "+5",     "-3", "1e3", "0x10", "1.5", "1.", ".5",
	        "1/2",  "1.2.3", "abc",   "１２个", "①2", "12①", "12²",  "½",   "NaN"};
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		refuse(*state, NUMBER_COUNT, true, whole[i],
		       arena_print(*state,
		                   "[number-invalid]: \"%s\" is not a whole number, 0 or more; to "
		                   "mend: " DIGITS,
		                   whole[i]));
	refuse(*state, NUMBER_POINTS, false, "1,5",
	       "[number-invalid]: \"1,5\" is not a number, 0 or more; to mend: " DIGITS);
}

/* A minus sign is the plain hyphen before the first digit, and nothing else. */
static void values(void **state)
{
	static const struct {
		const char *text, *mend;
	} rows[] = {
	        {"+5", NULL},         {"1,234.5", NULL}, {"12%", NULL}, {"1.2E+05", NULL},
	        {"- 3", NULL},        {"--3", NULL},     {"(3)", NULL}, {"3-", NULL},
	        {"−3.5", "-3.5"},     {"－３", "-3"},    {"—3", "-3"},  {"–0.1", "-0.1"},
	        {"１２．５", "12.5"}, {"1/8", NULL},     {"N/A", NULL}, {"万元", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		refuse(*state, NUMBER_VALUE, false, rows[i].text,
		       arena_print(
		               *state, "[number-invalid]: \"%s\" is not a number; to mend: %s%s",
		               rows[i].text,
		               rows[i].mend != NULL
		                       ? "write "
		                       : "write digits only, as in 12.5 or -3, without thousands "
		                         "separator, percent sign, exponent, unit or footnote "
		                         "mark; leave empty what was not reported, write - "
		                         "where it does not apply",
		               rows[i].mend != NULL ? rows[i].mend : ""));
	refuse(*state, NUMBER_VALUE, false, "——",
	       "[dash-form]: \"——\" is not the plain -; to mend: write a plain - where it does not "
	       "apply");
	refuse(*state, NUMBER_GOAL, false, "3①",
	       "[number-invalid]: \"3①\" is not a number; to mend: write digits only, as in 12.5 "
	       "or -3, without thousands separator, percent sign, exponent, unit or remark");
	refuse(*state, NUMBER_GOAL, false, "—",
	       "[dash-form]: \"—\" is not the plain -; to mend: write a plain - where there is no "
	       "task");
	refuse(*state, NUMBER_COUNT, false, "−3",
	       "[number-invalid]: \"−3\" is not a number, 0 or more; to mend: " DIGITS);
	refuse(*state, NUMBER_VALUE, false, "-1234567890123456789012345678901234567890",
	       "[number-long]: the number has more than 40 characters; to mend: check the number");
}

/* Nothing is normalised, but the message says what was probably meant. */
static void full_width(void **state)
{
	refuse(*state, NUMBER_TARGET, true, "１２",
	       "[number-invalid]: \"１２\" is not a whole number, 0 or more; to mend: write 12");
	refuse(*state, NUMBER_POINTS, false, "１．５",
	       "[number-invalid]: \"１．５\" is not a number, 0 or more; to mend: write 1.5");
}

static void empty(void **state)
{
	refuse(*state, NUMBER_TARGET, true, "",
	       "[number-empty]: \"target\" is empty; to mend: write the target; - where there is "
	       "no task, 0 where it is zero");
	refuse(*state, NUMBER_COUNT, true, "",
	       "[number-empty]: \"count\" is empty; to mend: write the count; 0 if nothing was "
	       "achieved, no row if nothing was submitted");
	refuse(*state, NUMBER_POINTS, false, "",
	       "[number-empty]: \"points\" is empty; to mend: write the points, or remove the row");
}

static void dashes(void **state)
{
	static const char *const others[] = {"—", "——", "－", "–", "−", "--"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		refuse(*state, NUMBER_TARGET, true, others[i],
		       arena_print(*state,
		                   "[dash-form]: \"%s\" is not the plain -; to mend: write a plain "
		                   "- where there is no task",
		                   others[i]));
	refuse(*state, NUMBER_COUNT, true, "——",
	       "[dash-as-data]: \"-\" is for targets and values only; to mend: write the count; 0 "
	       "if nothing "
	       "was achieved, no row if nothing was submitted");
	refuse(*state, NUMBER_COUNT, true, "-",
	       "[dash-as-data]: \"-\" is for targets and values only; to mend: write the count; 0 "
	       "if nothing "
	       "was achieved, no row if nothing was submitted");
	refuse(*state, NUMBER_MARK, false, "-",
	       "[dash-as-data]: \"-\" is for targets and values only; to mend: write the mark, or "
	       "remove the "
	       "row");
}

static void too_long(void **state)
{
	refuse(*state, NUMBER_COUNT, true, "12345678901234567890123456789012345678901",
	       "[number-long]: the number has more than 40 characters; to mend: check the number");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(accepted),   FIXTURE_TEST(no_task), FIXTURE_TEST(invalid),
	        FIXTURE_TEST(full_width), FIXTURE_TEST(empty),   FIXTURE_TEST(dashes),
	        FIXTURE_TEST(too_long),   FIXTURE_TEST(values),
	};
	return cmocka_run_group_tests_name("inputs/numbers", tests, NULL, NULL);
}
