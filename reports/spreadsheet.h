/* spreadsheet.h - what the tables for spreadsheets share, beyond a page.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_SPREADSHEET_H
#define KAOHE_SPREADSHEET_H

#include "reports/page.h"

/* A spreadsheet rounds "1/3" and "44 2/3" when it reads them, and takes "31/3" for a day; behind a
 * fraction stands a word, so that it stays as it is. Empty for NULL. */
void spreadsheet_exact(const struct page *p, struct view_table *t, const ratio *x);

/* Whether the figures are an example or a trial, which nothing in a row says by itself. */
const char *spreadsheet_nature(const struct page *p, enum text_id otherwise);

#endif
