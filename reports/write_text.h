/* write_text.h - any view as text for a terminal. */
#ifndef KAOHE_WRITE_TEXT_H
#define KAOHE_WRITE_TEXT_H

#include "engine/buffer.h"
#include "reports/view.h"
#include <stdbool.h>

void write_text_view(struct buffer *out, const struct view *v, bool colour);

#endif
