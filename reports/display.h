/* display.h - how wide text is on a terminal, and where it may be broken.
 *
 * Widths are in terminal cells: a Chinese character takes two. Characters whose width differs
 * between terminals (curly quotes, dashes, rules) count as one, as nearly all terminals draw them.
 */
#ifndef KAOHE_DISPLAY_H
#define KAOHE_DISPLAY_H

#include "engine/arena.h"
#include <stddef.h>

/* Of text without control characters, see display_safe(). */
size_t display_width(const char *text);

/* What a terminal may be given: blanks of any kind become a space; control characters,
 * characters that reverse the direction of writing and bytes that are not UTF-8 become U+FFFD.
 * Returns `text` itself where nothing had to change. */
const char *display_safe(struct arena *a, const char *text);

struct display_lines {
	const char *const *lines;
	size_t n;
};

/* Broken at blanks and between Chinese characters, never before a closing mark nor after an
 * opening one; a word longer than `width` stands whole. At least one line. */
struct display_lines display_wrap(struct arena *a, const char *text, size_t width);

/* The same number of lines, as even in width as they can be. */
struct display_lines display_wrap_even(struct arena *a, const char *text, size_t width);

#endif
