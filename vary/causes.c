#include "vary/causes.h"

#include "engine/trial.h"

#include <string.h>

/* What a setting is about. */
enum subject { SUBJECT_POLICY, SUBJECT_SHARE, SUBJECT_CELL };
struct topic {
	enum subject subject;
	size_t item; /* SUBJECT_SHARE: whose children; SUBJECT_CELL: the leaf */
	size_t unit; /* SUBJECT_CELL */
};

static struct topic topic_of(struct arena *a, const struct sheet *base, const struct setting *s)
{
	const struct method *m = base->method;
	struct topic t = {SUBJECT_POLICY, NONE, NONE};
	if (trial_is_cell(s)) {
		struct trial_cell cell;
		(void)trial_read(a, base->figures, s, &cell, diag_list_new(a));
		return (struct topic){SUBJECT_CELL, cell.item, cell.unit};
	}
	if (!strcmp(s->space, "policy"))
		return t;
	t.subject = SUBJECT_SHARE;
	for (size_t i = 1; i < m->n_items && t.item == NONE; i++)
		if (named_is(&m->items[i].named, s->key))
			t.item = m->items[i].parent;
	return t;
}

static bool together(const struct topic *x, const struct topic *y, bool rebalance,
                     enum causes_grouping grouping)
{
	if (grouping == CAUSES_ALL)
		return true;
	if (x->subject != y->subject || x->subject == SUBJECT_POLICY)
		return false;
	if (x->subject == SUBJECT_SHARE)
		return grouping == CAUSES_RELATED || (!rebalance && x->item == y->item);
	return grouping == CAUSES_RELATED && x->item == y->item && x->unit == y->unit;
}

const struct whatif_cause *causes_of(struct arena *a, const struct sheet *base,
                                     const struct whatif_scenario *scenario,
                                     enum causes_grouping grouping, size_t *n)
{
	const size_t n_settings = scenario->n_settings;
	struct topic *topics = ARENA_NEWS(a, struct topic, n_settings);
	struct whatif_cause *causes = ARENA_NEWS(a, struct whatif_cause, n_settings);
	bool *taken = ARENA_NEWS(a, bool, n_settings);
	*n = 0;
	for (size_t i = 0; i < n_settings; i++)
		topics[i] = topic_of(a, base, &scenario->settings[i]);
	for (size_t i = 0; i < n_settings; i++) {
		if (taken[i])
			continue;
		size_t *members = ARENA_NEWS(a, size_t, n_settings);
		struct whatif_cause *c = &causes[(*n)++];
		c->settings = members;
		for (size_t k = i; k < n_settings; k++)
			if (k == i || (!taken[k] && together(&topics[i], &topics[k],
			                                     scenario->rebalance, grouping))) {
				taken[k] = true;
				members[c->n++] = k;
			}
	}
	return causes;
}
