/* write_fodt.h - a view as a flat OpenDocument text (.fodt), A4 across, to be made an editable
 * document of: headings are headings, heads of tables are repeated on every page. */
#ifndef KAOHE_WRITE_FODT_H
#define KAOHE_WRITE_FODT_H

#include "engine/buffer.h"
#include "engine/words.h"
#include "reports/view.h"

void write_fodt_view(struct buffer *out, const struct view *v, enum lang lang);

#endif
