/* notice_parts.h - the parts of notice_view(), each in a file of its name.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_NOTICE_PARTS_H
#define KAOHE_NOTICE_PARTS_H

#include "reports/notice_view.h"
#include "reports/page.h"

/* Charts show at most so many units, the best ones; the tables have all. */
enum { NOTICE_UNITS = 40 };

/* Ranked bars of points, completion, and the way from the leader to who is next. unit: NONE, or
 * whose report it is: then only what the table of ranks says of others, and the way to that unit.
 */
void notice_charts(struct page *p, size_t unit);

/* The items into which points are cut so that they add up to every total, in order; 0: none. */
size_t notice_pieces(const struct page *p, size_t *items);

/* Each item: what was asked, recognised, credited and missing, and how every mark came about. */
void notice_sectors(struct page *p);
/* Of some units, the table of one item that is scored by counts. */
void notice_counted(struct page *p, const size_t *units, size_t n, size_t item);
/* Of all types together what is missing of the targets; NULL where nothing was asked. */
const ratio *notice_unmet(const struct page *p, const struct points *x);

/* How firm the ranks are. unit: NONE, or the one whose ranks alone are told. */
void notice_firmness(struct page *p, const struct notice *n);

/* Of a case with ledgers the projects that count, with their evidence, and those that do not, with
 * the reason: all, or those of one unit. */
void notice_projects(struct page *p, size_t unit);

/* All of one unit's own, in place of the tables of everybody. */
void notice_unit(struct page *p, size_t unit);

#endif
