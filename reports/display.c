#include "reports/display.h"
#include "engine/buffer.h"
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

/* The character at text, how many bytes it has; U+FFFD and 1 where it is not UTF-8. */
static utf8proc_int32_t next(const char *text, size_t *bytes)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
	utf8proc_int32_t c;
	if (*p < 0x80) {
		*bytes = 1;
		return *p;
	}
	utf8proc_ssize_t n = utf8proc_iterate(p, (utf8proc_ssize_t)strnlen(text, 4), &c);
	*bytes = n > 0 ? (size_t)n : 1;
	return n > 0 ? c : 0xFFFD;
}

static size_t width_of(utf8proc_int32_t c)
{
	if (c < 0x7F)
		return 1;
	int width = utf8proc_charwidth(c);
	return width > 0 ? (size_t)width : 0;
}

size_t display_width(const char *text)
{
	size_t width = 0, bytes;
	for (; *text != '\0'; text += bytes)
		width += width_of(next(text, &bytes));
	return width;
}

static bool is_blank(utf8proc_int32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* A terminal would obey these instead of showing them. */
static bool is_harmful(utf8proc_int32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
	       c == 0xFFFD;
}

static bool is_safe(const char *text)
{
	for (size_t bytes; *text != '\0'; text += bytes) {
		utf8proc_int32_t c = next(text, &bytes);
		if (is_harmful(c) || (is_blank(c) && c != ' '))
			return false;
	}
	return true;
}

const char *display_safe(struct arena *a, const char *text)
{
	struct buffer out;
	size_t bytes;
	if (is_safe(text))
		return text;
	buffer_start(&out, a);
	for (; *text != '\0'; text += bytes) {
		utf8proc_int32_t c = next(text, &bytes);
		if (is_blank(c))
			buffer_add_char(&out, ' ');
		else if (is_harmful(c))
			buffer_add(&out, "\xEF\xBF\xBD");
		else
			buffer_add_n(&out, text, bytes);
	}
	return out.text;
}

static bool is_one_of(utf8proc_int32_t c, const char *set)
{
	for (size_t bytes; *set != '\0'; set += bytes)
		if (next(set, &bytes) == c)
			return true;
	return false;
}

static bool is_closing(utf8proc_int32_t c)
{
	return is_one_of(c, "，。；：、！？）》」』】〕”’〉·%％,.;:!?)]");
}

static bool is_opening(utf8proc_int32_t c)
{
	return is_one_of(c, "（《「『【〔“‘〈([");
}

static bool may_break(utf8proc_int32_t before, utf8proc_int32_t after)
{
	if (before == ' ')
		return after != ' ';
	bool wide = width_of(before) == 2 || width_of(after) == 2;
	return wide && after != ' ' && !is_closing(after) && !is_opening(before);
}

/* Bytes of the longest piece from `text` that may stand on a line of `width`. Blanks count only
 * once something follows them. */
static size_t piece(const char *text, size_t width)
{
	size_t used = 0, blanks = 0, fits = 0, bytes;
	utf8proc_int32_t before = 0;
	for (size_t at = 0; text[at] != '\0'; at += bytes) {
		utf8proc_int32_t c = next(text + at, &bytes);
		if (at > 0 && may_break(before, c))
			fits = at;
		if (c == ' ') {
			blanks++;
		} else {
			used += blanks + width_of(c);
			blanks = 0;
		}
		if (used > width && fits > 0)
			return fits;
		before = c;
	}
	return strlen(text);
}

struct display_lines display_wrap(struct arena *a, const char *text, size_t width)
{
	size_t n = 0, room = 4;
	const char **lines = ARENA_NEWS(a, const char *, room);
	do {
		bool whole = display_width(text) <= width;
		size_t bytes = whole ? strlen(text) : piece(text, width), shown = bytes;
		while (shown > 0 && text[shown - 1] == ' ')
			shown--;
		if (n == room) {
			lines = arena_grow(a, lines, n, 2 * room, sizeof *lines);
			room *= 2;
		}
		lines[n++] = arena_copy_n(a, text, shown);
		text += bytes;
	} while (*text != '\0');
	return (struct display_lines){lines, n};
}

struct display_lines display_wrap_even(struct arena *a, const char *text, size_t width)
{
	struct display_lines best = display_wrap(a, text, width);
	while (best.n > 1 && width > 1) {
		struct display_lines narrower = display_wrap(a, text, --width);
		if (narrower.n > best.n)
			break;
		best = narrower;
	}
	return best;
}
