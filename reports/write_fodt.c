#include "reports/write_fodt.h"
#include "reports/display.h"
#include <string.h>

/* Widths in tenths of a millimetre: what A4 across leaves between its margins. A column narrower
 * than NARROWEST columns of text would break every word. */
enum { PAGE_WIDTH = 2570, NARROWEST = 4, WIDEST = 40 };

static const char *const namespaces =
        "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
        "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
        "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
        "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
        "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

/* Fonts by the names that Word and WPS know; other programs take what they have in their place. */
static const char *const styles =
        "<office:styles>"
        "<style:default-style style:family=\"paragraph\"><style:paragraph-properties "
        "fo:margin-top=\"0cm\" fo:margin-bottom=\"0.1cm\"/><style:text-properties "
        "fo:font-family=\"Times New Roman\" style:font-family-asian=\"宋体\" "
        "fo:font-size=\"10.5pt\" style:font-size-asian=\"10.5pt\" fo:language=\"%s\" "
        "fo:country=\"%s\" style:language-asian=\"zh\" style:country-asian=\"CN\" "
        "style:language-complex=\"none\" style:country-complex=\"none\"/>"
        "</style:default-style>"
        "<style:style style:name=\"Standard\" style:family=\"paragraph\"/>"
        "<style:style style:name=\"Heading_20_1\" style:display-name=\"Heading 1\" "
        "style:family=\"paragraph\" style:parent-style-name=\"Standard\" "
        "style:default-outline-level=\"1\"><style:paragraph-properties "
        "fo:text-align=\"center\" fo:margin-bottom=\"0.5cm\" fo:keep-with-next=\"always\"/>"
        "<style:text-properties style:font-family-asian=\"黑体\" fo:font-size=\"18pt\" "
        "style:font-size-asian=\"18pt\" fo:font-weight=\"bold\"/></style:style>"
        "<style:style style:name=\"Heading_20_2\" style:display-name=\"Heading 2\" "
        "style:family=\"paragraph\" style:parent-style-name=\"Standard\" "
        "style:default-outline-level=\"2\"><style:paragraph-properties "
        "fo:margin-top=\"0.5cm\" fo:margin-bottom=\"0.2cm\" fo:keep-with-next=\"always\"/>"
        "<style:text-properties style:font-family-asian=\"黑体\" fo:font-size=\"13pt\" "
        "style:font-size-asian=\"13pt\" fo:font-weight=\"bold\"/></style:style>"
        "<style:style style:name=\"Banner\" style:family=\"paragraph\" "
        "style:parent-style-name=\"Standard\"><style:paragraph-properties "
        "fo:text-align=\"center\" fo:border=\"0.05cm solid #c00000\" fo:padding=\"0.15cm\"/>"
        "<style:text-properties fo:color=\"#c00000\" fo:font-weight=\"bold\" "
        "style:font-weight-asian=\"bold\"/></style:style>"
        "<style:style style:name=\"Footer\" style:family=\"paragraph\" "
        "style:parent-style-name=\"Standard\"><style:paragraph-properties "
        "fo:text-align=\"center\"/></style:style>"
        "</office:styles>";

static const char *const layout =
        "<style:page-layout style:name=\"page\"><style:page-layout-properties "
        "fo:page-width=\"29.7cm\" fo:page-height=\"21cm\" style:print-orientation=\"landscape\" "
        "fo:margin=\"2cm\"/><style:footer-style/></style:page-layout>";

static const char *const master =
        "<office:master-styles><style:master-page style:name=\"Standard\" "
        "style:page-layout-name=\"page\"><style:footer><text:p text:style-name=\"Footer\">"
        "<text:page-number/></text:p></style:footer></style:master-page></office:master-styles>";

/* Paragraphs in cells by alignment, and lines by how deep they stand. */
static const char *const cell_styles =
        "<style:style style:name=\"cell\" style:family=\"table-cell\">"
        "<style:table-cell-properties fo:border=\"0.02cm solid #808080\" "
        "fo:padding=\"0.06cm\" style:vertical-align=\"middle\"/></style:style>"
        "<style:style style:name=\"head\" style:family=\"table-cell\">"
        "<style:table-cell-properties fo:border=\"0.02cm solid #808080\" "
        "fo:padding=\"0.06cm\" fo:background-color=\"#e8eef4\" "
        "style:vertical-align=\"middle\"/></style:style>"
        "<style:style style:name=\"row\" style:family=\"table-row\"><style:table-row-properties "
        "fo:keep-together=\"always\"/></style:style>"
        "<style:style style:name=\"bold\" style:family=\"text\"><style:text-properties "
        "fo:font-weight=\"bold\" style:font-weight-asian=\"bold\"/></style:style>";

