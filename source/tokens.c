#include "source/tokens.h"

#include "source/marks.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* libconfig compares every key of a group with all before it. */
#define TOKENS_MAX 100000

struct reader {
	struct arena *arena;
	struct diag_list *log;
	const char *p; /* the next byte */
	struct place at;
	struct token *tokens;
	size_t n, room;
};

static void step(struct reader *r)
{
	if (*r->p == '\n') {
		r->at.line++;
		r->at.column = 1;
	} else if (((unsigned char)*r->p & 0xC0) != 0x80) {
		r->at.column++; /* a continuation byte is no character of its own */
	}
	r->p++;
}

static void steps(struct reader *r, size_t n)
{
	while (n--)
		step(r);
}

static void add(struct reader *r, enum token_kind kind, size_t length)
{
	if (r->n == r->room) {
		r->room = r->room ? 2 * r->room : 256;
		r->tokens = arena_grow(r->arena, r->tokens, r->n, r->room, sizeof *r->tokens);
	}
	r->tokens[r->n++] =
	        (struct token){.kind = kind, .text = r->p, .length = length, .place = r->at};
	steps(r, length);
}

/* Skips blanks and comments: # to the end of the line, // likewise, and C's own. */
static void skip(struct reader *r)
{
	for (;;) {
		if (*r->p && strchr(" \t\r\n\f", *r->p)) {
			step(r);
		} else if (*r->p == '#' || !strncmp(r->p, "//", 2)) {
			steps(r, strcspn(r->p, "\n"));
		} else if (!strncmp(r->p, "/*", 2)) {
			const char *end = strstr(r->p + 2, "*/");
			if (!end)
				diag_add(r->log, r->at, DIAG_config_comment, NO_ARGS);
			steps(r, end ? (size_t)(end + 2 - r->p) : strlen(r->p));
		} else {
			return;
		}
	}
}

static size_t bad_escape(struct reader *r, const struct reader *at)
{
	unsigned char c = (unsigned char)at->p[0], next = (unsigned char)at->p[1];
	const char *shown = "\\";
	if (c != '\\')
		shown = arena_print(r->arena, "\\x%c%c", '0' + (c >> 4),
		                    "0123456789ABCDEF"[c & 15]);
	else if (next > ' ' && next < 0x7F)
		shown = arena_copy_n(r->arena, at->p, 2);
	diag_add(r->log, at->at, DIAG_config_escape, ARGS(words_same(shown)));
	return 0;
}

/* The length of the string at r->p with both quotes, or 0 after a finding. A text ends on its
 * line: so a forgotten quote is found where it was forgotten. */
