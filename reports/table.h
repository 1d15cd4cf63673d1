/* table.h - a table for a terminal: columns aligned under East Asian width. */
#ifndef KAOHE_TABLE_H
#define KAOHE_TABLE_H

#include "engine/buffer.h"
#include "reports/view.h"
#include <stdbool.h>

/* Widest line of a report. Fixed, so that the same report has the same bytes everywhere; wider
 * tables continue below with their key columns repeated. */
#define TABLE_WIDTH 120

void table_write(struct buffer *out, const struct view_table *t, bool colour);

/* Escape sequences around text of a tone; "" without colour or for plain text. */
const char *table_tone(enum view_tone tone, bool colour);
const char *table_tone_end(enum view_tone tone, bool colour);

#endif
