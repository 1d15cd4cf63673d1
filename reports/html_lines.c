#include "engine/diag.h"
#include "reports/html.h"
#include <string.h>

enum list { LIST_NONE, LIST_BULLETS, LIST_FACTS };
static const char *const tags[] = {[LIST_NONE] = "", [LIST_BULLETS] = "ul", [LIST_FACTS] = "dl"};

/* Lines from `at` on, to the end or to where they are less deep. */
struct lines {
	const struct view_part *parts;
	size_t n, at;
};

static enum list list_of(const struct html *h, const struct view_part *part)
{
	if (part->label == NULL)
		return LIST_NONE;
	return strcmp(part->label, text_in(TEXT_bullet, h->lang)) == 0 ? LIST_BULLETS : LIST_FACTS;
}

static void block(struct html *h, struct lines *l, unsigned depth);

/* What is said in more detail about the line before. */
static void deeper(struct html *h, struct lines *l, unsigned depth)
{
	if (l->at == l->n || l->parts[l->at].indent <= depth)
		return;
	buffer_add(h->out, "<div class=\"deeper\">\n");
	block(h, l, l->parts[l->at].indent);
	buffer_add(h->out, "</div>\n");
}

static void one(struct html *h, struct lines *l, enum list list)
{
	static const char *const holders[] = {
	        [LIST_NONE] = "p", [LIST_BULLETS] = "li", [LIST_FACTS] = "dd"};
	struct buffer *out = h->out;
	const struct view_part *part = &l->parts[l->at++];
	if (list == LIST_FACTS) {
		buffer_add(out, "<div><dt");
		html_class(out, "", part->tone == TONE_QUIET ? TONE_QUIET : TONE_PLAIN);
		buffer_add(out, ">");
		html_text(out, part->label);
		buffer_add(out, "</dt>");
	}
	buffer_print(out, "<%s", holders[list]);
	html_class(out, "", part->tone);
	buffer_add(out, ">");
	html_text(out, part->text);
	if (list == LIST_NONE)
		buffer_add(out, "</p>\n");
	deeper(h, l, part->indent);
	if (list != LIST_NONE)
		buffer_print(out, "</%s>%s\n", holders[list], list == LIST_FACTS ? "</div>" : "");
}

static void block(struct html *h, struct lines *l, unsigned depth)
{
	enum list open = LIST_NONE;
	while (l->at < l->n && l->parts[l->at].indent >= depth) {
		enum list list = list_of(h, &l->parts[l->at]);
		if (list != open && open != LIST_NONE)
			buffer_print(h->out, "</%s>\n", tags[open]);
		if (list != open && list != LIST_NONE)
			buffer_print(h->out, "<%s>\n", tags[list]);
		open = list;
		one(h, l, list);
	}
	if (open != LIST_NONE)
		buffer_print(h->out, "</%s>\n", tags[open]);
}

void html_lines(struct html *h, const struct view_part *parts, size_t n)
{
	struct lines l = {parts, n, 0};
	while (l.at < l.n)
		block(h, &l, l.parts[l.at].indent);
}