static const char *const aligns[] = {
        [ALIGN_LEFT] = "start", [ALIGN_RIGHT] = "end", [ALIGN_CENTRE] = "center"};
enum { DEEPEST = 4 };

static void paragraph_styles(struct buffer *out)
{
	buffer_add(out, cell_styles);
	for (size_t i = 0; i < sizeof aligns / sizeof *aligns; i++)
		buffer_print(
		        out,
		        "<style:style style:name=\"in%zu\" style:family=\"paragraph\" "
		        "style:parent-style-name=\"Standard\"><style:paragraph-properties "
		        "fo:text-align=\"%s\" fo:margin-bottom=\"0cm\"/><style:text-properties "
		        "fo:font-size=\"9pt\" style:font-size-asian=\"9pt\"/></style:style>",
		        i, aligns[i]);
	for (unsigned i = 0; i <= DEEPEST; i++)
		buffer_print(out,
		             "<style:style style:name=\"line%u\" style:family=\"paragraph\" "
		             "style:parent-style-name=\"Standard\"><style:paragraph-properties "
		             "fo:margin-left=\"%u.%ucm\"/></style:style>",
		             i, i * 6 / 10, i * 6 % 10);
}

/* XML has no control characters; display_safe() has made them visible. */
static void text(struct buffer *out, const char *s)
{
	static const char special[] = "<>&\"";
	static const char *const names[] = {"&lt;", "&gt;", "&amp;", "&quot;"};
	for (s = display_safe(out->arena, s); *s != '\0'; s++) {
		const char *at = strchr(special, *s);
		if (at != NULL)
			buffer_add(out, names[at - special]);
		else
			buffer_add_char(out, *s);
	}
}

static void heading(struct buffer *out, unsigned level, const char *s)
{
	buffer_print(out, "<text:h text:style-name=\"Heading_20_%u\" text:outline-level=\"%u\">",
	             level, level);
	text(out, s);
	buffer_add(out, "</text:h>\n");
}

/* ---- tables ---- */

static size_t at_most(size_t n, size_t most)
{
	return n < most ? n : most;
}

/* What its widest cell wants, in columns of text. */
static size_t wanted(const struct view_table *t, size_t column)
{
	size_t most = at_most(display_width(display_safe(t->arena, t->columns[column].title)) / 2,
	                      WIDEST);
	for (size_t i = column; i < t->n_cells; i += t->n_columns) {
		size_t width =
		        at_most(display_width(display_safe(t->arena, t->cells[i].text)), WIDEST);
		most = width > most ? width : most;
	}
	return most > NARROWEST ? most : NARROWEST;
}

static void column_styles(struct buffer *out, const struct view_table *t, size_t number)
{
	size_t all = 0;
	for (size_t c = 0; c < t->n_columns; c++)
		all += wanted(t, c) + 1;
	for (size_t c = 0; c < t->n_columns; c++) {
		/* Few columns do not fill the page. */
		size_t share = (wanted(t, c) + 1) * PAGE_WIDTH / all,
		       natural = (wanted(t, c) + 1) * 22;
		size_t width = at_most(share, natural > 150 ? natural : 150);
		buffer_print(out,
		             "<style:style style:name=\"t%zuc%zu\" style:family=\"table-column\">"
		             "<style:table-column-properties style:column-width=\"%zu.%02zucm\"/>"
		             "</style:style>",
		             number, c, width / 100, width % 100);
	}
	buffer_print(
	        out,
	        "<style:style style:name=\"t%zu\" style:family=\"table\"><style:table-properties "
	        "table:align=\"left\" fo:margin-bottom=\"0.3cm\"/></style:style>",
	        number);
}

