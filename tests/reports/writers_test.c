/* writers_test - does one view say the same in every format? Tables of random texts, among them
 * what each format has a use for, are written, read back by the rules of the format, and compared.
 */
#include "reports/display.h"
#include "reports/html.h"
#include "reports/write_csv.h"
#include "reports/write_fodt.h"
#include "reports/write_markdown.h"
#include "reports/write_text.h"
#include "tests/fixture.h"
#include "tests/random.h"

enum { CELLS_MOST = 64, TABLES = 300 };

/* What was read back: titles, then cells, row by row. */
struct read {
	struct arena *arena;
	const char *texts[CELLS_MOST];
	size_t n;
};

static void found(struct read *r, const char *text)
{
	assert_in_range(r->n, 0, CELLS_MOST - 1);
	r->texts[r->n++] = text;
}

/* ---- HTML and XML ---- */

static const struct {
	const char *name, *text;
} entities[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&#39;", "'"}};

/* Without tags, entities as what they stand for. */
static const char *plain(struct arena *a, const char *from, const char *to)
{
	struct buffer out;
	buffer_start(&out, a);
	while (from < to) {
		size_t i = 0, all = sizeof entities / sizeof *entities;
		if (*from == '<') {
			from = strchr(from, '>') + 1;
			continue;
		}
		while (i < all && strncmp(from, entities[i].name, strlen(entities[i].name)) != 0)
			i++;
		if (i == all)
			buffer_add_char(&out, *from++);
		else {
			buffer_add(&out, entities[i].text);
			from += strlen(entities[i].name);
		}
	}
	return out.text;
}

/* The content of every element of these names. */
static void elements(struct read *r, const char *text, const char *const *opens,
                     const char *const *closes)
{
	while (*text != '\0') {
		size_t i = 0;
		while (opens[i] != NULL && strncmp(text, opens[i], strlen(opens[i])) != 0)
			i++;
		if (opens[i] == NULL) {
			text++;
			continue;
		}
		const char *start = strchr(text, '>') + 1, *end = strstr(start, closes[i]);
		assert_non_null(end);
		found(r, plain(r->arena, start, end));
		text = end;
	}
}

static void read_html(struct read *r, const struct view *v)
{
	static const char *const opens[] = {"<th>", "<th ", "<td>", "<td ", NULL};
	static const char *const closes[] = {"</th>", "</th>", "</td>", "</td>"};
	struct buffer out;
	struct html h = {.out = &out, .lang = LANG_ZH, .prefix = "zh", .section = ""};
	buffer_start(&out, r->arena);
	html_table(&h, v->parts[0].table, "");
	elements(r, out.text, opens, closes);
}

static void read_fodt(struct read *r, const struct view *v)
{
	static const char *const opens[] = {"<table:table-cell ", NULL};
	static const char *const closes[] = {"</table:table-cell>"};
	struct buffer out;
	buffer_start(&out, r->arena);
	write_fodt_view(&out, v, LANG_ZH);
	elements(r, out.text, opens, closes);
}

/* ---- Markdown ---- */

/* Backslashes and entities undone, and ** around the whole of what is strong. */
static const char *unescaped(struct arena *a, const char *from, const char *to)
{
	struct buffer out;
	buffer_start(&out, a);
	if (to - from >= 4 && strncmp(from, "**", 2) == 0) {
		from += 2;
		to -= 2;
	}
	for (; from < to; from++) {
		if (*from == '\\')
			from++;
		buffer_add_char(&out, *from);
	}
	return plain(a, out.text, out.text + out.length);
}

static void read_markdown(struct read *r, const struct view *v)
{
	struct buffer out;
	buffer_start(&out, r->arena);
	write_markdown_view(&out, v);
	size_t line = 0;
	for (const char *at = out.text; *at == '|'; line++) {
		const char *end = strchr(at, '\n');
		for (at++; at < end && line != 1;) { /* the second line is a rule */
			const char *bar = at;
			while (*bar != '|')
				bar += *bar == '\\' ? 2 : 1;
			found(r, unescaped(r->arena, at + 1, bar - 1));
			at = bar + 1;
		}
		at = end + 1;
	}
}

/* ---- CSV and text ---- */

static void read_csv(struct read *r, const struct view *v)
{
	struct buffer out, field;
	buffer_start(&out, r->arena);
	write_csv_table(&out, v->parts[0].table);
	for (const char *at = out.text + 3; *at != '\0';) {
		bool quoted = *at == '"';
		buffer_start(&field, r->arena);
		for (at += quoted; quoted ? *at != '"' || at[1] == '"' : strchr(",\r", *at) == NULL;
		     at++) {
			at += quoted && *at == '"';
			buffer_add_char(&field, *at);
		}
		at += quoted;
		found(r, field.text[0] == '\'' ? field.text + 1 : field.text);
		at += *at == ',' ? 1 : 2;
	}
}

/* A terminal's table has no cells that could be told apart: each must stand behind the one before.
 */
static void stands_in_text(struct arena *a, const struct view *v)
{
	const struct view_table *t = v->parts[0].table;
	struct buffer out;
	buffer_start(&out, a);
	write_text_view(&out, v, (struct report_look){0});
	const char *at = out.text;
	for (size_t i = 0; i < t->n_cells; i++) {
		const char *text = display_safe(a, t->cells[i].text);
		at = strstr(at, text);
		assert_non_null(at);
		at += strlen(text);
	}
}

/* ---- the views ---- */

/* "" among them; no "'" in front, which the reader of CSV takes away. */
static const char *const pieces[] = {"",   "甲区", "a b",  "|",      "*",  "_", "<b>", "&amp;",
                                     "\"", ",",    "=1+1", "-2",     "\\", "`", "#",   "[x]",
                                     "+",  "@x",   "1.",   "</td>|", "~~", "$", "9%",  "</th>"};

static struct view *drawn(struct arena *a, uint64_t *seed)
{
	struct view *v = view_new(a);
	struct view_table *t = view_table(v);
	size_t columns = 1 + below(seed, 4), rows = below(seed, 6);
	size_t all = sizeof pieces / sizeof *pieces;
	for (size_t c = 0; c < columns; c++)
		view_column(t, (enum view_align)below(seed, 3),
		            arena_print(a, "c%zu%s", c, pieces[below(seed, (unsigned)all)]));
	for (size_t i = 0; i < rows * columns; i++)
		view_cell(t, (enum view_tone)below(seed, TONES),
		          arena_print(a, "%s%s", pieces[below(seed, (unsigned)all)],
		                      pieces[below(seed, (unsigned)all)]));
	return v;
}

static void same_as_view(const struct read *r, const struct view *v)
{
	const struct view_table *t = v->parts[0].table;
	assert_int_equal(r->n, t->n_columns + t->n_cells);
	for (size_t c = 0; c < t->n_columns; c++)
		assert_string_equal(r->texts[c], t->columns[c].title);
	for (size_t i = 0; i < t->n_cells; i++)
		assert_string_equal(r->texts[t->n_columns + i], t->cells[i].text);
}

static void every_writer_says_the_same(void **state)
{
	static void (*const readers[])(struct read *, const struct view *) = {
	        read_markdown, read_csv, read_html, read_fodt};
	struct arena *a = *state;
	uint64_t seed = 5;
	for (size_t i = 0; i < TABLES; i++) {
		const struct view *v = drawn(a, &seed);
		for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
			struct read r = {.arena = a};
			readers[k](&r, v);
			same_as_view(&r, v);
		}
		stands_in_text(a, v);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(every_writer_says_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
