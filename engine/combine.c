#include "engine/combine.h"

#include "engine/scoring.h"

#include <string.h>

/* Every combination has `limit` first. */
enum { LIMIT, NO_TASK };

static const char *const limits[] = {"full", "none", NULL};
static const char *const no_tasks[] = {"redistribute", "full", "zero", NULL};

static const struct param_spec sum_params[] = {
        [LIMIT] = {"limit", PARAM_WORD, "full", NULL, NULL, limits, NULL},
        {0},
};
static const struct param_spec weighted_params[] = {
        [LIMIT] = {"limit", PARAM_WORD, "full", NULL, NULL, limits, NULL},
        [NO_TASK] = {"no_task", PARAM_WORD, "redistribute", NULL, NULL, no_tasks, NULL},
        {0},
};

static const char *word(const struct family *f, size_t parent, size_t param)
{
	const struct item *p = &f->method->items[parent];
	return param_text(f->method, &p->params[param], &p->combination->params[param]);
}

/* Each child has points of its own; they grow or shrink with what the parent has to share. */
static void share_sum(const struct family *f, size_t parent)
{
	const struct item *items = f->method->items, *p = &items[parent];
	const ratio *max = f->points[parent].max;
	bool scaled = ratio_sign(p->points) && ratio_cmp(max, p->points);
	for (size_t i = 0; i < p->n_children; i++) {
		const ratio *own = items[p->children[i]].points;
		if (scaled)
			own = ratio_div(f->arena, ratio_mul(f->arena, own, max), p->points);
		f->points[p->children[i]].max = own;
	}
}

/* max * w / W, with W over the children that have a task (redistribute) or over all. */
static void share_weighted(const struct family *f, size_t parent)
{
	struct arena *a = f->arena;
	const struct item *items = f->method->items, *p = &items[parent];
	const char *no_task = word(f, parent, NO_TASK);
	bool redistribute = !strcmp(no_task, "redistribute");
	const ratio *zero = ratio_of(a, 0, 1), *sum = zero;
	bool any_no_task = false;
	for (size_t i = 0; i < p->n_children; i++) {
		bool idle = f->points[p->children[i]].state == POINTS_NO_TASK;
		any_no_task = any_no_task || idle;
		if (!idle || !redistribute)
			sum = ratio_add(a, sum, items[p->children[i]].weight);
	}
	for (size_t i = 0; i < p->n_children; i++) {
		struct points *c = &f->points[p->children[i]];
		const struct item *item = &items[p->children[i]];
		bool idle = c->state == POINTS_NO_TASK;
		bool nothing = (idle && redistribute) || !ratio_sign(sum);
		c->max = nothing ? zero
		                 : ratio_div(a, ratio_mul(a, f->points[parent].max, item->weight),
		                             sum);
		if (f->explain && !nothing && item_is_leaf(item))
			c->weighing = arena_print(
			        a, "%s × %s ÷ %s", ratio_plain(a, f->points[parent].max),
			        ratio_plain(a, item->weight), ratio_plain(a, sum));
		if (idle && !redistribute) {
			c->mark_full = item_is_leaf(item) ? c->mark_full : ratio_of(a, 100, 1);
			c->mark = strcmp(no_task, "full") ? zero : c->mark_full;
		}
		if (f->explain && any_no_task)
			scoring_cite_policy(a, c, p->params[NO_TASK].policy);
	}
}

static const struct combination sum = {
        .id = "sum",
        .name = TEXT_combine_sum,
        .params = sum_params,
        .share = share_sum,
};
static const struct combination weighted = {
        .id = "weighted",
        .name = TEXT_combine_weighted,
        .params = weighted_params,
        .weighted = true,
        .share = share_weighted,
};

const struct combination *const combinations[] = {&sum, &weighted, NULL};

const struct combination *combine_find(const char *id)
{
	for (size_t i = 0; combinations[i]; i++)
		if (!strcmp(combinations[i]->id, id))
			return combinations[i];
	return NULL;
}

/* "18 + 13.5 + 90/7 = …" or "min(…, 90) = 90" */
static const char *formula(const struct family *f, size_t parent)
{
	const struct item *p = &f->method->items[parent];
	const struct points *out = &f->points[parent];
	struct buffer b;
	buffer_start(&b, f->arena);
	buffer_add(&b, out->excess ? "min(" : "");
	for (size_t i = 0; i < p->n_children; i++)
		buffer_print(&b, "%s%s", i ? " + " : "",
		             ratio_plain(f->arena, f->points[p->children[i]].points));
	if (out->excess)
		buffer_print(&b, ", %s)", ratio_plain(f->arena, out->max));
	buffer_print(&b, " = %s", scoring_result(f->arena, out->points));
	return b.text;
}

static const ratio *limited(const struct family *f, size_t parent, const ratio *total)
{
	bool limits_it = !strcmp(word(f, parent, LIMIT), "full");
	return limits_it && ratio_cmp(total, f->points[parent].max) > 0 ? f->points[parent].max
	                                                                : total;
}

const ratio *combine_change(const struct family *f, size_t parent, const ratio *before,
                            const ratio *after)
{
	const struct points *p = &f->points[parent];
	const ratio *total = p->excess ? ratio_add(f->arena, p->points, p->excess) : p->points;
	return limited(f, parent, ratio_add(f->arena, total, ratio_sub(f->arena, after, before)));
}

void combine_sum(const struct family *f, size_t parent)
{
	const struct item *p = &f->method->items[parent];
	struct points *out = &f->points[parent];
	if (out->mark) { /* the lack of a task earned it; its children have nothing to say */
		out->points = ratio_mul(f->arena, out->max,
		                        ratio_div(f->arena, out->mark, out->mark_full));
		return;
	}
	const ratio *total = ratio_of(f->arena, 0, 1);
	for (size_t i = 0; i < p->n_children; i++) {
		const struct points *c = &f->points[p->children[i]];
		if (!c->points) {
			out->state = POINTS_UNREPORTED;
			return;
		}
		total = ratio_add(f->arena, total, c->points);
	}
	out->points = limited(f, parent, total);
	if (out->points != total) {
		out->state = POINTS_LIMITED;
		out->excess = ratio_sub(f->arena, total, out->max);
		if (f->explain)
			scoring_cite_policy(f->arena, out, p->params[LIMIT].policy);
	}
	if (f->explain)
		out->formula = formula(f, parent);
}
