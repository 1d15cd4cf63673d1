/* projects_section.h - how many projects make two neighbours swap, in each format.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_PROJECTS_SECTION_H
#define KAOHE_PROJECTS_SECTION_H

#include "reports/page.h"
#include "reports/record.h"
#include "vary/projects.h"

/* A section of its own: a table of numbers, then which projects they are. */
void projects_section(struct page *p, const struct projects *x);
/* Why there is no table; of PROJECTS_DONE: there are no pairs. */
enum text_id projects_reason(enum projects_state state);
/* "物流业·营收类 1 个、…": which projects. */
const char *projects_cells(const struct page *p, const struct project_change *c);
/* found, n, projects, exact */
json_t *projects_change_record(struct record *r, const struct project_change *c);
/* An array, one object a pair; null where there can be none. */
json_t *projects_record(struct record *r, const struct projects *x);
/* Rows of the long table (analysis_row() of analyses.h), analysis "projects". */
void projects_rows(const struct page *p, struct view_table *t, const struct projects *x);

#endif
