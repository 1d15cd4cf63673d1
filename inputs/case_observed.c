/* case_observed.c - reads the tables that a case names for the plan of its rule file. */
#include "inputs/columns.h"
#include "inputs/listed.h"

static bool observed_head(struct reading *r, const struct csv *csv)
{
	return columns_head(r->arena, &columns_observed, &csv->records[0]);
}

static bool entries_head(struct reading *r, const struct csv *csv)
{
	return columns_head(r->arena, &columns_entries, &csv->records[0]);
}

static const struct listed_table observed_table = {observed_read, observed_head},
                                 entries_table = {entries_read, entries_head};

/* Observations are needed unless every indicator is counted from a list. */
static bool needs_observed(const struct plan *p)
{
	for (size_t i = 0; i < p->n_indicators; i++)
		if (p->indicators[i].list == NONE)
			return true;
	return false;
}

static void refuse_unfit(const struct case_config *c, const struct method *m, struct diag_list *log)
{
	const struct case_files *const tables[] = {&c->observed, &c->lists};
	static const char *const keys[] = {"observed", "lists"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (tables[i]->given)
			diag_add(log, tables[i]->place, DIAG_tables_unfit,
			         ARGS(words_same(keys[i]), words_same(m->id)));
}

const struct observed *case_observed(struct arena *a, const struct case_config *c,
                                     const struct method *m, const struct input_file **files,
                                     size_t *n_files, struct diag_list *log)
{
	if (m->plan == NULL) {
		refuse_unfit(c, m, log);
		return NULL;
	}
	struct reading r = {
	        .arena = a, .method = m, .names = names_new_plan(a, m, log), .log = log};
	struct listed_files list = listed_files_new(a, c, c->observed.n + c->lists.n);
	struct observed *out = ARENA_NEW(a, struct observed);
	out->plan = m->plan;
	(void)listed_given(&r, c, &c->observed, "observed", needs_observed(m->plan));
	bool entries = listed_given(&r, c, &c->lists, "lists", m->plan->n_lists > 0);
	(void)listed_read(&r, &c->observed, &observed_table, &list);
	entries = listed_read(&r, &c->lists, &entries_table, &list) && entries;
	observed_finish(&r, out);
	entries_finish(&r, out, entries);
	*files = list.files;
	*n_files = list.n;
	return out;
}
