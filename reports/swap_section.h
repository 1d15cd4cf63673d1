/* swap_section.h - what it takes to swap two neighbours, in each format.
 *
 * Internal to reports/. `s` may be NULL: the section then says why there is nothing.
 */
#ifndef KAOHE_SWAP_SECTION_H
#define KAOHE_SWAP_SECTION_H

#include "reports/page.h"
#include "reports/record.h"
#include "vary/swap.h"

/* A section of its own with a table and a sentence for each pair. */
void swap_section(struct page *p, const struct model *m, const struct swap *s);
/* An array, one object a pair; null where there is nothing. */
json_t *swap_record(struct record *r, const struct model *m, const struct swap *s);
/* Rows of the long table (analysis_row() of analyses.h), analysis "swap". */
void swap_rows(const struct page *p, struct view_table *t, const struct model *m,
               const struct swap *s);

#endif
