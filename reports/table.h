/* table.h - a table for a terminal: columns aligned under East Asian width. */
#ifndef KAOHE_TABLE_H
#define KAOHE_TABLE_H

#include "engine/buffer.h"
#include "reports/view.h"
#include <stdbool.h>

/* Tables wider than `width` continue below, with their key columns repeated. */
void table_write(struct buffer *out, const struct view_table *t, size_t width, bool colour);

/* Escape sequences around text of a tone; "" without colour or for plain text. */
const char *table_tone(enum view_tone tone, bool colour);
const char *table_tone_end(enum view_tone tone, bool colour);

#endif
