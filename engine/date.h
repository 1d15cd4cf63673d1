/* date.h - days and the periods that people write: 2025, 2025Q3, 2025-09, 2025-09-30.
 *
 * A day is its number in the proleptic Gregorian calendar, day 1 = 0001-01-01. No time of day, no
 * time zone, and never the machine's clock.
 */
#ifndef KAOHE_DATE_H
#define KAOHE_DATE_H

#include "engine/arena.h"
#include <stdbool.h>

/* From its first day to its last, both included. */
struct date_span {
	long first, last;
};

/* Month and day count from 1. */
struct date_parts {
	long year, month, day;
};

/* "2025-09-30", a day that exists, in the years 1 .. 9999. */
bool date_read(const char *text, long *day);

/* "2025", "2025Q3", "2025-09", "2025-09-30", or two of them, the second not before the first:
 * "2023..2025", "2025..2026Q2". */
bool date_read_span(const char *text, struct date_span *span);

/* "2025-09-30" */
const char *date_text(struct arena *a, long day);
/* The shortest form that date_read_span() reads back, both ends in one grain: "2025", "2025Q3",
 * "2023..2025", "2023-01..2023-05". */
const char *date_span_text(struct arena *a, struct date_span span);

struct date_parts date_parts(long day);
/* From 1 January to 31 December. */
struct date_span date_year(long year);
/* Months from the start of year 1 to the end of this day; -1 where no month ends with it. */
long date_months(long day);

#endif
