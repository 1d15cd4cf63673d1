#include "reports/notice_files.h"
#include "reports/notice_table.h"
#include "reports/page_data.h"
#include "reports/sensitivity_view.h"
#include "reports/workbook.h"
#include "reports/write_fodt.h"
#include "reports/write_html.h"
#include "reports/write_json.h"
#include "reports/write_markdown.h"
#include "reports/write_text.h"

static void text(struct buffer *out, const struct notice *n)
{
	write_text_view(out, notice_view(out->arena, n), (struct report_look){0});
}

static void markdown(struct buffer *out, const struct notice *n)
{
	write_markdown_view(out, notice_view(out->arena, n));
}

static void json(struct buffer *out, const struct notice *n)
{
	struct report report = {.sheet = n->sheet, .heading = n->heading, .lang = n->lang};
	if (n->unit != NONE)
		write_json_unit(out, &report, n->unit);
	else
		write_json_score(out, &report);
}

/* In both languages, whatever the other files are in. */
static void html(struct buffer *out, const struct notice *n)
{
	struct report report = {.sheet = n->sheet, .heading = n->heading, .lang = n->lang};
	struct html_page page = {.first = n->lang};
	struct buffer data;
	for (enum lang lang = 0; lang < LANGS; lang++)
		page.views[lang] = notice_view(out->arena, notice_in(out->arena, n, lang));
	buffer_start(&data, out->arena);
	page_data_write(&data, &report, n->unit);
	page.data = data.text;
	write_html(out, &page);
}

static void document(struct buffer *out, const struct notice *n)
{
	write_fodt_view(out, notice_view(out->arena, n), n->lang);
}

static bool is_firmness(const struct notice *n)
{
	return n->firmness != NULL && n->unit == NONE;
}

static void firmness_json(struct buffer *out, const struct notice *n)
{
	sensitivity_record(out, n->firmness);
}

/* Its formulas need the figures of all. */
static bool is_for_all(const struct notice *n)
{
	return n->unit == NONE;
}

const struct notice_file notice_files[] = {
        {.format = "text", .name = "report.txt", .write = text},
        {.format = "html", .name = "report.html", .write = html},
        {.format = "md", .name = "report.md", .write = markdown},
        {.format = "csv", .name = "report.csv", .csv = true, .write = notice_table},
        {.format = "json", .name = "report.json", .write = json},
        {.format = "json", .name = "sensitivity.json", .write = firmness_json, .has = is_firmness},
        {.format = "xlsx", .name = "report.xlsx", .write_to = workbook_write, .has = is_for_all},
        {.format = "docx", .name = "report.docx", .write = document, .converted = true},
        {.format = "pdf", .name = "report.pdf", .write = html, .converted = true},
        {0},
};
