#include "reports/workbook_styles.h"
#include "reports/xlsx_file.h"

enum { INK = 0x1F2937, QUIET = 0x6B7280, RED = 0xB42318, EDGE = 0xBFC5CE };
enum { HEAD_FILL = 0xE3EAF4, INPUT_FILL = 0xFFF8DC, WORK_FILL = 0xF6F7F9 };

struct look {
	double size;
	unsigned ink, fill; /* fill 0: none */
	bool bold, italic, edge, wrap, open;
	uint8_t align;
	const char *format; /* NULL: general; "points": with the decimals of published scores */
};

static const char *const points_format = "points";

static const struct look looks[STYLES] = {
        [STYLE_TITLE] = {.size = 15, .ink = INK, .bold = true, .align = LXW_ALIGN_LEFT},
        [STYLE_BANNER] = {.size = 11, .ink = RED, .bold = true, .align = LXW_ALIGN_LEFT},
        [STYLE_NOTE] = {.size = 9, .ink = QUIET, .align = LXW_ALIGN_LEFT},
        [STYLE_HEAD] = {.size = 10,
                        .ink = INK,
                        .fill = HEAD_FILL,
                        .bold = true,
                        .edge = true,
                        .wrap = true,
                        .align = LXW_ALIGN_CENTER},
        [STYLE_NAME] = {.size = 10, .ink = INK, .edge = true, .align = LXW_ALIGN_LEFT},
        [STYLE_TEXT] =
                {.size = 10, .ink = INK, .edge = true, .wrap = true, .align = LXW_ALIGN_LEFT},
        [STYLE_INPUT] = {.size = 10,
                         .ink = INK,
                         .fill = INPUT_FILL,
                         .edge = true,
                         .open = true,
                         .align = LXW_ALIGN_RIGHT},
        [STYLE_CHOICE] = {.size = 10,
                          .ink = INK,
                          .fill = INPUT_FILL,
                          .bold = true,
                          .edge = true,
                          .open = true,
                          .align = LXW_ALIGN_LEFT},
        [STYLE_GIVEN] = {.size = 10, .ink = QUIET, .edge = true, .align = LXW_ALIGN_RIGHT},
        [STYLE_NUMBER] = {.size = 10, .ink = INK, .edge = true, .align = LXW_ALIGN_RIGHT},
        [STYLE_POINTS] = {.size = 10,
                          .ink = INK,
                          .edge = true,
                          .align = LXW_ALIGN_RIGHT,
                          .format = points_format},
        [STYLE_TOTAL] = {.size = 10,
                         .ink = INK,
                         .bold = true,
                         .edge = true,
                         .align = LXW_ALIGN_RIGHT,
                         .format = points_format},
        [STYLE_RANK] = {.size = 10,
                        .ink = INK,
                        .bold = true,
                        .edge = true,
                        .align = LXW_ALIGN_CENTER,
                        .format = "0"},
        [STYLE_RATE] =
                {.size = 10, .ink = INK, .edge = true, .align = LXW_ALIGN_RIGHT, .format = "0.0%"},
        [STYLE_UNCOMPUTED] = {.size = 10,
                              .ink = RED,
                              .italic = true,
                              .edge = true,
                              .align = LXW_ALIGN_RIGHT,
                              .format = points_format},
        [STYLE_WORKING] = {.size = 9,
                           .ink = QUIET,
                           .fill = WORK_FILL,
                           .edge = true,
                           .align = LXW_ALIGN_RIGHT},
        [STYLE_HASH] = {.size = 9, .ink = INK, .edge = true, .align = LXW_ALIGN_LEFT},
};

/* "0.00" */
static const char *points_text(const struct book *b)
{
	unsigned n = b->method->decimals;
	const char *text = n > 0 ? "0." : "0";
	while (n-- > 0)
		text = arena_print(b->arena, "%s0", text);
	return text;
}

static lxw_format *format_of(const struct book *b, const struct look *look)
{
	lxw_format *f = workbook_add_format(b->file);
	format_set_font_name(f, xlsx_font(b->page.lang));
	format_set_font_size(f, look->size);
	format_set_font_color(f, look->ink);
	format_set_align(f, look->align);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	if (look->fill != 0)
		format_set_bg_color(f, look->fill);
	if (look->bold)
		format_set_bold(f);
	if (look->italic)
		format_set_italic(f);
	if (look->wrap)
		format_set_text_wrap(f);
	if (look->open)
		format_set_unlocked(f);
	if (look->edge) {
		format_set_border(f, LXW_BORDER_THIN);
		format_set_border_color(f, EDGE);
	}
	if (look->format != NULL)
		format_set_num_format(f, look->format == points_format ? points_text(b)
		                                                       : look->format);
	return f;
}

void workbook_styles(struct book *b)
{
	for (size_t i = 0; i < STYLES; i++)
		b->styles[i] = format_of(b, &looks[i]);
}
