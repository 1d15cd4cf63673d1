#include "reports/workbook_book.h"

#include "reports/display.h"
#include <string.h>

/* What a spreadsheet allows: 31 characters, none of []:*?/\, no apostrophe at either end, no two
 * alike but for capitals. */
enum { NAME_MOST = 31, SUFFIX = 4 };

static size_t characters(const char *text, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];
		count += (c & 0xC0) != 0x80;
		count += c >= 0xF0; /* two units of UTF-16 */
	}
	return count;
}

/* The beginning of a text that is no longer than so many characters. */
static const char *cut(struct arena *a, const char *text, size_t most)
{
	size_t n = strlen(text);
	while (characters(text, n) > most)
		for (n--; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80;)
			n--;
	return arena_copy_n(a, text, n);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool same(const char *x, const char *y)
{
	for (; *x != '\0' && lower(*x) == lower(*y); x++)
		y++;
	return lower(*x) == lower(*y);
}

static bool taken(const struct book *b, const char *name)
{
	if (same(name, "history")) /* kept by spreadsheets for themselves */
		return true;
	for (size_t i = 0; i < b->n_tabs; i++)
		if (same(b->tabs[i]->name, name))
			return true;
	return false;
}

const char *book_tab_name(const struct book *b, const char *name)
{
	char *text = arena_copy(b->arena, display_safe(b->arena, name));
	for (char *c = text; *c != '\0'; c++)
		if (strchr("[]:*?/\\'", *c) != NULL)
			*c = '_';
	if (*text == '\0')
		text = arena_copy(b->arena, "_");
	const char *whole = cut(b->arena, text, NAME_MOST);
	for (size_t i = 2; taken(b, whole) && i <= TABS_MAX + 1; i++)
		whole = arena_print(b->arena, "%s~%zu", cut(b->arena, text, NAME_MOST - SUFFIX), i);
	return whole;
}

struct tab *book_tab(struct book *b, const char *name)
{
	struct tab *t = ARENA_NEW(b->arena, struct tab);
	t->name = book_tab_name(b, name);
	t->quoted = arena_print(b->arena, "'%s'", t->name);
	t->sheet = workbook_add_worksheet(b->file, t->name);
	b->tabs[b->n_tabs++] = t;
	return t;
}
