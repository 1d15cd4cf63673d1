#include "tests/huzhou.h"

#include "rules/rules.h"

#include <stdlib.h>
#include <string.h>

static const char *const daily[] = {"reporting", "mechanism", "team", "policy", "cooperation"};

static void exhausted(void *context)
{
	(void)context;
	abort();
}

struct huzhou huzhou_open(void)
{
	struct huzhou h = {.arena = arena_new(exhausted, NULL)};
	h.log = diag_list_new(h.arena);
	h.base = rules_read(h.arena, rules_bundled_file(h.arena, "huzhou-1224"), h.log);
	if (!h.base)
		abort();
	h.method = h.base;
	h.figures = figures_new(h.arena, h.base, method_period(h.base, "2023"));
	return h;
}

void huzhou_close(struct huzhou *h)
{
	arena_free(h->arena);
}

void huzhou_set(struct huzhou *h, const char *text, bool rebalance)
{
	struct setting list[16];
	size_t n = 0;
	char *rest = arena_copy(h->arena, text);
	for (char *word = strtok(rest, " "); word; word = strtok(NULL, " ")) {
		char *key = strchr(word, '.'), *value = strchr(word, '=');
		*key++ = '\0';
		*value++ = '\0';
		list[n++] = (struct setting){word, key, value, ORIGIN_TRIAL, {"--set", 0, 0}};
	}
	h->method = settings_apply(h->arena, h->base, list, n, rebalance, h->log);
	h->figures = figures_under(h->arena, h->figures, h->method);
}

static size_t must(size_t index)
{
	if (index == NONE)
		abort();
	return index;
}

static size_t item_of(const struct huzhou *h, const char *id)
{
	return must(method_item(h->base, id));
}

static size_t unit_of(const struct huzhou *h, const char *id)
{
	return must(method_unit(h->base, id));
}

static void put(const struct huzhou *h, struct figure *cell, const char *text, unsigned column)
{
	*cell = (struct figure){.state = FIGURE_ABSENT};
	if (!text)
		return;
	cell->place = (struct place){"figures.csv", 1, column};
	cell->state = strcmp(text, "-") ? FIGURE_NUMBER : FIGURE_NO_TASK;
	cell->value = ratio_read(h->arena, text);
}

void huzhou_target(struct huzhou *h, const char *unit, const char *item, const char *type,
                   const char *text)
{
	put(h,
	    figures_target(h->figures, unit_of(h, unit), item_of(h, item),
	                   must(method_type(h->base, type)), h->figures->period),
	    text, 1);
}

void huzhou_count(struct huzhou *h, const char *unit, const char *item, const char *type,
                  const char *text)
{
	put(h,
	    figures_count(h->figures, unit_of(h, unit), item_of(h, item),
	                  must(method_type(h->base, type))),
	    text, 2);
}

void huzhou_judge(struct huzhou *h, const char *unit, const char *item, const char *points)
{
	const struct judgement **at =
	        figures_judged(h->figures, unit_of(h, unit), item_of(h, item));
	*at = NULL;
	char *rest = arena_copy(h->arena, points);
	for (char *word = strtok(rest, " "); word; word = strtok(NULL, " ")) {
		struct judgement *j = ARENA_NEW(h->arena, struct judgement);
		*j = (struct judgement){.points = ratio_read(h->arena, word),
		                        .scorer = "",
		                        .reason = "",
		                        .group = "",
		                        .place = {"judged.csv", 1, 1},
		                        .next = *at};
		*at = j;
	}
}

void huzhou_judge_all(struct huzhou *h, const char *unit, const char *points)
{
	for (size_t i = 0; i < 5; i++)
		huzhou_judge(h, unit, daily[i], points);
}

void huzhou_mark(struct huzhou *h, const char *unit, const char *item, const char *mark)
{
	*figures_mark(h->figures, unit_of(h, unit), item_of(h, item)) =
	        (struct department_mark){ratio_read(h->arena, mark), "reason", {"marks.csv", 1, 1}};
}

void huzhou_fill(struct huzhou *h)
{
	for (size_t u = 0; u < h->base->n_units; u++) {
		if (!h->base->units[u].assessed)
			continue;
		const char *unit = h->base->units[u].named.id;
		for (size_t i = 0; i < h->base->n_items; i++) {
			const struct item *item = &h->base->items[i];
			if (!item_is_leaf(item))
				continue;
			if (strcmp(item->scoring->named.id, "projects") != 0) {
				huzhou_judge(h, unit, item->named.id, "2");
				continue;
			}
			huzhou_target(h, unit, item->named.id, "fixed", "1");
			huzhou_count(h, unit, item->named.id, "fixed", "1");
		}
	}
}

const struct points *huzhou_points(const struct huzhou *h, const struct sheet *s, const char *unit,
                                   const char *item)
{
	return sheet_points(s, unit_of(h, unit), item_of(h, item));
}

const char *huzhou_exact(const struct huzhou *h, const ratio *r)
{
	return r ? ratio_exact(h->arena, r) : "-";
}
