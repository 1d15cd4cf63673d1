#include "tests/fixture.h"

#include "engine/credit_code.h"

/* Codes of large companies and an academy, as they publish them. */
static const char *const published[] = {"914403001922038216", "91330100799655058B",
                                        "9144030071526726XG", "91310000132200821H",
                                        "91110000802100433B", "12100000400000624D"};
static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static void last_characters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof published / sizeof *published; i++)
		assert_int_equal(credit_code_check(published[i]), CREDIT_CODE_GOOD);
	/* By hand: only the 16th character is not 0, with weight 3^15 mod 31 = 30: 31 - 30 = 1. */
	assert_int_equal(credit_code_last("00000000000000010"), '1');
	/* All 0: 31 mod 31. */
	assert_int_equal(credit_code_last("00000000000000000"), '0');
	/* The 2nd is B, 11, with weight 3: 31 - 33 mod 31 = 29, X. */
	assert_int_equal(credit_code_last("0B000000000000000"), 'X');
	assert_int_equal(credit_code_last("0I000000000000000"), '\0');
	assert_int_equal(credit_code_last("0000"), '\0');
}

/* Every single wrong character, and every two neighbours exchanged. */
static void every_slip_is_found(void **state)
{
	(void)state;
	char code[CREDIT_CODE_LENGTH + 1] = "91330502MA28C7QX4";
	code[17] = credit_code_last(code);
	assert_int_equal(credit_code_check(code), CREDIT_CODE_GOOD);
	for (size_t at = 0; at < CREDIT_CODE_LENGTH; at++) {
		char right = code[at];
		for (const char *c = alphabet; *c; c++) {
			code[at] = *c;
			assert_int_equal(credit_code_check(code),
			                 *c == right ? CREDIT_CODE_GOOD : CREDIT_CODE_CHECK_WRONG);
		}
		code[at] = right;
	}
	for (size_t at = 0; at + 2 < CREDIT_CODE_LENGTH; at++) {
		char first = code[at], second = code[at + 1];
		if (first == second)
			continue;
		code[at] = second;
		code[at + 1] = first;
		assert_int_equal(credit_code_check(code), CREDIT_CODE_CHECK_WRONG);
		code[at] = first;
		code[at + 1] = second;
	}
}

static void other_mistakes(void **state)
{
	(void)state;
	assert_int_equal(credit_code_check(""), CREDIT_CODE_LENGTH_WRONG);
	assert_int_equal(credit_code_check("91330502MA28C7QX"), CREDIT_CODE_LENGTH_WRONG);
	assert_int_equal(credit_code_check("91330502MA28C7QO41"), CREDIT_CODE_CHARACTER_WRONG);
	assert_int_equal(credit_code_check("91330502ma28c7qx41"), CREDIT_CODE_CHARACTER_WRONG);
	assert_true(credit_code_is_scientific("9.13305E+17"));
	assert_true(credit_code_is_scientific("9E17"));
	assert_true(credit_code_is_scientific("9.1e+17"));
	assert_false(credit_code_is_scientific("91330502MA28C7QX41"));
	assert_false(credit_code_is_scientific("9.13305"));
	assert_false(credit_code_is_scientific("9E17X"));
	assert_false(credit_code_is_scientific(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(last_characters),
	        FIXTURE_TEST(every_slip_is_found),
	        FIXTURE_TEST(other_mistakes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
