/* sentences.h - grades, consequences and combinations in words, for every report that says them.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_SENTENCES_H
#define KAOHE_SENTENCES_H

#include "reports/page.h"

/* "excellent"; "-" for NONE. */
const char *sentence_grade(const struct page *p, size_t grade);
/* "优秀（90 分及以上，不超过 30%，即 2 个）、…"; ranked: of how many units, 0: not known. */
const char *sentence_grades(const struct page *p, size_t ranked);

/* "不高于合格" */
/* "≥ 1", "＜ 60": where a consequence takes effect. */
const char *sentence_bound(const struct page *p, const struct consequence *c);
const char *sentence_effect(const struct page *p, const struct consequence *c);
/* "一票否决：安全事故 1 ≥ 1，不高于合格" */
const char *sentence_consequence(const struct page *p, const struct consequence_result *r);
/* "等次由良好升为优秀"; "" where there are no grades or no consequences. */
const char *sentence_outcome(const struct page *p, const struct unit_result *u);

/* The best grade whose score the unit reaches where it got a lower one for want of room; else
 * NONE. */
size_t sentence_crowded_out(const struct page *p, const struct unit_result *u);

/* "各项得分不相加：几何平均，每项以 100 分计"; "" where points add up. */
const char *sentence_combination(const struct page *p, size_t item);

/* "得分随其他考核对象的数据变动：…"; "" where no item does. */
const char *sentence_dependent(const struct page *p);

/* What parameter `missing` makes of what a unit lacks on an item: "不计分（missing = exclude）". */
const char *sentence_missing(const struct page *p, size_t item);

/* Of a part of a combined period: its name before the title of a section; else the title. */
const char *sentence_title(const struct page *p, const char *title);

#endif
