/* blank_case.c - see blank_case.h. Tables have a row for each figure that the method asks of its
 * assessed units; what is to be written is empty, so that kaohe lint names each of them. */
#include "reports/blank_case.h"
#include "engine/figures.h"
#include "engine/plan.h"
#include "reports/view.h"
#include "reports/write_csv.h"
#include <string.h>

enum { COLUMNS_MAX = 8 };

struct blank {
	struct arena *arena;
	const struct method *method;
	enum lang lang;
	size_t period;
	struct blank_file *files;
	size_t n;
	struct buffer *cfg;
};

/* A table, and what the settings say of it. */
struct blank_table {
	const char *key;
	enum text_id about;
	enum text_id columns[COLUMNS_MAX]; /* TEXTS ends them */
	bool (*needed)(const struct blank *b);
	void (*rows)(const struct blank *b, struct view_table *t);
};

static const char *word(const struct blank *b, enum text_id id)
{
	return text_in(id, b->lang);
}

static const char *in_lang(const struct blank *b, struct words words)
{
	const char *text = words.in[b->lang];
	if (text == NULL || *text == '\0')
		text = words.in[LANG_ZH];
	return text != NULL ? text : "";
}

static const char *name(const struct blank *b, const struct named *n)
{
	const char *text = in_lang(b, n->name);
	return *text != '\0' ? text : n->id;
}

static bool any(const struct blank *b, enum leaf_input input)
{
	for (size_t i = 0; i < b->method->n_items; i++)
		if (figures_input_is(b->method, i, input))
			return true;
	return false;
}

/* ---- rows ---- */

static void put(struct view_table *t, const char *text)
{
	view_cell(t, TONE_PLAIN, text);
}

/* Calls `row` for each assessed unit, item of the kind, and period that figures are of. */
typedef void blank_row(const struct blank *b, struct view_table *t, size_t unit, size_t item,
                       size_t period);

static void each(const struct blank *b, struct view_table *t, enum leaf_input input, blank_row *row)
{
	const struct method *m = b->method;
	const struct period *p = &m->periods[b->period];
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; m->units[u].assessed && i < m->n_items; i++) {
			if (!figures_input_is(m, i, input))
				continue;
			for (size_t k = 0; k < p->n_parts; k++)
				row(b, t, u, i, p->parts[k].period);
			if (p->n_parts == 0)
				row(b, t, u, i, b->period);
		}
}

static void begin(const struct blank *b, struct view_table *t, size_t unit, size_t item)
{
	put(t, name(b, &b->method->units[unit].named));
	put(t, name(b, &b->method->items[item].named));
}

static void typed_row(const struct blank *b, struct view_table *t, size_t unit, size_t item,
                      size_t period)
{
	for (size_t k = 0; k < b->method->n_types; k++) {
		begin(b, t, unit, item);
		put(t, name(b, &b->method->types[k].named));
		put(t, name(b, &b->method->periods[period].named));
		put(t, "");
	}
}

/* The period, then nothing in the columns that are left. */
static void plain_row(const struct blank *b, struct view_table *t, size_t unit, size_t item,
                      size_t period)
{
	begin(b, t, unit, item);
	put(t, name(b, &b->method->periods[period].named));
	while (t->n_cells % t->n_columns != 0)
		put(t, "");
}

static void typed_rows(const struct blank *b, struct view_table *t)
{
	each(b, t, INPUT_COUNTS, typed_row);
}

static void valued_rows(const struct blank *b, struct view_table *t)
{
	each(b, t, INPUT_VALUES, plain_row);
}

static void judged_rows(const struct blank *b, struct view_table *t)
{
	each(b, t, INPUT_JUDGED, plain_row);
}

static void observed_rows(const struct blank *b, struct view_table *t)
{
	const struct plan *p = b->method->plan;
	for (size_t i = 0; i < p->n_indicators; i++) {
		if (p->indicators[i].list != NONE) /* counted, not observed */
			continue;
		put(t, name(b, &p->indicators[i].named));
		while (t->n_cells % t->n_columns != 0)
			put(t, "");
	}
}

static void no_rows(const struct blank *b, struct view_table *t)
{
	(void)b;
	(void)t;
}

/* ---- tables ---- */

static bool needs_counts(const struct blank *b)
{
	return any(b, INPUT_COUNTS);
}

static bool needs_values(const struct blank *b)
{
	return any(b, INPUT_VALUES);
}

static bool needs_judged(const struct blank *b)
{
	return any(b, INPUT_JUDGED);
}

static bool needs_observed(const struct blank *b)
{
	return b->method->plan != NULL && b->method->plan->n_indicators > 0;
}

static bool needs_lists(const struct blank *b)
{
	return b->method->plan != NULL && b->method->plan->n_lists > 0;
}

