#include "tests/recount/bench.h"
#include "engine/figures.h"
#include "rules/rules.h"
#include <stdio.h>
#include <stdlib.h>

static const char *const substitutions[] = {"separate", "pooled", "fixed_covers_revenue"};
static const char *const over_completions[] = {"cap", "bonus"};
static const char *const no_tasks[] = {"redistribute", "full", "zero"};
static const char *const missings[] = {"refuse", "zero"};
static const char *const rank_ons[] = {"published", "exact"};

static void out_of_memory(void *context)
{
	(void)context;
	fputs("recount: out of memory\n", stderr);
	exit(3);
}

struct arena *bench_arena(void)
{
	return arena_new(out_of_memory, NULL);
}

void bench_print(const struct diag_list *log, struct arena *a)
{
	struct buffer text;
	buffer_start(&text, a);
	diag_print_all(&text, log, LANG_EN);
	fputs(text.text, stderr);
}

static size_t found(size_t index, const char *id)
{
	if (index == NONE) {
		fprintf(stderr, "recount: the rule file has no %s\n", id);
		exit(4);
	}
	return index;
}

void bench_load(struct rules_in_hand *r, struct arena *a, const char *id)
{
	struct diag_list *log = diag_list_new(a);
	const struct file *file = rules_bundled_file(a, id);
	const struct method *m = file ? rules_read(a, file, log) : NULL;
	if (!m) {
		bench_print(log, a);
		found(NONE, id);
	}
	r->method = m;
	r->period = found(method_period(m, "2023"), "2023");
	r->total = found(method_item(m, "total"), "total");
	r->sector_part = found(method_item(m, "sectors"), "sectors");
	r->daily_part = found(method_item(m, "daily"), "daily");
	for (int u = 0; u < UNITS; u++)
		r->units[u] = found(method_unit(m, world_units[u]), world_units[u]);
	for (int s = 0; s < SECTORS; s++)
		r->sectors[s] = found(method_item(m, world_sectors[s]), world_sectors[s]);
	for (int k = 0; k < TYPES; k++)
		r->types[k] = found(method_type(m, world_types[k]), world_types[k]);
	for (int j = 0; j < JUDGED; j++)
		r->judged[j] = found(method_item(m, world_judged[j]), world_judged[j]);
}

/* Every cell has a place of its own, so that findings can be told apart. */
static void put_cell(struct arena *a, struct figure *to, struct cell from, unsigned line)
{
	if (from.state == CELL_ABSENT)
		return;
	to->state = from.state == CELL_DASH ? FIGURE_NO_TASK : FIGURE_NUMBER;
	to->value = from.state == CELL_NUMBER ? ratio_of(a, from.n, 1) : NULL;
	to->place = (struct place){"world.csv", line, 1};
}

static const struct judgement *judgements(struct arena *a, const struct world *w, int u, int j)
{
	const struct judgement *first = NULL;
	for (int s = w->scorers[u][j] - 1; s >= 0; s--) {
		struct judgement *one = ARENA_NEW(a, struct judgement);
		one->points = ratio_of(a, w->tenths[u][j][s], 10);
		one->scorer = arena_print(a, "scorer %d", s);
		one->reason = "";
		one->place = (struct place){"judged.csv", (unsigned)(u * JUDGED + j) + 2, 3};
		one->next = first;
		first = one;
	}
	return first;
}

static void put_unit(struct arena *a, const struct rules_in_hand *r, const struct figures *f,
                     const struct world *w, int u, size_t unit)
{
	for (int s = 0; s < SECTORS; s++) {
		struct department_mark *mark = figures_mark(f, unit, r->sectors[s]);
		for (int k = 0; k < TYPES; k++) {
			unsigned line = (unsigned)((u * SECTORS + s) * TYPES + k) + 2;
			put_cell(a, figures_target(f, unit, r->sectors[s], r->types[k], r->period),
			         w->target[u][s][k], line);
			put_cell(a, figures_count(f, unit, r->sectors[s], r->types[k]),
			         w->count[u][s][k], line);
		}
		if (w->mark[u][s] >= 0)
			*mark = (struct department_mark){
			        ratio_of(a, w->mark[u][s], 100),
			        "on site",
			        {"marks.csv", (unsigned)(u * SECTORS + s) + 2, 3}};
	}
	for (int j = 0; j < JUDGED; j++)
		*figures_judged(f, unit, r->judged[j]) = judgements(a, w, u, j);
}

const struct figures *bench_figures(struct arena *a, const struct rules_in_hand *r,
                                    const struct method *m, const struct world *w, const int *order)
{
	struct figures *f = figures_new(a, m, r->period);
	for (int u = 0; u < UNITS; u++)
		put_unit(a, r, f, w, u, r->units[order ? order[u] : u]);
	return f;
}

static struct setting setting(const char *space, const char *key, const char *value)
{
	return (struct setting){space, key, value, ORIGIN_TRIAL, {"--set", 0, 0}};
}

/* 1250 -> "12.5" */
static const char *percent(struct arena *a, long hundredths)
{
	return ratio_plain(a, ratio_of(a, hundredths, 100));
}

const struct method *bench_method(struct arena *a, const struct rules_in_hand *r,
                                  const struct world *w, struct diag_list *log)
{
	struct setting all[SECTORS + 8];
	size_t n = 0;
	all[n++] = setting("policy", "substitution", substitutions[w->substitution]);
	all[n++] = setting("policy", "over_completion", over_completions[w->over_completion]);
	all[n++] = setting("policy", "no_task", no_tasks[w->no_task]);
	all[n++] = setting("policy", "missing", missings[w->missing]);
	all[n++] = setting("policy", "rank_on", rank_ons[w->rank_on]);
	all[n++] = setting("policy", "rank_min_assigned", percent(a, w->min_assigned));
	for (int s = 0; s < SECTORS; s++)
		all[n++] = setting("weight", world_sectors[s], percent(a, w->weight[s]));
	if (w->daily_halves != 20) {
		all[n++] = setting("points", "daily", percent(a, 50 * w->daily_halves));
		all[n++] = setting("points", "sectors", percent(a, 50 * (200 - w->daily_halves)));
	}
	return settings_apply(a, r->method, all, n, false, log);
}
