/* score_view.h - the score report as a view: ranks, remarks, one table per item, policies.
 *
 * Internal to reports/. Sections are of page.sheet, which may be one part of a combined period.
 */
#ifndef KAOHE_SCORE_VIEW_H
#define KAOHE_SCORE_VIEW_H

#include "reports/page.h"

/* For people. */
const struct view *score_view(struct arena *a, const struct report *r);

/* For spreadsheets: one row per unit, assessed ones in order of rank, all points and marks. */
const struct view_table *score_view_units(struct arena *a, const struct report *r);

/* Parts of score_view(), each in a file of its name. */
void score_ranks(struct page *p);
void score_details(struct page *p);
void score_remarks(struct page *p);
/* In place of all of them, for a combined period. */
void score_parts(struct page *p);
/* What was submitted of items scored by values, and what it earned; in short: the former alone. */
void score_values(struct page *p, bool in_short);

/* What score_details() has at its end: points that people give, units that are not assessed. */
void score_judged(struct page *p);
void score_information(struct page *p);

/* The items that the table of ranks has columns for; `items` has room for all. Returns how many. */
size_t score_ranks_items(const struct page *p, size_t *items);

/* Too many leaves for the table of ranks: those not scored by counts stand in tables below. */
bool score_ranks_crowded(const struct method *m);

/* "commerce (weight 20%, 18 points; department; clause)" */
const char *score_caption(const struct page *p, size_t item);
/* A section under that caption, or one like it; a list of contents has the name alone. */
void score_section(struct page *p, size_t item, const char *caption);
/* "-" for an empty text. */
const char *score_or_dash(const char *text);

#endif
