#include "tests/recount/against.h"
#include "engine/score.h"
#include <stdio.h>
#include <string.h>

struct comparison {
	struct arena *arena;
	const struct rules_in_hand *rules;
	const struct world *world;
	char *what; /* empty while everything agrees */
	size_t room;
	const char *unit;
};

static void differs(struct comparison *c, const char *item, const char *field, const char *engine,
                    const char *recounted)
{
	if (!c->what[0])
		snprintf(c->what, c->room, "%s %s: %s is %s in the engine, %s in the recount",
		         c->unit, item, field, engine, recounted);
}

static void same_number(struct comparison *c, const char *item, const char *field, const ratio *x,
                        struct fraction y)
{
	char text[FRACTION_TEXT];
	const char *engine = x ? ratio_exact(c->arena, x) : "missing";
	if (strcmp(engine, fraction_text(y, text)) != 0)
		differs(c, item, field, engine, text);
}

static void same_count(struct comparison *c, const char *field, size_t x, long y)
{
	if (x != (size_t)y)
		differs(c, "total", field, arena_print(c->arena, "%zu", x),
		        arena_print(c->arena, "%d", (int)y));
}

static void same_sectors(struct comparison *c, const struct unit_result *u, const struct verdict *v)
{
	for (int s = 0; s < SECTORS; s++) {
		const struct points *p = &u->items[c->rules->sectors[s]];
		const char *id = world_sectors[s];
		same_number(c, id, "points", p->points, v->sectors[s].points);
		if (v->sectors[s].has_mark)
			same_number(c, id, "mark", p->mark, v->sectors[s].mark);
		else if (p->mark || p->state != POINTS_NO_TASK)
			differs(c, id, "mark", "a number", "nothing: no task");
		if (v->sectors[s].has_mark)
			same_number(c, id, "full points", p->max, v->sectors[s].max);
	}
}

static void same_unit(struct comparison *c, const struct unit_result *u, const struct verdict *v)
{
	const struct rules_in_hand *r = c->rules;
	same_count(c, "complete", u->complete, v->complete);
	if (!v->complete)
		return;
	same_sectors(c, u, v);
	for (int j = 0; j < JUDGED; j++) {
		const struct points *p = &u->items[r->judged[j]];
		same_number(c, world_judged[j], "points", p->points, v->judged[j].points);
		same_number(c, world_judged[j], "full points", p->max, v->judged[j].max);
	}
	same_number(c, "sectors", "points", u->items[r->sector_part].points, v->sector_part.points);
	same_number(c, "daily", "points", u->items[r->daily_part].points, v->daily_part.points);
	same_number(c, "daily", "full points", u->items[r->daily_part].max, v->daily_part.max);
	same_number(c, "total", "points", u->items[r->total].points, v->total);
	same_number(c, "total", "score", u->score, v->total);
	same_number(c, "total", "published", u->published, v->published);
	same_number(c, "total", "assigned", u->assigned, v->assigned);
	same_number(c, "total", "projects", u->projects, v->tasks);
	same_count(c, "no task", u->no_task, v->no_task);
}

static void same_rank(struct comparison *c, const struct unit_result *u, const struct verdict *v,
                      bool assessed)
{
	if (assessed)
		same_count(c, "apart", u->apart, v->apart);
	same_count(c, "ranked", u->ranked, v->rank != 0);
	if (v->rank)
		same_count(c, "rank", u->rank, v->rank);
}

/* Where a department's mark stands, or nothing was asked, one project more has no value that
 * the document would fix. */
static void same_values(struct comparison *c, const struct unit_result *u, int unit,
                        const struct verdict *v)
{
	for (int s = 0; s < SECTORS; s++) {
		const struct points *p = &u->items[c->rules->sectors[s]];
		for (int k = 0; k < TYPES; k++) {
			const struct type_result *t = &p->types[c->rules->types[k]];
			if (!v->complete || !v->has_task[s] || c->world->mark[unit][s] >= 0 ||
			    !c->world->target[unit][s][k].n)
				continue;
			same_number(c, world_sectors[s], "value of the next project", t->next,
			            recount_one_more(c->world, unit, s, k, false));
			same_number(c, world_sectors[s], "value of the first project", t->each,
			            recount_one_more(c->world, unit, s, k, true));
		}
	}
}

static void same_sheet(struct comparison *c, const struct sheet *sheet, const struct verdict *all,
                       bool each_project)
{
	for (int u = 0; u < UNITS; u++) {
		const struct unit_result *result = &sheet->units[c->rules->units[u]];
		c->unit = world_units[u];
		same_unit(c, result, &all[u]);
		same_rank(c, result, &all[u], u != CITY);
		if (each_project)
			same_values(c, result, u, &all[u]);
	}
}

/* A unit asked for alone has the score that it has among all, and needs no other's figures. */
static void same_alone(struct comparison *c, const struct method *m, const struct figures *f, int u)
{
	struct diag_list *log = diag_list_new(c->arena);
	const struct sheet *sheet = score_run(c->arena, m, f, c->rules->units[u], log);
	struct verdict v;
	recount_unit(c->world, u, NO_MISTAKE, &v);
	c->unit = world_units[u];
	if (v.complete && sheet)
		same_unit(c, &sheet->units[c->rules->units[u]], &v);
}

bool against_engine(const struct rules_in_hand *r, const struct world *w, enum mistake mistake,
                    bool in_full, char *what, size_t room)
{
	struct arena *a = bench_arena();
	struct comparison c = {a, r, w, what, room, "all"};
	struct diag_list *log = diag_list_new(a), *refused = diag_list_new(a);
	struct verdict verdicts[UNITS];
	const struct method *m = bench_method(a, r, w, log);
	const struct figures *f = bench_figures(a, r, m, w, NULL);
	what[0] = '\0';
	if (diag_count(log)) {
		bench_print(log, a);
		differs(&c, "settings", "acceptance", "refused", "right");
	}
	const struct sheet *sheet = (in_full ? score_run : score_numbers)(a, m, f, NONE, refused);
	long refusals = recount(w, mistake, verdicts);
	same_count(&c, "number of refusals", diag_errors(refused), refusals);
	same_count(&c, "sheet", sheet == NULL, refusals > 0);
	if (sheet && !refusals)
		same_sheet(&c, sheet, verdicts, in_full);
	if (in_full)
		same_alone(&c, m, f, (int)(w->tenths[0][0][0] % CITY));
	arena_free(a);
	return !what[0];
}
