#include "engine/date.h"

#include <string.h>

/* What one word of a span can be, coarsest first. */
enum grain { GRAIN_YEAR, GRAIN_QUARTER, GRAIN_MONTH, GRAIN_DAY };

/* ---- the calendar ---- */

static bool leap(long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static long days_in_month(long year, long month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return days[month - 1] + (month == 2 && leap(year));
}

/* How many days lie before 1 January. */
static long before_year(long year)
{
	long y = year - 1;
	return 365 * y + y / 4 - y / 100 + y / 400;
}

static long day_of(long year, long month, long day)
{
	long n = before_year(year) + day;
	for (long m = 1; m < month; m++)
		n += days_in_month(year, m);
	return n;
}

struct date_parts date_parts(long day)
{
	struct date_parts p = {.year = day / 366 + 1, .month = 1}; /* never too late a year */
	while (before_year(p.year + 1) < day)
		p.year++;
	p.day = day - before_year(p.year);
	for (; p.day > days_in_month(p.year, p.month); p.month++)
		p.day -= days_in_month(p.year, p.month);
	return p;
}

struct date_span date_year(long year)
{
	return (struct date_span){day_of(year, 1, 1), day_of(year, 12, 31)};
}

long date_months(long day)
{
	struct date_parts next = date_parts(day + 1);
	return next.day == 1 ? 12 * (next.year - 1) + next.month - 1 : -1;
}

/* ---- from text ---- */

/* n digits as a number, or -1. */
static long number_at(const char *text, size_t n)
{
	long value = 0;
	for (size_t i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = 10 * value + (text[i] - '0');
	}
	return value;
}

/* The first and last month of the year of "2025", "2025Q3", "2025-09"; false when it is none. */
static bool read_months(const char *text, size_t n, long *first, long *last)
{
	if (n == 4) {
		*first = 1;
		*last = 12;
		return true;
	}
	if (n == 6 && text[4] == 'Q') {
		*last = 3 * number_at(text + 5, 1);
		*first = *last - 2;
		return *last >= 3 && *last <= 12;
	}
	*first = *last = n >= 7 && text[4] == '-' ? number_at(text + 5, 2) : 0;
	return *first >= 1 && *first <= 12;
}

/* One word of a span, n bytes long. */
static bool read_word(const char *text, size_t n, struct date_span *out)
{
	long year = n >= 4 ? number_at(text, 4) : 0, first, last;
	if (year < 1 || !read_months(text, n, &first, &last))
		return false;
	long days = days_in_month(year, last);
	if (n == 10) {
		long day = text[7] == '-' ? number_at(text + 8, 2) : 0;
		if (day < 1 || day > days)
			return false;
		out->first = out->last = day_of(year, first, day);
		return true;
	}
	if (n > 7)
		return false;
	*out = (struct date_span){day_of(year, first, 1), day_of(year, last, days)};
	return true;
}

bool date_read(const char *text, long *day)
{
	struct date_span span;
	if (strlen(text) != 10 || !read_word(text, 10, &span))
		return false;
	*day = span.first;
	return true;
}

bool date_read_span(const char *text, struct date_span *span)
{
	const char *dots = strstr(text, "..");
	struct date_span from, to;
	if (!dots)
		return read_word(text, strlen(text), span);
	const char *second = dots + 2;
	if (!read_word(text, (size_t)(dots - text), &from) ||
	    !read_word(second, strlen(second), &to) || from.first > to.first || from.last > to.last)
		return false;
	*span = (struct date_span){from.first, to.last};
	return true;
}

/* ---- to text ---- */

/* The span of that grain that holds the day. */
static struct date_span around(struct date_parts p, enum grain grain)
{
	long first = p.month, last = p.month;
	switch (grain) {
	case GRAIN_YEAR:
		first = 1;
		last = 12;
		break;
	case GRAIN_QUARTER:
		first = p.month - (p.month - 1) % 3;
		last = first + 2;
		break;
	case GRAIN_MONTH:
		break;
	case GRAIN_DAY:
		return (struct date_span){day_of(p.year, p.month, p.day),
		                          day_of(p.year, p.month, p.day)};
	}
	return (struct date_span){day_of(p.year, first, 1),
	                          day_of(p.year, last, days_in_month(p.year, last))};
}

static const char *word(struct arena *a, long day, enum grain grain)
{
	struct date_parts p = date_parts(day);
	switch (grain) {
	case GRAIN_YEAR:
		return arena_print(a, "%04ld", p.year);
	case GRAIN_QUARTER:
		return arena_print(a, "%04ldQ%ld", p.year, (p.month + 2) / 3);
	case GRAIN_MONTH:
		return arena_print(a, "%04ld-%02ld", p.year, p.month);
	case GRAIN_DAY:
		break;
	}
	return arena_print(a, "%04ld-%02ld-%02ld", p.year, p.month, p.day);
}

const char *date_text(struct arena *a, long day)
{
	return word(a, day, GRAIN_DAY);
}

const char *date_span_text(struct arena *a, struct date_span span)
{
	enum grain grain = GRAIN_YEAR;
	struct date_span from, to;
	for (;; grain++) {
		from = around(date_parts(span.first), grain);
		to = around(date_parts(span.last), grain);
		if (from.first == span.first && to.last == span.last)
			break;
	}
	if (from.last == to.last)
		return word(a, span.first, grain);
	return arena_print(a, "%s..%s", word(a, span.first, grain), word(a, span.last, grain));
}
