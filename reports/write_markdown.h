/* write_markdown.h - a view as Markdown with tables as GitHub has them. */
#ifndef KAOHE_WRITE_MARKDOWN_H
#define KAOHE_WRITE_MARKDOWN_H

#include "engine/buffer.h"
#include "reports/view.h"

/* All of its texts are escaped: none of what somebody typed is markup, a link or HTML. */
void write_markdown_view(struct buffer *out, const struct view *v);

#endif
