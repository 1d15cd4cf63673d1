/* whatif_view.h - scenarios beside the base: what each unit would have, who moves, and why.
 *
 * Internal to reports/. The page is that of the base.
 */
#ifndef KAOHE_WHATIF_VIEW_H
#define KAOHE_WHATIF_VIEW_H

#include "reports/page.h"
#include "vary/whatif.h"

/* For people. */
const struct view *whatif_view(struct arena *a, const struct report *r, const struct whatif *w);

/* For spreadsheets: the long table, one row per number. */
const struct view_table *whatif_table(struct arena *a, const struct report *r,
                                      const struct whatif *w);

/* For programs; the keys are described in kaohe(1). */
void whatif_record(struct buffer *out, const struct report *r, const struct whatif *w);

/* ---- what the three share ---- */

/* "方案1：提高物流权重"; without a number where there is one only. */
const char *whatif_name(const struct page *p, const struct whatif *w, size_t scenario);
/* "物流业权重 15→20", "安吉县·商贸业·固投类报送数 2→3" */
const char *whatif_setting(const struct page *p, const struct setting *s);
/* All settings of a cause. */
const char *whatif_cause(const struct page *p, const struct whatif_outcome *o, size_t cause);
/* The item; of what it has besides its children "行业部门评价（封顶等）". */
const char *whatif_component(const struct page *p, const struct whatif_outcome *o,
                             size_t component);
/* "+3.20", "-0.40", "0.00": a change, rounded for reading. */
const char *whatif_signed(const struct page *p, const ratio *x);
/* Who moves and why, a sentence each; who gains or loses most where nobody moves. In order of the
 * base. Ends with NULL. */
const char *const *whatif_moves(const struct page *p, const struct whatif_outcome *o);
/* Every unit that has a score in the base, in its order, then those that are not assessed; of the
 * method. */
size_t whatif_units(const struct page *p, const size_t **units);

/* ---- parts of the text ---- */

/* What was changed: one entry for each cause. */
void whatif_causes(struct page *p, const struct whatif *w, size_t scenario);
/* What the change of each score is made of, by item and by cause. */
void whatif_split(struct page *p, const struct whatif *w, size_t scenario);

#endif
