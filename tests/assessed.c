#include "tests/assessed.h"

#include "rules/rules.h"
#include "source/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void exhausted(void *context)
{
	(void)context;
	abort();
}

struct assessed assessed_open(const char *rules)
{
	struct assessed x = {.arena = arena_new(exhausted, NULL)};
	x.log = diag_list_new(x.arena);
	const char *text = arena_print(x.arena,
	                               "kaohe = 1; id = \"t\"; title = \"t\"; "
	                               "source = { title = \"t\"; };\n%s",
	                               rules);
	x.method =
	        rules_read(x.arena, file_from_memory(x.arena, "t.cfg", text, strlen(text)), x.log);
	if (!x.method) {
		fputs(assessed_findings(&x), stderr);
		abort();
	}
	x.figures = figures_new(x.arena, x.method, 0);
	return x;
}

void assessed_close(struct assessed *x)
{
	arena_free(x->arena);
}

static size_t must(size_t index)
{
	if (index == NONE)
		abort();
	return index;
}

static struct figure figure(const struct assessed *x, const char *text)
{
	static const struct place here = {"figures.csv", 1, 1};
	if (!strcmp(text, "-"))
		return (struct figure){FIGURE_NO_TASK, NULL, here};
	return (struct figure){FIGURE_NUMBER, ratio_read(x->arena, text), here};
}

static size_t period_of(const struct assessed *x, const char *period)
{
	return period ? must(method_period(x->method, period)) : x->figures->period;
}

static size_t unit_of(const struct assessed *x, const char *unit)
{
	return must(method_unit(x->method, unit));
}

static size_t item_of(const struct assessed *x, const char *item)
{
	return must(method_item(x->method, item));
}

/* NULL: the whole, as for items scored by values. */
static size_t type_of(const struct assessed *x, const char *type)
{
	return type ? must(method_type(x->method, type)) : all_types(x->method);
}

void assessed_value(struct assessed *x, const char *unit, const char *item, const char *period,
                    const char *value)
{
	*figures_value(x->figures, unit_of(x, unit), item_of(x, item), period_of(x, period)) =
	        figure(x, value);
}

void assessed_target(struct assessed *x, const char *unit, const char *item, const char *type,
                     const char *value)
{
	*figures_target(x->figures, unit_of(x, unit), item_of(x, item), type_of(x, type),
	                x->figures->period) = figure(x, value);
}

void assessed_count(struct assessed *x, const char *unit, const char *item, const char *type,
                    const char *value)
{
	*figures_count(x->figures, unit_of(x, unit), item_of(x, item), type_of(x, type)) =
	        figure(x, value);
}

void assessed_judge(struct assessed *x, const char *unit, const char *item, const char *group,
                    const char *points)
{
	const struct judgement **end =
	        figures_judged(x->figures, unit_of(x, unit), item_of(x, item));
	struct judgement *j = ARENA_NEW(x->arena, struct judgement);
	*j = (struct judgement){.points = ratio_read(x->arena, points),
	                        .scorer = "",
	                        .reason = "",
	                        .group = group ? group : "",
	                        .place = {"judged.csv", 1, 1},
	                        .next = *end};
	*end = j;
}

const struct sheet *assessed_score(struct assessed *x)
{
	return score_run(x->arena, x->method, x->figures, NONE, x->log);
}

static const char *exact(struct assessed *x, const ratio *value)
{
	return value ? ratio_exact(x->arena, value) : "";
}

const char *assessed_mark(struct assessed *x, const struct sheet *s, const char *unit,
                          const char *item)
{
	return exact(x, sheet_points(s, unit_of(x, unit), item_of(x, item))->mark);
}

const char *assessed_points(struct assessed *x, const struct sheet *s, const char *unit,
                            const char *item)
{
	return exact(x, sheet_points(s, unit_of(x, unit), item_of(x, item))->points);
}

const char *assessed_findings(struct assessed *x)
{
	struct buffer b;
	buffer_start(&b, x->arena);
	diag_print_all(&b, x->log, LANG_EN);
	x->log = diag_list_new(x->arena);
	return b.text;
}
