/* writers_test - does one view say the same in every format? Tables of random texts, among them
 * what each format has a use for, are written, read back by the rules of the format, and compared.
 */
#include "reports/display.h"
#include "reports/html.h"
#include "reports/write_csv.h"
#include "reports/write_fodt.h"
#include "reports/write_markdown.h"
#include "reports/write_text.h"
#include "reports/write_xlsx.h"
#include "source/xlsx.h"
#include "tests/fixture.h"
#include "tests/random.h"
#include <errno.h>
#include <unistd.h>

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

static bool begins(const char *text, const char *const *with)
{
	size_t i = 0;
	while (with[i] != NULL && strncmp(text, with[i], strlen(with[i])) != 0)
		i++;
	return with[i] != NULL;
}

/* The content of every element that begins so, up to what ends it. */
static void elements(struct read *r, const char *text, const char *const *opens,
                     const char *const *ends)
{
	while (*text != '\0') {
		if (!begins(text, opens)) {
			text++;
			continue;
		}
		const char *start = strchr(text, '>') + 1;
		for (text = start; !begins(text, ends); text++)
			assert_int_not_equal(*text, '\0');
		found(r, plain(r->arena, start, text));
	}
}

static void read_html(struct read *r, const struct view *v)
{
	static const char *const opens[] = {"<th>", "<th ", "<td>", "<td ", NULL};
	static const char *const ends[] = {"</t", "<t", "\n", NULL};
	struct buffer out;
	struct html h = {.out = &out, .lang = LANG_ZH, .prefix = "zh", .section = ""};
	buffer_start(&out, r->arena);
	html_table(&h, v->parts[0].table, "");
	elements(r, out.text, opens, ends);
}

static void read_fodt(struct read *r, const struct view *v)
{
	static const char *const opens[] = {"<table:table-cell ", NULL};
	static const char *const ends[] = {"</table:table-cell>", NULL};
	struct buffer out;
	buffer_start(&out, r->arena);
	write_fodt_view(&out, v, LANG_ZH);
	elements(r, out.text, opens, ends);
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

/* ---- workbook ---- */

static const struct csv *read_back(struct arena *a, const struct view *v)
{
	static const struct xlsx_look look = {.sheet = "s", .lang = LANG_EN};
	struct diag_list *log = diag_list_new(a);
	char path[] = "/tmp/kaohe-writers-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(write_xlsx(path, v, &look, a), 0);
	const struct file *f =
	        file_read(a, path, "w.xlsx", (struct place){.file = "w.xlsx"}, 1 << 20, log);
	unlink(path);
	assert_non_null(f);
	const struct xlsx *x = xlsx_read(a, f, log);
	assert_string_equal(fixture_findings(a, log, LANG_EN), "");
	assert_non_null(x);
	return &x->sheets[0].records;
}

/* Rows without any text are not read back; by its line each record has its place. */
static void read_xlsx(struct read *r, const struct view *v)
{
	const struct view_table *t = v->parts[0].table;
	const struct csv *records = read_back(r->arena, v);
	size_t next = 0;
	for (size_t row = 0; row <= view_rows(t); row++) {
		const struct csv_record *record =
		        next < records->n ? &records->records[next] : NULL;
		bool there = record != NULL && record->fields[0].place.line == row + 1;
		next += there;
		for (size_t c = 0; c < t->n_columns; c++)
			found(r, there && c < record->n ? record->fields[c].text : "");
	}
	assert_int_equal(next, records->n);
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
	        read_markdown, read_csv, read_html, read_fodt, read_xlsx};
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

/* Numbers are numbers where a spreadsheet holds all of their digits, and shown with them. */
static void numbers_of_a_workbook(void **state)
{
	static const struct {
		const char *text, *read;
	} rows[] = {
	        {"0.00", "0"},      {"93.25", "93.25"}, {"-1.05", "-1.05"}, {"+6.75", "6.75"},
	        {"54.0%", "54%"},   {"12", "12"},       {"1/3", "1/3"},     {"<1%", "<1%"},
	        {"10–19", "10–19"}, {"-", "-"},         {"", ""},           {"0.1%", "0.1%"},
	};
	struct arena *a = *state;
	struct view *v = view_new(a);
	struct view_table *t = view_table(v);
	view_column(t, ALIGN_LEFT, "n");
	view_column(t, ALIGN_RIGHT, "x");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		view_cell(t, TONE_PLAIN, "r");
		view_number(t, TONE_PLAIN, rows[i].text);
	}
	const struct csv *records = read_back(a, v);
	assert_int_equal(records->n, sizeof rows / sizeof *rows + 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(records->records[i + 1].fields[1].text, rows[i].read);
}

/* The last text of a narrow table takes what a wider one leaves; sentences go across. */
static void tables_share_the_columns(void **state)
{
	struct arena *a = *state;
	struct view *v = view_new(a);
	view_title(v, "T");
	view_entry(v, TONE_PLAIN, 1, "·", "=1+1");
	struct view_table *narrow = view_table(v), *wide = view_table(v);
	view_column(narrow, ALIGN_LEFT, "k");
	view_column(narrow, ALIGN_LEFT, "v");
	view_cell(narrow, TONE_GOOD, "a");
	view_cell(narrow, TONE_BAD, "b");
	view_below(narrow, "under");
	for (size_t c = 0; c < 4; c++)
		view_column(wide, ALIGN_RIGHT, "w");
	for (size_t c = 0; c < 4; c++)
		view_cell(wide, TONE_PLAIN, "x");
	const struct csv *r = read_back(a, v);
	static const char *const expected[][4] = {{"T", "", "", ""},    {"· =1+1", "", "", ""},
	                                          {"k", "v", "", ""},   {"a", "b\nunder", "", ""},
	                                          {"w", "w", "w", "w"}, {"x", "x", "x", "x"}};
	assert_int_equal(r->n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < r->n; i++)
		for (size_t c = 0; c < 4; c++)
			assert_string_equal(r->records[i].fields[c].text, expected[i][c]);
}

static void a_text_too_long_for_a_cell_is_an_error(void **state)
{
	static const struct xlsx_look look = {.sheet = "s", .lang = LANG_EN};
	struct arena *a = *state;
	struct view *v = view_new(a);
	struct buffer b;
	buffer_start(&b, a);
	for (size_t i = 0; i < 33000; i++)
		buffer_add_char(&b, 'x');
	view_line(v, TONE_PLAIN, 0, b.text);
	char path[] = "/tmp/kaohe-writers-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(write_xlsx(path, v, &look, a), EOVERFLOW);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(every_writer_says_the_same),
	        FIXTURE_TEST(numbers_of_a_workbook),
	        FIXTURE_TEST(tables_share_the_columns),
	        FIXTURE_TEST(a_text_too_long_for_a_cell_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
