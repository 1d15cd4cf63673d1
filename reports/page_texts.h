/* page_texts.h - what the controls of the interactive page say, in both languages. Internal to
 * reports/. */
#ifndef KAOHE_PAGE_TEXTS_H
#define KAOHE_PAGE_TEXTS_H

#include "reports/record.h"

/* { "hold": [ "固定", "hold" ], … }: rows page_… of the catalogue without that beginning. */
json_t *page_texts_of(struct record *j);

#endif
