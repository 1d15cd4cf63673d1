/* company.h - names of projects and companies, as duplicates are told by.
 *
 * Compared are letters, digits and Chinese characters alone, after compatibility normalisation
 * (NFKC) and without case; without 有限责任公司, 股份有限公司 and 有限公司 wherever they stand, and
 * without 集团, 公司, 股份, 项目 and the like at the end. inputs/FORMAT.md has the whole rule.
 */
#ifndef KAOHE_COMPANY_H
#define KAOHE_COMPANY_H

#include "engine/arena.h"

/* What is compared; "" for a name without any letter. `text` is valid UTF-8. */
const char *company_key(struct arena *a, const char *text);

#endif
