#include "rules/reader.h"

#include "engine/scoring.h"

#include <string.h>

/* ---- grades: best first ---- */

static void check_grade(struct reader *r, const struct grade *list, size_t n, size_t i)
{
	const struct grade *g = &list[i];
	size_t before = i; /* one past the last better grade with a least score */
	while (before > 0 && !list[before - 1].from)
		before--;
	bool limited = g->from || g->quota || g->most != NONE;
	if (i + 1 == n && limited)
		diag_add(r->log, g->named.place, DIAG_grade_last, ARGS(g->named.name));
	bool falls = !before || !g->from || ratio_cmp(g->from, list[before - 1].from) < 0;
	if (i + 1 < n && (!limited || !falls))
		diag_add(r->log, g->named.place, DIAG_grade_order, ARGS(g->named.name));
}

static void read_grades(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {
	        {"id", KIND_TEXT, true},
	        {"name", KIND_TEXT, true},
	        {"name_en", KIND_TEXT, false},
	        {"aliases", KIND_LIST, false},
	        {"from", KIND_NUMBER, false},
	        {"quota", KIND_NUMBER, false},
	        {"most", KIND_NUMBER, false},
	        {"clause", KIND_TEXT, false},
	        {0},
	};
	const struct cfg *members;
	size_t n = reader_groups(r, root, "grades", &members);
	struct grade *list = ARENA_NEWS(r->arena, struct grade, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i].named = reader_named(r, &members[i], "name");
		list[i].from = reader_number(r, &members[i], "from", "-1000000", "1000000");
		list[i].quota = reader_number(r, &members[i], "quota", "0", "100");
		list[i].most = reader_whole(r, &members[i], "most", NONE, "0", "1000000");
		list[i].clause = reader_clause(r, &members[i]);
	}
	for (size_t i = 0; i < n; i++)
		check_grade(r, list, n, i);
	reader_check_names(r, list, n, sizeof *list);
	r->method->grades = list;
	r->method->n_grades = n;
}

/* ---- consequences ---- */

static size_t find_grade(struct reader *r, const struct cfg *c)
{
	const struct method *m = r->method;
	for (size_t i = 0; i < m->n_grades; i++)
		if (!strcmp(m->grades[i].named.id, c->text))
			return i;
	reader_unknown(r, c, "grade", m->grades, m->n_grades, sizeof *m->grades);
	return NONE;
}

static size_t find_measured(struct reader *r, const struct cfg *group)
{
	const struct cfg *c = reader_text(group, "item");
	size_t item = c ? method_item(r->method, c->text) : 0;
	const struct scoring *s = item != NONE ? r->method->items[item].scoring : NULL;
	if (s && !s->method) /* a finding there says why */
		return 0;
	if (c && (!s || !s->method->measured)) {
		diag_add(r->log, c->place, DIAG_param_item,
		         ARGS(words_same("item"), words_same(c->text),
		              reader_hint(r, c->text, r->method->items, r->method->n_items,
		                          sizeof *r->method->items)));
		return 0;
	}
	return item;
}

static void need(struct reader *r, const struct consequence *c, const char *what)
{
	diag_add(r->log, c->named.place, DIAG_consequence_needs,
	         ARGS(words_same(c->named.id), words_same(method_effects[c->effect]),
	              words_same(what)));
}

static void read_consequence(struct reader *r, const struct cfg *group, struct consequence *out)
{
	static const struct cfg_key keys[] = {
	        {"id", KIND_TEXT, true},
	        {"name", KIND_TEXT, true},
	        {"name_en", KIND_TEXT, false},
	        {"item", KIND_TEXT, true},
	        {"from", KIND_NUMBER, false},
	        {"effect", KIND_TEXT, true},
	        {"below", KIND_NUMBER, false},
	        {"by", KIND_NUMBER, false},
	        {"grade", KIND_TEXT, false},
	        {"clause", KIND_TEXT, false},
	        {0},
	};
	cfg_check(r->arena, group, keys, r->log);
	out->named = reader_named(r, group, "name");
	out->item = find_measured(r, group);
	out->from = reader_number(r, group, "from", "-1000000000000", "1000000000000");
	out->below = reader_number(r, group, "below", "-1000000000000", "1000000000000");
	out->effect = (enum effect)reader_word(r, group, "effect", method_effects, EFFECTS,
	                                       EFFECT_UNRANKED);
	out->by = reader_whole(r, group, "by", 1, "1", "100");
	const struct cfg *grade = reader_text(group, "grade");
	out->grade = grade ? find_grade(r, grade) : NONE;
	out->clause = reader_clause(r, group);
	if (cfg_has(group, "from") == cfg_has(group, "below"))
		need(r, out, "from / below");
	if (out->effect == EFFECT_CAP && !grade)
		need(r, out, "grade");
	if (out->effect == EFFECT_LIFT && !r->method->n_grades)
		need(r, out, "grades");
}

static void read_consequences(struct reader *r, const struct cfg *root)
{
	const struct cfg *members;
	size_t n = reader_groups(r, root, "consequences", &members);
	struct consequence *list = ARENA_NEWS(r->arena, struct consequence, n);
	for (size_t i = 0; i < n; i++)
		read_consequence(r, &members[i], &list[i]);
	reader_check_names(r, list, n, sizeof *list);
	r->method->consequences = list;
	r->method->n_consequences = n;
}

void grades_read(struct reader *r, const struct cfg *root)
{
	read_grades(r, root);
	read_consequences(r, root);
}
