#include "reports/write_html.h"
#include "engine/diag.h"
#include "reports/html.h"
#include "reports/page_assets.h"

static const char *const prefixes[LANGS] = {[LANG_ZH] = "zh", [LANG_EN] = "en"};

static const char *title_of(const struct view *v)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->parts[i].kind == PART_TITLE)
			return v->parts[i].text;
	return "";
}

/* Nothing is fetched from anywhere; only the styles and scripts of these hashes count. */
static void policy(struct buffer *out)
{
	buffer_print(out,
	             "<meta http-equiv=\"Content-Security-Policy\" content=\""
	             "default-src 'none'; style-src 'sha256-%s'; "
	             "script-src 'sha256-%s' 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n",
	             page_asset_style.sha256, page_asset_library.sha256, page_asset_script.sha256);
}

static void head(struct buffer *out, const struct html_page *page)
{
	const char *tag = text_in(TEXT_html_language_tag, page->first);
	buffer_print(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
	             tag);
	policy(out);
	buffer_add(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	                "<meta name=\"color-scheme\" content=\"light dark\">\n");
	html_element(out, "title", title_of(page->views[page->first]));
	buffer_add(out, "\n<style>");
	buffer_add_n(out, page_asset_style.text, page_asset_style.length);
	buffer_add(out, "</style>\n</head>\n");
}

/* Which language is shown; a script shows these buttons, for without one they do nothing. */
static void tools(struct buffer *out, const struct html_page *page)
{
	buffer_add(out, "<div class=\"tools\" hidden>\n");
	for (enum lang lang = 0; lang < LANGS; lang++) {
		const char *tag = text_in(TEXT_html_language_tag, lang);
		buffer_print(out,
		             "<button type=\"button\" lang=\"%s\" data-show=\"%s\" "
		             "aria-pressed=\"%s\">",
		             tag, prefixes[lang], lang == page->first ? "true" : "false");
		html_text(out, text_in(TEXT_html_language, lang));
		buffer_add(out, "</button>\n");
	}
	const char *print = text_in(TEXT_html_print, page->first);
	buffer_add(out, "<button type=\"button\" class=\"print\"");
	for (enum lang lang = 0; lang < LANGS; lang++)
		buffer_print(out, " data-%s=\"%s\"", prefixes[lang],
		             text_in(TEXT_html_print, lang));
	buffer_print(out, ">%s</button>\n</div>\n", print);
}

static void contents(struct html *h, const struct view *v)
{
	struct buffer *out = h->out;
	size_t section = 0;
	buffer_print(out, "<nav class=\"contents\" aria-label=\"%s\">\n<details open>\n",
	             text_in(TEXT_html_contents, h->lang));
	html_element(out, "summary", text_in(TEXT_html_contents, h->lang));
	buffer_add(out, "\n<ol>\n");
	for (size_t i = 0; i < v->n; i++) {
		if (v->parts[i].kind != PART_SECTION)
			continue;
		buffer_print(out, "<li><a href=\"#%s-section-%zu\">", h->prefix, ++section);
		html_text(out, v->parts[i].label != NULL ? v->parts[i].label : v->parts[i].text);
		buffer_add(out, "</a></li>\n");
	}
	buffer_add(out, "</ol>\n</details>\n</nav>\n");
}

static void part(struct html *h, const struct view_part *p, const char *title)
{
	switch (p->kind) {
	case PART_TITLE:
		html_element(h->out, "h1", p->text);
		buffer_add(h->out, "\n");
		break;
	case PART_BANNER:
		html_element(h->out, "p class=\"banner\" role=\"note\"", p->text);
		buffer_add(h->out, "\n");
		break;
	case PART_TABLE:
		html_table(h, p->table, *h->section != '\0' ? h->section : title);
		break;
	case PART_CHART:
		html_chart(h, p->chart);
		break;
	case PART_SECTION:
	case PART_LINE:
		break;
	}
}

/* Sections hold what follows their heading; lines go together. */
static void text(struct html *h, const struct view *v)
{
	const char *title = title_of(v);
	size_t sections = 0, i = 0, n;
	for (; i < v->n; i += n) {
		const struct view_part *p = &v->parts[i];
		for (n = 0; i + n < v->n && p[n].kind == PART_LINE; n++)
			;
		if (n > 0) {
			html_lines(h, p, n);
			continue;
		}
		n = 1;
		if (p->kind != PART_SECTION) {
			part(h, p, title);
			continue;
		}
		h->section = p->text;
		buffer_add(h->out, sections++ > 0 ? "</section>\n" : "");
		buffer_print(h->out,
		             "<section aria-labelledby=\"%s-section-%zu\">\n"
		             "<h2 id=\"%s-section-%zu\">",
		             h->prefix, sections, h->prefix, sections);
		html_text(h->out, p->text);
		buffer_add(h->out, "</h2>\n");
	}
	buffer_add(h->out, sections > 0 ? "</section>\n" : "");
}

static void language(struct buffer *out, const struct html_page *page, enum lang lang)
{
	struct html h = {.out = out, .lang = lang, .prefix = prefixes[lang], .section = ""};
	buffer_print(out, "<div class=\"language\" id=\"%s\" lang=\"%s\"%s>\n", h.prefix,
	             text_in(TEXT_html_language_tag, lang), lang == page->first ? "" : " hidden");
	contents(&h, page->views[lang]);
	buffer_add(out, "<article>\n");
	text(&h, page->views[lang]);
	buffer_add(out, "</article>\n</div>\n");
}

static void script(struct buffer *out, const struct page_asset *asset)
{
	buffer_add(out, "<script>");
	buffer_add_n(out, asset->text, asset->length);
	buffer_add(out, "</script>\n");
}

void write_html(struct buffer *out, const struct html_page *page)
{
	head(out, page);
	buffer_add(out, "<body>\n");
	buffer_print(out, "<a class=\"skip\" href=\"#main\">%s</a>\n",
	             text_in(TEXT_html_skip, page->first));
	tools(out, page);
	buffer_add(out, "<main id=\"main\">\n");
	for (enum lang lang = 0; lang < LANGS; lang++)
		language(out, page, lang);
	/* Empty until the script finds what it works on. */
	buffer_add(out, "<section id=\"whatif\"></section>\n</main>\n");
	if (page->data != NULL) {
		buffer_add(out, "<script type=\"application/json\" id=\"whatif-data\">");
		buffer_add(out, page->data);
		buffer_add(out, "</script>\n");
	}
	script(out, &page_asset_library);
	script(out, &page_asset_script);
	buffer_add(out, "</body>\n</html>\n");
}
