#include "inputs/times.h"
#include "inputs/names.h"
#include <string.h>

/* ---- words and numbers at the beginning of a text ---- */

static bool take(const char **text, const char *word)
{
	size_t n = strlen(word);
	if (strncmp(*text, word, n) != 0)
		return false;
	*text += n;
	return true;
}

static bool take_any(const char **text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (take(text, *words))
			return true;
	return false;
}

/* Digits, at most so many; 0 where there are none, or more. */
static unsigned take_number(const char **text, size_t most, size_t *digits)
{
	unsigned value = 0;
	*digits = strspn(*text, "0123456789");
	if (*digits > most)
		*digits = 0;
	for (size_t i = 0; i < *digits; i++)
		value = 10 * value + (unsigned)(*(*text)++ - '0');
	return value;
}

/* ---- forms without any doubt ---- */

static const char *year_month_day(struct arena *a, unsigned year, unsigned month, unsigned day)
{
	if (month == 0)
		return arena_print(a, "%04u", year);
	if (day == 0)
		return arena_print(a, "%04u-%02u", year, month);
	return arena_print(a, "%04u-%02u-%02u", year, month, day);
}

/* What stands behind each of year, month and day; where nothing does, the text may end. */
static const char *const forms[][3] = {{"年", "月", "日"}, {"/", "/", ""}, {"-", "-", ""}};

static const char *in_form(struct arena *a, const char *text, const char *const *marks)
{
	unsigned parts[3] = {0};
	for (size_t i = 0; i < 3; i++) {
		size_t digits;
		parts[i] = take_number(&text, i == 0 ? 4 : 2, &digits);
		if (digits == 0 || (i == 0 && digits != 4))
			return NULL;
		bool marked = take(&text, marks[i]);
		if (*text == '\0')
			/* A sign stands between two numbers, a word behind each. */
			return (*marks[2] != '\0') == (marked && *marks[i] != '\0')
			               ? year_month_day(a, parts[0], parts[1], parts[2])
			               : NULL;
		if (!marked)
			return NULL;
	}
	return NULL;
}

bool times_read(struct arena *a, const char *text, struct date_span *out)
{
	if (date_read_span(text, out))
		return true;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const char *plain = in_form(a, text, forms[i]);
		if (plain != NULL)
			return date_read_span(plain, out);
	}
	return false;
}

bool times_read_day(struct arena *a, const char *text, long *out)
{
	struct date_span span;
	if (!times_read(a, text, &span) || span.first != span.last || strstr(text, "..") != NULL)
		return false;
	*out = span.first;
	return true;
}

/* ---- what was probably meant ---- */

/* The end of a year or month counts as the whole of it: a level stands for its end. */
static const char *const ends[] = {"年底", "年末", "月底", "月末", "底", "末",
                                   "全年", "全月", "年度", "度",   "份", NULL};
static const char *const betweens[] = {"..", "-", "~", "至", "到", NULL};
static const char *const marks[] = {"-", "/", ".", NULL};

static bool over(const char *text)
{
	(void)take_any(&text, ends);
	return *text == '\0';
}

/* Parts of a year in words. */
static const struct {
	const char *word, *first, *last; /* last NULL: the first alone */
} parts_of_year[] = {
        {"上半年", "Q1", "Q2"},  {"下半年", "Q3", "Q4"},  {"前三季度", "Q1", "Q3"},
        {"前3季度", "Q1", "Q3"}, {"1-3季度", "Q1", "Q3"}, {"一至三季度", "Q1", "Q3"},
        {"一季度", "Q1", NULL},  {"二季度", "Q2", NULL},  {"三季度", "Q3", NULL},
        {"四季度", "Q4", NULL},  {"1季度", "Q1", NULL},   {"2季度", "Q2", NULL},
        {"3季度", "Q3", NULL},   {"4季度", "Q4", NULL},   {"q1", "Q1", NULL},
        {"q2", "Q2", NULL},      {"q3", "Q3", NULL},      {"q4", "Q4", NULL},
};

static const char *part_of_year(struct arena *a, unsigned year, const char *text)
{
	(void)take(&text, "第");
	for (size_t i = 0; i < sizeof parts_of_year / sizeof *parts_of_year; i++) {
		const char *first = parts_of_year[i].first, *last = parts_of_year[i].last;
		if (strcmp(text, parts_of_year[i].word) != 0)
			continue;
		return last == NULL ? arena_print(a, "%04u%s", year, first)
		                    : arena_print(a, "%04u%s..%04u%s", year, first, year, last);
	}
	return NULL;
}

/* 2021-2023年 */
static const char *to_year(struct arena *a, unsigned year, const char *text)
{
	size_t digits;
	if (!take_any(&text, betweens))
		return NULL;
	unsigned last = take_number(&text, 4, &digits);
	(void)take(&text, "年");
	return digits == 4 && over(text) ? arena_print(a, "%04u..%04u", year, last) : NULL;
}

/* Behind the year: a month, a day, or months up to another. */
static const char *months(struct arena *a, unsigned year, const char *text)
{
	size_t digits;
	(void)take_any(&text, marks);
	unsigned month = take_number(&text, 2, &digits);
	bool named = take(&text, "月");
	if (digits == 0)
		return NULL;
	if (over(text))
		return year_month_day(a, year, month, 0);
	bool between = take_any(&text, betweens);
	if (!between)
		(void)take_any(&text, marks);
	unsigned second = take_number(&text, 2, &digits);
	if (digits == 0)
		return NULL;
	if (take(&text, "月"))
		return between && over(text)
		               ? arena_print(a, "%04u-%02u..%04u-%02u", year, month, year, second)
		               : NULL;
	if (!take(&text, "日"))
		(void)take(&text, "号");
	return *text == '\0' && !(named && between) ? year_month_day(a, year, month, second) : NULL;
}

const char *times_meant(struct arena *a, const char *text)
{
	const char *rest = names_key(a, text), *meant;
	size_t digits;
	unsigned year = take_number(&rest, 4, &digits);
	struct date_span span;
	if (digits != 4)
		return NULL;
	(void)take(&rest, "年");
	if (over(rest))
		meant = year_month_day(a, year, 0, 0);
	else if ((meant = part_of_year(a, year, rest)) == NULL &&
	         (meant = to_year(a, year, rest)) == NULL)
		meant = months(a, year, rest);
	return meant != NULL && date_read_span(meant, &span) ? meant : NULL;
}
