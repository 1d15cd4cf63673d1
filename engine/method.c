#include "engine/method.h"

#include "engine/combine.h"

#include <string.h>

const char *const method_ties[TIES_RULES] = {"competition", "dense"};
const char *const method_rank_on[RANK_ONS + 1] = {"published", "exact", NULL};
const char *const method_outsides[OUTSIDES] = {"no", "bonus", "deduction"};
const char *const method_effects[EFFECTS] = {"lift", "cap", "unranked"};

bool named_is(const struct named *n, const char *name)
{
	bool same = !strcmp(n->id, name);
	for (enum lang lang = 0; lang < LANGS; lang++)
		same = same || (n->name.in[lang] && !strcmp(n->name.in[lang], name));
	for (size_t i = 0; i < n->n_aliases; i++)
		same = same || !strcmp(n->aliases[i], name);
	return same;
}

size_t named_find(const void *list, size_t n, size_t size, const char *id)
{
	const char *member = list;
	for (size_t i = 0; i < n; i++, member += size)
		if (!strcmp(((const struct named *)(const void *)member)->id, id))
			return i;
	return NONE;
}

size_t method_item(const struct method *m, const char *id)
{
	return named_find(m->items, m->n_items, sizeof *m->items, id);
}

size_t method_unit(const struct method *m, const char *id)
{
	return named_find(m->units, m->n_units, sizeof *m->units, id);
}

size_t method_type(const struct method *m, const char *id)
{
	return named_find(m->types, m->n_types, sizeof *m->types, id);
}

size_t method_period(const struct method *m, const char *id)
{
	return named_find(m->periods, m->n_periods, sizeof *m->periods, id);
}

size_t method_policy(const struct method *m, const char *id)
{
	return named_find(m->policies, m->n_policies, sizeof *m->policies, id);
}

const char *param_text(const struct method *m, const struct param *p, const struct param_spec *spec)
{
	if (p->policy != NONE) {
		const struct policy *policy = &m->policies[p->policy];
		return policy->alternatives[policy->chosen].value;
	}
	return p->literal ? p->literal : spec->fallback;
}

const ratio *param_number(struct arena *a, const struct method *m, const struct param *p,
                          const struct param_spec *spec)
{
	if (p->policy != NONE && m->policies[p->policy].number)
		return m->policies[p->policy].number;
	if (p->policy == NONE && p->number)
		return p->number;
	return ratio_read(a, param_text(m, p, spec));
}

const char *policy_value(struct arena *a, const struct policy *p)
{
	return p->number ? ratio_plain(a, p->number) : p->alternatives[p->chosen].id;
}

static const ratio *sum_of_children(struct arena *a, const struct item *items, size_t parent,
                                    bool weights)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t i = 0; i < items[parent].n_children; i++) {
		const struct item *child = &items[items[parent].children[i]];
		if (!child->outside)
			sum = ratio_add(a, sum, weights ? child->weight : child->points);
	}
	return sum;
}

bool item_is_weighted(const struct item *i)
{
	return i->combination && i->combination->carries == SHARE_WEIGHT;
}

bool item_is_added(const struct item *i)
{
	return i->combination && i->combination->carries == SHARE_POINTS;
}

void method_derive_points(struct arena *a, struct item *items, size_t parent)
{
	struct item *p = &items[parent];
	if (item_is_added(p))
		return;
	const ratio *sum = item_is_weighted(p) ? sum_of_children(a, items, parent, true) : NULL;
	for (size_t i = 0; i < p->n_children; i++) {
		struct item *child = &items[p->children[i]];
		child->points = !sum ? p->points
		                : ratio_sign(sum)
		                        ? ratio_div(a, ratio_mul(a, p->points, child->weight), sum)
		                        : sum;
	}
}

/* By how much they miss it, and what that may mean. */
static struct words mend_sum(struct arena *a, const ratio *sum, const ratio *due, bool by_weight)
{
	static const enum text_id ids[2][2] = {{TEXT_mend_sum_less, TEXT_mend_sum_more},
	                                       {TEXT_mend_weights_less, TEXT_mend_weights_more}};
	bool more = ratio_cmp(due, sum) > 0;
	const ratio *gap = more ? ratio_sub(a, due, sum) : ratio_sub(a, sum, due);
	struct words out;
	for (enum lang lang = 0; lang < LANGS; lang++)
		out.in[lang] = text_fill(
		        a, ids[by_weight][more], lang,
		        ARGS(words_same(ratio_plain(a, gap)), words_same(ratio_plain(a, sum))));
	return out;
}

void method_check_sums(const struct method *m, const struct place *trial, struct diag_list *log)
{
	struct arena *a = m->arena;
	for (size_t i = 0; i < m->n_items; i++) {
		const struct item *item = &m->items[i];
		bool by_weight = item_is_weighted(item);
		if (!item->n_children || item->normalise || !(by_weight || item_is_added(item)))
			continue;
		const ratio *sum = sum_of_children(a, m->items, i, by_weight);
		const ratio *due = by_weight ? ratio_of(a, 100, 1) : item->points;
		if (!ratio_cmp(sum, due))
			continue;
		struct place place = trial ? *trial : item->named.place;
		struct words mend =
		        trial ? text_words(TEXT_mend_sum_trial) : mend_sum(a, sum, due, by_weight);
		diag_add(log, place, by_weight ? DIAG_weights_sum : DIAG_points_sum,
		         ARGS(item->named.name, words_same(ratio_plain(a, sum)),
		              words_same(ratio_plain(a, due)), mend));
	}
}