static size_t string_length(struct reader *r)
{
	struct reader look = *r;
	step(&look);
	while (*look.p && *look.p != '"' && *look.p != '\n') {
		bool escape = *look.p == '\\';
		if (escape && !(look.p[1] && strchr("\\\"nrtf", look.p[1])))
			return bad_escape(r, &look);
		if ((unsigned char)*look.p < ' ' && !strchr("\t\r", *look.p))
			return bad_escape(r, &look);
		steps(&look, escape ? 2 : 1);
	}
	if (*look.p != '"') {
		diag_add(r->log, r->at, DIAG_config_string, NO_ARGS);
		return 0;
	}
	return (size_t)(look.p - r->p) + 1;
}

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*";
static const char name_rest[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*0123456789_-";
static const char number_rest[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+-";

void tokens_wrong(struct arena *a, struct place at, const char *text, size_t length,
                  struct words mend, struct diag_list *log)
{
	struct words near = text_words(TEXT_end_of_file);
	if (length)
		near = words_same(arena_copy_n(a, text, length));
	diag_add(log, at, DIAG_config_syntax, ARGS(near, mend));
}

void tokens_syntax_error(struct arena *a, struct place at, const char *text, size_t length,
                         struct diag_list *log)
{
	tokens_wrong(a, at, text, length, text_words(TEXT_mend_syntax), log);
}

/* What Chinese input methods write in place of the marks of the language. */
static const char *const full_width[][2] = {
        {"“", "\""}, {"”", "\""}, {"＂", "\""}, {"；", ";"}, {"，", ","}, {"：", ":"}, {"＝", "="},
        {"（", "("}, {"）", ")"}, {"｛", "{"},  {"｝", "}"}, {"［", "["}, {"］", "]"}, {"【", "["},
        {"】", "]"}, {"０", "0"}, {"１", "1"},  {"２", "2"}, {"３", "3"}, {"４", "4"}, {"５", "5"},
        {"６", "6"}, {"７", "7"}, {"８", "8"},  {"９", "9"}, {"．", "."}, {"　", " "},
};

static bool is_full_width(struct reader *r)
{
	for (size_t i = 0; i < sizeof full_width / sizeof *full_width; i++) {
		if (strncmp(r->p, full_width[i][0], strlen(full_width[i][0])) != 0)
			continue;
		diag_add(r->log, r->at, DIAG_config_full_width,
		         ARGS(words_same(full_width[i][0]), words_same(full_width[i][1])));
		return true;
	}
	return false;
}

/* What people mean by a mark that the language does not have. */
static enum text_id mend_stray(char c)
{
	return c == '%'    ? TEXT_mend_percent
	       : c == '/'  ? TEXT_mend_fraction
	       : c == '\'' ? TEXT_mend_quotes
	                   : TEXT_mend_syntax;
}

/* A byte that begins no token: a full-width mark, a text without quotes (shown up to the next
 * ASCII character), or something else. */
static void stray(struct reader *r)
{
	size_t n = 1;
	if (is_full_width(r))
		return;
	while ((unsigned char)r->p[n] >= 0x80)
		n++;
	if ((unsigned char)*r->p >= 0x80)
		diag_add(r->log, r->at, DIAG_config_unquoted,
		         ARGS(words_same(arena_copy_n(r->arena, r->p, n))));
	else
		tokens_wrong(r->arena, r->at, r->p, n, text_words(mend_stray(*r->p)), r->log);
}

/* After a mistake the rest of the line is passed over: the next one may be wrong too. */
static void skip_line(struct reader *r)
{
	steps(r, strcspn(r->p, "\n"));
}

static void read_string(struct reader *r)
{
	size_t length = string_length(r);
	if (length)
		add(r, TOKEN_STRING, length);
	else
		skip_line(r);
}

static void next_token(struct reader *r)
{
	char c = *r->p;
	if (strchr(letters, c)) {
		add(r, TOKEN_NAME, strspn(r->p, name_rest));
	} else if (strchr("0123456789+-.", c)) {
		add(r, TOKEN_NUMBER, strspn(r->p, number_rest));
	} else if (c == '"') {
		read_string(r);
	} else if (strchr("=:;,{}()[]", c)) {
		add(r, TOKEN_MARK, 1);
	} else if (c == '@') {
		diag_add(r->log, r->at, DIAG_include_refused, NO_ARGS);
		skip_line(r);
	} else {
		stray(r);
		skip_line(r);
	}
}

static bool is_mark(const struct token *t, const char *marks)
{
	return t->kind == TOKEN_MARK && strchr(marks, *t->text);
}

static bool check_size(struct reader *r)
{
	if (r->n <= TOKENS_MAX)
		return true;
	diag_add(r->log, r->tokens[TOKENS_MAX].place, DIAG_config_size,
	         ARGS(words_same(arena_print(r->arena, "%d", TOKENS_MAX))));
	return false;
}

/* A key, and the group that it stands in. */
struct key {
	struct token *token;
	size_t group;
};

static int compare_keys(const void *left, const void *right)
{
	const struct key *x = left, *y = right;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	size_t shorter = x->token->length < y->token->length ? x->token->length : y->token->length;
	int order = memcmp(x->token->text, y->token->text, shorter);
	if (order)
		return order;
	if (x->token->length != y->token->length)
		return x->token->length < y->token->length ? -1 : 1;
	return x->token < y->token ? -1 : x->token > y->token;
}

static struct key *list_keys(struct reader *r, size_t *n)
{
	struct key *keys = ARENA_NEWS(r->arena, struct key, r->n);
	size_t depth = 0, groups = 0, group[TOKENS_DEPTH_MAX + 1] = {0};
	*n = 0;
	for (size_t i = 0; i < r->n; i++) {
		struct token *t = &r->tokens[i];
		assert(t != NULL);
		if (is_mark(t, "{(["))
			group[++depth] = ++groups;
		else if (is_mark(t, "})]") && depth)
			depth--;
		else if (t->kind == TOKEN_NAME && i + 1 < r->n && is_mark(t + 1, "=:"))
			keys[(*n)++] = (struct key){t, group[depth]};
	}
	return keys;
}

/* libconfig stops at the first repeated key; here all are found. */
static void find_twins(struct reader *r)
{
	size_t n, first = 0;
	struct key *keys = list_keys(r, &n);
	qsort(keys, n, sizeof *keys, compare_keys);
	for (size_t i = 1; i < n; i++) {
		struct token *x = keys[first].token, *y = keys[i].token;
		if (keys[first].group != keys[i].group || x->length != y->length ||
		    memcmp(x->text, y->text, x->length) != 0) {
			first = i;
			continue;
		}
		y->twin = true;
		diag_add(r->log, y->place, DIAG_duplicate_key,
		         ARGS(words_same(arena_copy_n(r->arena, y->text, y->length)),
		              words_same(arena_print(r->arena, "%u", x->place.line))));
	}
}

bool tokens_read(struct arena *a, const char *file, const char *text, struct tokens *out,
                 struct diag_list *log)
{
	struct reader r = {.arena = a, .log = log, .p = text, .at = {file, 1, 1}};
	size_t before = diag_errors(log);
	for (skip(&r); *r.p; skip(&r))
		next_token(&r);
	if (diag_errors(log) != before || !check_size(&r))
		return false;
	*out = (struct tokens){r.tokens, r.n, r.at};
	marks_drop_last_commas(out);
	if (!marks_check(a, out, log))
		return false;
	r.n = out->n;
	find_twins(&r);
	return true;
}