static const struct blank_table tables[] = {
        {"targets",
         TEXT_blank_targets,
         {TEXT_column_unit, TEXT_column_item, TEXT_column_type, TEXT_column_period,
          TEXT_column_target, TEXTS},
         needs_counts,
         typed_rows},
        {"counts",
         TEXT_blank_counts,
         {TEXT_column_unit, TEXT_column_item, TEXT_column_type, TEXT_column_period,
          TEXT_column_count, TEXTS},
         needs_counts,
         typed_rows},
        {"values",
         TEXT_blank_values,
         {TEXT_column_unit, TEXT_column_valued, TEXT_column_period, TEXT_column_value,
          TEXT_column_remark, TEXTS},
         needs_values,
         valued_rows},
        {"judged",
         TEXT_blank_judged,
         {TEXT_column_unit, TEXT_column_judged, TEXT_column_period, TEXT_column_points,
          TEXT_column_scorer, TEXT_column_reason, TEXTS},
         needs_judged,
         judged_rows},
        {"observed",
         TEXT_blank_observed,
         {TEXT_column_indicator, TEXT_column_at, TEXT_column_value, TEXT_column_source,
          TEXT_column_remark, TEXTS},
         needs_observed,
         observed_rows},
        {"lists",
         TEXT_blank_lists,
         {TEXT_column_list, TEXT_column_entry, TEXT_column_date, TEXT_column_stage,
          TEXT_column_tier, TEXT_column_remark, TEXTS},
         needs_lists,
         no_rows},
};

static void add_table(struct blank *b, const struct blank_table *kind)
{
	struct blank_file *f = &b->files[b->n++];
	struct view_table *t = view_table_new(b->arena);
	f->name = arena_print(b->arena, "%s.csv", kind->key);
	for (size_t c = 0; kind->columns[c] != TEXTS; c++)
		view_column(t, ALIGN_LEFT, word(b, kind->columns[c]));
	kind->rows(b, t);
	buffer_start(&f->text, b->arena);
	write_csv_table(&f->text, t);
	buffer_print(b->cfg, "\n// %s\n%-8s = [ \"%s\" ];\n", word(b, kind->about), kind->key,
	             f->name);
}

/* ---- settings ---- */

/* In quotes, as libconfig has it. */
static const char *quoted(const struct blank *b, const char *text)
{
	struct buffer out;
	buffer_start(&out, b->arena);
	buffer_add_char(&out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buffer_add_char(&out, '\\');
		buffer_add_char(&out, *text);
	}
	buffer_add_char(&out, '"');
	return out.text;
}

static void setting(const struct blank *b, const char *mark, const char *key, const char *value,
                    enum text_id about)
{
	buffer_print(b->cfg, "%s%-7s = %s; // %s\n", mark, key, quoted(b, value), word(b, about));
}

/* "//   no_task = "redistribute"; // 没有任务的项目怎么算 [redistribute]、full、zero" */
static void add_policy(const struct blank *b, const struct policy *p)
{
	const char *chosen = policy_value(b->arena, p), *all = "";
	for (size_t i = 0; i < p->n_alternatives; i++) {
		const char *id = p->alternatives[i].id;
		const char *shown = strcmp(id, chosen) == 0
		                            ? text_fill(b->arena, TEXT_blank_policy_default,
		                                        b->lang, ARGS(words_same(id)))
		                            : id;
		all = arena_print(b->arena, "%s%s%s", all, i > 0 ? word(b, TEXT_list_comma) : "",
		                  shown);
	}
	const char *value = p->n_alternatives > 0 ? quoted(b, chosen) : chosen;
	buffer_print(b->cfg, "//   %s = %s; // %s%s%s\n", p->named.id, value, name(b, &p->named),
	             p->n_alternatives > 0 ? word(b, TEXT_diag_colon) : "", all);
}

static void add_policies(const struct blank *b)
{
	const struct method *m = b->method;
	if (m->n_policies == 0)
		return;
	buffer_print(b->cfg, "\n// %s\n// policies = {\n", word(b, TEXT_blank_policies));
	for (size_t i = 0; i < m->n_policies; i++)
		add_policy(b, &m->policies[i]);
	buffer_add(b->cfg, "// };\n");
}

static void add_settings(struct blank *b)
{
	const struct method *m = b->method;
	const char *title = in_lang(b, m->title);
	buffer_add(b->cfg, text_fill(b->arena, TEXT_blank_head, b->lang, ARGS(words_same(title))));
	buffer_add_char(b->cfg, '\n');
	setting(b, "", "rules", m->id, TEXT_blank_rules);
	if (b->period != NONE)
		setting(b, "", "period", m->periods[b->period].named.id, TEXT_blank_period);
	setting(b, "", "title", title, TEXT_blank_title);
	setting(b, "// ", "issuer", in_lang(b, m->issuer), TEXT_blank_issuer);
	setting(b, "// ", "as_of", "2023-12-31", TEXT_blank_as_of);
	add_policies(b);
}

struct blank_file *blank_case(struct arena *a, const struct method *m, size_t period,
                              enum lang lang, size_t *n)
{
	enum { TABLES = sizeof tables / sizeof *tables };
	struct buffer cfg;
	struct blank b = {.arena = a, .method = m, .lang = lang, .period = period, .cfg = &cfg};
	b.files = ARENA_NEWS(a, struct blank_file, TABLES + 1);
	buffer_start(&cfg, a);
	add_settings(&b);
	for (size_t i = 0; i < TABLES; i++)
		if (tables[i].needed(&b))
			add_table(&b, &tables[i]);
	if (needs_counts(&b))
		buffer_print(&cfg, "\n// %s\n// marks = [ \"marks.csv\" ];\n",
		             word(&b, TEXT_blank_marks));
	b.files[b.n++] = (struct blank_file){.name = "assessment.cfg", .text = cfg};
	*n = b.n;
	return b.files;
}
