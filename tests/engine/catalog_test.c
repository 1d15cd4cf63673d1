/* catalog_test - is every row of engine/catalog.def whole, in both languages? */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct row {
	const char *name, *texts[4]; /* zh, en, and for diagnostics how to mend it: zh, en */
	bool diagnostic;
};

static const struct row rows[] = {
#define DIAG(code, name, severity, zh, zh_mend, en, en_mend)                                       \
	{name, {zh, en, zh_mend, en_mend}, true},
#define TEXT(id, zh, en) {#id, {zh, en, "", ""}, false},
#include "engine/catalog.def"
#undef DIAG
#undef TEXT
};
#define ROWS (sizeof(rows) / sizeof(*rows))

static bool complain(bool good, const struct row *r, const char *what)
{
	if (!good)
		print_error("%s: %s\n", r->name, what);
	return good;
}

/* Does "{0}", or "{0|one|many}", begin here? */
static bool is_argument(const char *p)
{
	if (p[1] < '0' || p[1] > '5' || (p[2] != '}' && p[2] != '|'))
		return false;
	const char *end = strchr(p, '}');
	size_t bars = 0;
	for (; end && p < end; p++)
		bars += *p == '|';
	return end && (bars == 0 || bars == 2);
}

/* Bit n is set where {n} stands in the text; {n with anything else sets bit 31. */
static unsigned arguments_of(const char *text)
{
	unsigned set = 0;
	for (const char *p = strchr(text, '{'); p; p = strchr(p + 1, '{'))
		if (p[1] != ' ')
			set |= is_argument(p) ? 1u << (p[1] - '0') : 1u << 31;
	return set;
}

static bool has_chinese(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0xe3)
			return true;
	return false;
}

static void test_every_text_is_there(void **state)
{
	bool good = true;
	(void)state;
	for (const struct row *r = rows; r < rows + ROWS; r++) {
		good &= complain(r->texts[0][0] && r->texts[1][0], r, "a language is empty");
		if (r->diagnostic)
			good &= complain(r->texts[2][0] && r->texts[3][0], r,
			                 "nothing says how to mend it");
	}
	assert_true(good);
}

static void test_both_languages_take_the_same_arguments(void **state)
{
	bool good = true;
	(void)state;
	for (const struct row *r = rows; r < rows + ROWS; r++) {
		unsigned zh = arguments_of(r->texts[0]) | arguments_of(r->texts[2]);
		unsigned en = arguments_of(r->texts[1]) | arguments_of(r->texts[3]);
		/* English has no use for a measure word that Chinese needs. */
		good &= complain(r->diagnostic ? zh == en : (zh | en) == zh, r,
		                 "the languages take different arguments");
		good &= complain(!((zh | en) >> 31), r, "a brace that is no {0} .. {5}");
	}
	assert_true(good);
}

static void test_names_are_stable_words_and_unique(void **state)
{
	bool good = true;
	(void)state;
	for (const struct row *r = rows; r < rows + ROWS; r++) {
		if (!r->diagnostic)
			continue;
		good &= complain(strspn(r->name, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
		                         strlen(r->name),
		                 r, "a name has small letters, digits and hyphens only");
		for (const struct row *other = rows; other < r; other++)
			good &= complain(!other->diagnostic || strcmp(r->name, other->name) != 0, r,
			                 "the name stands twice");
	}
	assert_true(good);
}

static void test_diagnostics_speak_chinese_by_default(void **state)
{
	bool good = true;
	(void)state;
	for (const struct row *r = rows; r < rows + ROWS; r++)
		if (r->diagnostic)
			good &= complain(has_chinese(r->texts[0]), r,
			                 "the Chinese text holds no Chinese");
	assert_true(good);
}

/* The checks above can fail. */
static void test_planted_arguments_are_seen(void **state)
{
	(void)state;
	assert_int_equal(arguments_of("a {0} b {2}{0}"), 5);
	assert_int_equal(arguments_of("none"), 0);
	assert_true(arguments_of("{name}") >> 31);
	assert_true(has_chinese("键 x"));
	assert_false(has_chinese("x – y"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_every_text_is_there),
	        cmocka_unit_test(test_both_languages_take_the_same_arguments),
	        cmocka_unit_test(test_names_are_stable_words_and_unique),
	        cmocka_unit_test(test_diagnostics_speak_chinese_by_default),
	        cmocka_unit_test(test_planted_arguments_are_seen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
