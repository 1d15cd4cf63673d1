/* write_text.h - any view as text for a terminal. */
#ifndef KAOHE_WRITE_TEXT_H
#define KAOHE_WRITE_TEXT_H

#include "engine/buffer.h"
#include "reports/report.h"
#include "reports/view.h"

void write_text_view(struct buffer *out, const struct view *v, struct report_look look);

#endif
