#include "source/marks.h"

#include <string.h>

/* The brackets that are open at a token. */
struct marks {
	struct arena *arena;
	struct diag_list *log;
	const struct tokens *tokens;
	size_t open[TOKENS_DEPTH_MAX]; /* tokens */
	size_t depth;
};

static bool is_mark(const struct token *t, const char *marks)
{
	return t->kind == TOKEN_MARK && strchr(marks, *t->text);
}

void marks_drop_last_commas(struct tokens *tokens)
{
	size_t n = 0;
	for (size_t i = 0; i < tokens->n; i++)
		if (i + 1 == tokens->n || !is_mark(&tokens->list[i], ",") ||
		    !is_mark(&tokens->list[i + 1], ")]"))
			tokens->list[n++] = tokens->list[i];
	tokens->n = n;
}

/* The i-th token, or NULL past either end: `i` may have wrapped around. */
static const struct token *at(const struct marks *m, size_t i)
{
	return i < m->tokens->n ? &m->tokens->list[i] : NULL;
}

static const struct token *innermost(const struct marks *m)
{
	return m->depth ? at(m, m->open[m->depth - 1]) : NULL;
}

static bool in_list(const struct marks *m)
{
	return m->depth && is_mark(innermost(m), "([");
}

static struct words mend_bracket(const struct marks *m, const struct token *open)
{
	static const char pairs[] = "(){}[]";
	const char *pair = strchr(pairs, *open->text);
	struct words out;
	for (enum lang lang = 0; lang < LANGS; lang++)
		out.in[lang] =
		        text_fill(m->arena, TEXT_mend_bracket, lang,
		                  ARGS(words_same(arena_copy_n(m->arena, pair, 1)),
		                       words_same(arena_print(m->arena, "%u", open->place.line)),
		                       words_same(arena_copy_n(m->arena, pair + 1, 1))));
	return out;
}

static bool wrong(const struct marks *m, size_t i, struct words mend)
{
	const struct token *t = at(m, i);
	tokens_wrong(m->arena, t ? t->place : m->tokens->end, t ? t->text : NULL, t ? t->length : 0,
	             mend, m->log);
	return false;
}

static bool is_truth(const struct token *t)
{
	static const char *const words[] = {"true", "false"};
	for (size_t w = 0; w < 2; w++) {
		size_t i = 0;
		while (i < t->length && words[w][i] && (t->text[i] | 32) == words[w][i])
			i++;
		if (i == t->length && !words[w][i])
			return true;
	}
	return false;
}

static bool is_value(const struct token *t)
{
	return t->kind == TOKEN_NUMBER || t->kind == TOKEN_STRING ||
	       (t->kind == TOKEN_NAME && is_truth(t));
}

/* A value that ends, and one that begins: something belongs between them. */
static bool side_by_side(const struct token *x, const struct token *y)
{
	return (is_value(x) || is_mark(x, ")}]")) && (is_value(y) || is_mark(y, "({["));
}

static bool check_bracket(struct marks *m, size_t i)
{
	const struct token *t = at(m, i), *open = innermost(m);
	if (is_mark(t, "({[")) {
		if (m->depth == TOKENS_DEPTH_MAX) {
			const char *most = arena_print(m->arena, "%d", TOKENS_DEPTH_MAX);
			diag_add(m->log, t->place, DIAG_config_depth, ARGS(words_same(most)));
			return false;
		}
		m->open[m->depth++] = i;
	} else if (is_mark(t, ")}]")) {
		if (!open)
			return wrong(m, i, text_words(TEXT_mend_bracket_extra));
		if (*t->text - *open->text > 2 || *t->text < *open->text)
			return wrong(m, i, mend_bracket(m, open));
		m->depth--;
	}
	return true;
}

/* A word that stands where a value belongs. */
static bool is_bare(const struct marks *m, size_t i)
{
	const struct token *t = at(m, i), *before = at(m, i - 1), *after = at(m, i + 1);
	if (t->kind != TOKEN_NAME || is_truth(t) || !before || (after && is_mark(after, "=:")))
		return false;
	return is_mark(before, "=:") || (in_list(m) && is_mark(before, ",(["));
}

static bool check_token(struct marks *m, size_t i)
{
	const struct token *t = at(m, i), *before = at(m, i - 1), *after = at(m, i + 1);
	bool key = t->kind == TOKEN_NAME && after && is_mark(after, "=:");
	if (is_bare(m, i)) {
		diag_add(m->log, t->place, DIAG_config_unquoted,
		         ARGS(words_same(arena_copy_n(m->arena, t->text, t->length))));
		return false;
	}
	if (in_list(m) && key)
		return wrong(m, i, mend_bracket(m, innermost(m)));
	if (in_list(m) && is_mark(t, ";"))
		return wrong(m, i, text_words(TEXT_mend_list_semicolon));
	if (before && in_list(m) && side_by_side(before, t))
		return wrong(m, i, text_words(TEXT_mend_comma));
	if (m->depth && !in_list(m) && is_mark(t, "{") && before && is_mark(before, ",;"))
		return wrong(m, i, mend_bracket(m, innermost(m)));
	bool joined = before && before->kind == TOKEN_STRING && t->kind == TOKEN_STRING;
	if (before && !in_list(m) && !joined && side_by_side(before, t))
		return wrong(m, i, text_words(TEXT_mend_syntax));
	return check_bracket(m, i);
}

bool marks_check(struct arena *a, const struct tokens *tokens, struct diag_list *log)
{
	struct marks m = {.arena = a, .log = log, .tokens = tokens};
	for (size_t i = 0; i < tokens->n; i++)
		if (!check_token(&m, i))
			return false;
	return !m.depth || wrong(&m, tokens->n, mend_bracket(&m, innermost(&m)));
}
