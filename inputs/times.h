/* times.h - days and spans of time as people and spreadsheets write them.
 *
 * Besides the plain forms of date.h those that leave no doubt are read: what a spreadsheet makes of
 * a date when it saves it, and the Chinese way: 2023/9/30, 2023-9-30, 2023/9, 2023年, 2023年9月,
 * 2023年9月30日. Anything else is no time; what was probably meant is said and never assumed.
 */
#ifndef KAOHE_TIMES_H
#define KAOHE_TIMES_H

#include "engine/date.h"

bool times_read(struct arena *a, const char *text, struct date_span *out);
/* One day. */
bool times_read_day(struct arena *a, const char *text, long *out);

/* The plain form of what was probably meant, as "2023Q1..2023Q2" for 2023上半年, "2021..2023" for
 * 2021—2023, "2021" for 2021年底; NULL where that is nothing. */
const char *times_meant(struct arena *a, const char *text);

#endif
