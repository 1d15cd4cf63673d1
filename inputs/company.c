#include "inputs/company.h"
#include "inputs/spellings.h"
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

/* Legal forms, longest first: they tell no project from another, wherever they stand. */
static const char *const anywhere[] = {"有限责任公司", "股份有限公司", "有限公司"};
/* The same at the end, again and again. */
static const char *const endings[] = {"建设项目", "项目",     "集团公司",     "股份公司",
                                      "集团",     "公司",     "股份",         "有限合伙",
                                      "普通合伙", "合伙企业", "coltd",        "companylimited",
                                      "limited",  "ltd",      "incorporated", "corporation"};
/* Behind these, 公司 is a part of the name: a branch is not the company. */
static const char *const not_behind[] = {"分", "子"};

/* ---- which characters ---- */

static bool is_letter(int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

/* Nearly all names consist of these, and normalising them changes nothing but case and width. The
 * character that is compared, 0 for none, -1 where the long way must be taken. */
static int32_t plain(int32_t c)
{
	if (c >= 0x4E00 && c <= 0x9FA5)
		return c;
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFF01 - '!';
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 'a';
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return c;
	return c < 0x80 || c == 0x3000 || c == 0xB7 ? 0 : -1;
}

static char *put(char *out, int32_t c)
{
	return out + utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
}

/* False where it cannot be done. `out` has room for the text. */
static bool letters_fast(const char *text, char *out)
{
	const utf8proc_uint8_t *rest = (const utf8proc_uint8_t *)text;
	while (*rest != '\0') {
		utf8proc_int32_t c = *rest, step = 1;
		if (c >= 0x80)
			step = (utf8proc_int32_t)utf8proc_iterate(rest, -1, &c);
		if (step <= 0 || (c = plain(c)) < 0)
			return false;
		if (c != 0)
			out = put(out, c);
		rest += step;
	}
	*out = '\0';
	return true;
}

static char *letters(struct arena *a, const char *text)
{
	char *key = arena_alloc(a, strlen(text) + 1), *out;
	size_t n;
	if (letters_fast(text, key))
		return key;
	const int32_t *points = spellings_points(a, text, &n);
	out = key = arena_alloc(a, 4 * n + 1);
	for (size_t i = 0; i < n; i++)
		if (is_letter(points[i]))
			out = put(out, points[i]);
	*out = '\0';
	return key;
}

/* ---- legal forms ---- */

static void remove_anywhere(char *key, const char *word)
{
	size_t n = strlen(word);
	for (char *at = key; (at = strstr(at, word)) != NULL;)
		memmove(at, at + n, strlen(at + n) + 1);
}

static bool ends_with(const char *key, size_t length, const char *word)
{
	size_t n = strlen(word);
	return length >= n && memcmp(key + length - n, word, n) == 0;
}

/* False where it has none, or nothing else. */
static bool remove_ending(char *key, const char *word)
{
	size_t length = strlen(key), n = strlen(word);
	if (length <= n || !ends_with(key, length, word))
		return false;
	for (size_t i = 0; i < sizeof not_behind / sizeof *not_behind; i++)
		if (strcmp(word, "公司") == 0 && ends_with(key, length - n, not_behind[i]))
			return false;
	key[length - n] = '\0';
	return true;
}

const char *company_key(struct arena *a, const char *text)
{
	char *key = letters(a, text);
	const char *whole = arena_copy(a, key);
	for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++)
		remove_anywhere(key, anywhere[i]);
	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
			more = remove_ending(key, endings[i]) || more;
	}
	return *key != '\0' ? key : whole;
}
