/* write_html.h - views as one self-contained page: no request leaves it, and it runs no script but
 * its own.
 *
 * Where a browser runs no script the page says the same: charts are tables then, and only the first
 * language is shown.
 */
#ifndef KAOHE_WRITE_HTML_H
#define KAOHE_WRITE_HTML_H

#include "engine/buffer.h"
#include "engine/words.h"
#include "reports/view.h"

struct html_page {
	const struct view *views[LANGS]; /* the same report in every language */
	enum lang first;                 /* shown until the reader switches */
	/* JSON that the interactive part works on, without any '<'; or NULL: there is none. */
	const char *data;
};

void write_html(struct buffer *out, const struct html_page *page);

#endif