static void cell(struct buffer *out, const struct view_table *t, size_t column, const char *style,
                 const struct view_cell *c)
{
	bool bold = c->tone == TONE_STRONG;
	buffer_print(out,
	             "<table:table-cell table:style-name=\"%s\"><text:p text:style-name=\"in%u\">",
	             style, (unsigned)t->columns[column].align);
	buffer_add(out, bold ? "<text:span text:style-name=\"bold\">" : "");
	text(out, c->text);
	buffer_add(out, bold ? "</text:span>" : "");
	if (c->below != NULL) {
		buffer_add(out, "<text:line-break/>");
		text(out, c->below);
	}
	buffer_add(out, "</text:p></table:table-cell>");
}

static void table(struct buffer *out, const struct view_table *t, size_t number)
{
	if (t->n_columns == 0)
		return;
	buffer_print(out, "<table:table table:name=\"t%zu\" table:style-name=\"t%zu\">", number,
	             number);
	for (size_t c = 0; c < t->n_columns; c++)
		buffer_print(out, "<table:table-column table:style-name=\"t%zuc%zu\"/>", number, c);
	buffer_add(out, "<table:table-header-rows><table:table-row table:style-name=\"row\">");
	for (size_t c = 0; c < t->n_columns; c++)
		cell(out, t, c, "head",
		     &(struct view_cell){.text = t->columns[c].title, .tone = TONE_STRONG});
	buffer_add(out, "</table:table-row></table:table-header-rows>\n");
	for (size_t i = 0; i < t->n_cells; i++) {
		size_t column = i % t->n_columns;
		if (column == 0)
			buffer_add(out, "<table:table-row table:style-name=\"row\">");
		cell(out, t, column, "cell", &t->cells[i]);
		if (column + 1 == t->n_columns)
			buffer_add(out, "</table:table-row>\n");
	}
	buffer_add(out, "</table:table>\n<text:p/>\n");
}

/* ---- the whole ---- */

static void line(struct buffer *out, const struct view_part *part)
{
	unsigned deep =
	        part->indent + (part->label != NULL && strcmp(part->label, "·") == 0 ? 1 : 0);
	buffer_print(out, "<text:p text:style-name=\"line%u\">", deep < DEEPEST ? deep : DEEPEST);
	if (part->label != NULL) {
		text(out, part->label);
		buffer_add_char(out, ' ');
	}
	text(out, part->text);
	buffer_add(out, "</text:p>\n");
}

static void banner(struct buffer *out, const char *s)
{
	buffer_add(out, "<text:p text:style-name=\"Banner\">");
	text(out, s);
	buffer_add(out, "</text:p>\n");
}

static void part_of(struct buffer *out, const struct view_part *part, size_t number)
{
	switch (part->kind) {
	case PART_TITLE:
		heading(out, 1, part->text);
		break;
	case PART_BANNER:
		banner(out, part->text);
		break;
	case PART_SECTION:
		heading(out, 2, part->text);
		break;
	case PART_LINE:
		line(out, part);
		break;
	case PART_TABLE:
		table(out, part->table, number);
		break;
	case PART_CHART:
		heading(out, 2, part->chart->title);
		line(out, &(struct view_part){.text = part->chart->about});
		table(out, part->chart->table, number);
		break;
	}
}

void write_fodt_view(struct buffer *out, const struct view *v, enum lang lang)
{
	bool english = lang == LANG_EN;
	buffer_print(out,
	             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document %s "
	             "office:version=\"1.3\" "
	             "office:mimetype=\"application/vnd.oasis.opendocument.text\">\n",
	             namespaces);
	buffer_add(out, "<office:meta><dc:title>");
	for (size_t i = 0; i < v->n; i++)
		if (v->parts[i].kind == PART_TITLE)
			text(out, v->parts[i].text);
	buffer_print(out, "</dc:title><dc:language>%s</dc:language></office:meta>\n",
	             english ? "en-GB" : "zh-CN");
	buffer_print(out, styles, english ? "en" : "zh", english ? "GB" : "CN");
	buffer_add(out, "\n<office:automatic-styles>");
	buffer_add(out, layout);
	paragraph_styles(out);
	for (size_t i = 0; i < v->n; i++)
		if (view_part_table(&v->parts[i]) != NULL)
			column_styles(out, view_part_table(&v->parts[i]), i);
	buffer_add(out, "</office:automatic-styles>\n");
	buffer_add(out, master);
	buffer_add(out, "<office:body><office:text>\n");
	for (size_t i = 0; i < v->n; i++)
		part_of(out, &v->parts[i], i);
	buffer_add(out, "</office:text></office:body></office:document>\n");
}
