/* html.h - the parts of a view as elements of a page.
 *
 * Internal to reports/, see write_html.h. All texts are escaped here; nothing else writes into a
 * page.
 */
#ifndef KAOHE_HTML_H
#define KAOHE_HTML_H

#include "engine/buffer.h"
#include "engine/words.h"
#include "reports/view.h"

/* One language of the page. */
struct html {
	struct buffer *out;
	enum lang lang;
	const char *prefix;  /* of its ids: "zh" */
	const char *section; /* the heading that we are under; "" before the first */
	size_t figures;      /* so far */
};

/* Between tags and in attributes. What a terminal may not be given becomes U+FFFD here too. */
void html_text(struct buffer *out, const char *text);
/* "<tag>text</tag>"; attributes, if any, belong to `tag` and are written as they are. */
void html_element(struct buffer *out, const char *tag, const char *text);
/* " class="...""; nothing for TONE_PLAIN without a class of its own. */
void html_class(struct buffer *out, const char *own, enum view_tone tone);

void html_table(struct html *h, const struct view_table *t, const char *caption);
void html_chart(struct html *h, const struct view_chart *chart);
/* A run of lines as paragraphs and lists. */
void html_lines(struct html *h, const struct view_part *parts, size_t n);

/* The same chart for the script that draws it: JSON without any '<'. */
void html_chart_data(struct buffer *out, const struct view_chart *chart);

#endif
