#include "engine/settings.h"

#include "engine/nearest.h"
#include "engine/trial.h"

#include <string.h>

bool settings_reads_ledger(const struct setting *s)
{
	return !strcmp(s->space, "ledger");
}

bool settings_read(struct arena *a, const char *text, struct place place, struct setting *out,
                   struct diag_list *log)
{
	const char *dot = strchr(text, '.'), *equals = strchr(text, '=');
	if (!dot || !equals || dot > equals || dot == text || dot + 1 == equals || !equals[1]) {
		diag_add(log, place, DIAG_setting_form, ARGS(words_same(text)));
		return false;
	}
	*out = (struct setting){
	        .space = arena_copy_n(a, text, (size_t)(dot - text)),
	        .key = arena_copy_n(a, dot + 1, (size_t)(equals - dot - 1)),
	        .value = arena_copy(a, equals + 1),
	        .origin = ORIGIN_TRIAL,
	        .place = place,
	};
	return true;
}

/* What is being built. */
struct state {
	struct arena *arena;
	const struct method *base;
	struct method *out;
	struct policy *policies;
	struct item *items;
	bool *named;        /* items whose weight or points a setting gives */
	struct place trial; /* where the last of a trial stands */
	struct diag_list *log;
};

static const char *full_name(struct arena *a, const struct setting *s)
{
	return arena_print(a, "%s.%s", s->space, s->key);
}

/* The nearest entry of a list as buffer_list() makes it; "policy." and the like must be the same.
 */
static struct words nearest_of(struct arena *a, const char *text, const char *list)
{
	const char *dot = strchr(text, '.');
	size_t n = 0, room = 1, space = dot ? (size_t)(dot + 1 - text) : 0;
	for (const char *c = list; *c; c++)
		room += *c == ',';
	const char **keys = ARENA_NEWS(a, const char *, room + 1);
	while (*list) {
		size_t length = strcspn(list, ",");
		if (length > space && !strncmp(list, text, space))
			keys[n++] = arena_copy_n(a, list + space, length - space);
		list += length + strspn(list + length, ", ");
	}
	keys[n] = NULL;
	const char *near = nearest(a, text + space, keys);
	return nearest_words(a, near ? arena_print(a, "%.*s%s", (int)space, text, near) : NULL);
}

/* The codes of a mistake on the command line and in assessment.cfg differ in severity. */
static void refuse(const struct state *s, const struct setting *setting, bool unknown,
                   struct words known)
{
	bool by_case = setting->origin == ORIGIN_CASE;
	struct words key = words_same(by_case ? setting->key : full_name(s->arena, setting));
	if (unknown)
		diag_add(
		        s->log, setting->place, by_case ? DIAG_case_policy : DIAG_setting_unknown,
		        ARGS(key, known, nearest_of(s->arena, key.in[LANG_ZH], known.in[LANG_ZH])));
	else
		diag_add(s->log, setting->place,
		         by_case ? DIAG_case_policy_value : DIAG_setting_value,
		         ARGS(key, words_same(setting->value), known,
		              nearest_of(s->arena, setting->value, known.in[LANG_ZH])));
}

/* By id and by name it is the same thing. */
static void twice(const struct state *s, const struct setting *setting)
{
	diag_add(s->log, setting->place, DIAG_setting_twice,
	         ARGS(words_same(full_name(s->arena, setting))));
}

static void add_known(struct buffer *b, const char *space, const char *id)
{
	buffer_list(b, arena_print(b->arena, "%s%s", space, id));
}

static const char *values_of(struct arena *a, const struct policy *p)
{
	struct buffer b;
	buffer_start(&b, a);
	for (size_t i = 0; i < p->n_alternatives; i++)
		add_known(&b, "", p->alternatives[i].id);
	if (!p->n_alternatives)
		buffer_print(&b, "%s … %s", ratio_plain(a, p->low), ratio_plain(a, p->high));
	return b.text;
}

static void set_policy(struct state *s, const struct setting *setting)
{
	struct buffer known;
	buffer_start(&known, s->arena);
	size_t index = 0;
	while (index < s->base->n_policies &&
	       !named_is(&s->base->policies[index].named, setting->key))
		index++;
	if (index == s->base->n_policies) {
		const char *space = setting->origin == ORIGIN_CASE ? "" : "policy.";
		for (size_t i = 0; i < s->base->n_policies; i++)
			add_known(&known, space, s->base->policies[i].named.id);
		const struct words none = text_words(TEXT_no_policies);
		refuse(s, setting, true, known.length ? words_same(known.text) : none);
		return;
	}
	struct policy *p = &s->policies[index];
	size_t chosen = 0;
	while (chosen < p->n_alternatives &&
	       strcmp(p->alternatives[chosen].id, setting->value) != 0)
		chosen++;
	const ratio *number = p->n_alternatives ? NULL : ratio_read(s->arena, setting->value);
	bool good = p->n_alternatives ? chosen < p->n_alternatives
	                              : number && ratio_cmp(number, p->low) >= 0 &&
	                                        ratio_cmp(number, p->high) <= 0;
	if (!good) {
		refuse(s, setting, false, words_same(values_of(s->arena, p)));
		return;
	}
	if (p->origin == setting->origin) {
		twice(s, setting);
		return;
	}
	p->chosen = chosen;
	p->number = number;
	p->origin = setting->origin;
}

/* "weight." where the parent weighs its children, "points." where it adds them up, else NULL. */
static const char *space_of(const struct method *m, size_t item)
{
	const struct item *parent = &m->items[m->items[item].parent];
	return item_is_weighted(parent) ? "weight." : item_is_added(parent) ? "points." : NULL;
}

static void set_share(struct state *s, const struct setting *setting, bool weight)
{
	const struct method *m = s->base;
	size_t index = 1; /* the root's points are not to be set */
	while (index < m->n_items && !named_is(&m->items[index].named, setting->key))
		index++;
	const char *space = index < m->n_items ? space_of(m, index) : NULL;
	if (!space || (*space == 'w') != weight) {
		struct buffer known;
		buffer_start(&known, s->arena);
		for (size_t i = 1; i < m->n_items; i++)
			if (space_of(m, i))
				add_known(&known, space_of(m, i), m->items[i].named.id);
		refuse(s, setting, true, words_same(known.text));
		return;
	}
	const ratio *value = ratio_read(s->arena, setting->value);
	const ratio *high = ratio_of(s->arena, weight ? 100 : 1000000, 1);
	if (!value || ratio_sign(value) < 0 || ratio_cmp(value, high) > 0) {
		refuse(s, setting, false,
		       words_same(arena_print(s->arena, "0 … %s", ratio_plain(s->arena, high))));
		return;
	}
	if (s->named[index]) {
		twice(s, setting);
		return;
	}
	if (weight)
		s->items[index].weight = value;
	else
		s->items[index].points = value;
	s->named[index] = true;
}

static void set_ledger(struct state *s, const struct setting *setting)
{
	struct ledger_rule *rule = ARENA_NEW(s->arena, struct ledger_rule);
	*rule = s->out->ledger ? *s->out->ledger : *ledger_rule_default(s->arena);
	size_t i = 0;
	if (strcmp(setting->key, "duplicate") != 0) {
		refuse(s, setting, true, words_same("ledger.duplicate"));
		return;
	}
	while (i < LEDGER_DUPLICATES && strcmp(ledger_duplicates[i], setting->value) != 0)
		i++;
	if (i == LEDGER_DUPLICATES)
		refuse(s, setting, false, words_same("block, first_filed, share"));
	else if (rule->duplicate_by == setting->origin)
		twice(s, setting);
	rule->duplicate = (enum ledger_duplicate)i;
	rule->duplicate_by = setting->origin;
	s->out->ledger = rule;
}

static const struct space {
	const char *name;
	bool weight; /* for items */
} spaces[] = {{"policy", false}, {"weight", true}, {"points", false}};

static void set(struct state *s, const struct setting *setting)
{
	size_t i = 0;
	if (settings_reads_ledger(setting)) {
		set_ledger(s, setting);
		return;
	}
	while (i < sizeof spaces / sizeof *spaces && strcmp(spaces[i].name, setting->space) != 0)
		i++;
	if (i == sizeof spaces / sizeof *spaces)
		refuse(s, setting, true,
		       words_same("policy.…, weight.…, points.…, target.…, count.…, value.…, "
		                  "judged.…, ledger.…"));
	else if (i == 0)
		set_policy(s, setting);
	else
		set_share(s, setting, spaces[i].weight);
}

/* Scales the children not named so that all together give `due`. */
static void rebalance(struct state *s, size_t parent, bool weight, const ratio *due)
{
	struct arena *a = s->arena;
	const struct item *p = &s->items[parent];
	const ratio *named = ratio_of(a, 0, 1), *others = named;
	for (size_t i = 0; i < p->n_children; i++) {
		const struct item *c = &s->items[p->children[i]];
		if (c->outside)
			continue;
		const ratio **sum = s->named[p->children[i]] ? &named : &others;
		*sum = ratio_add(a, *sum, weight ? c->weight : c->points);
	}
	const ratio *rest = ratio_sub(a, due, named);
	if (!ratio_cmp(rest, others))
		return;
	if (ratio_sign(rest) < 0 || !ratio_sign(others)) {
		const ratio *sum = ratio_add(a, named, others);
		diag_add(s->log, s->trial, DIAG_rebalance_impossible,
		         ARGS(p->named.name, words_same(ratio_plain(a, sum)),
		              words_same(ratio_plain(a, due))));
		return;
	}
	const ratio *factor = ratio_div(a, rest, others);
	for (size_t i = 0; i < p->n_children; i++) {
		struct item *c = &s->items[p->children[i]];
		const ratio **share = weight ? &c->weight : &c->points;
		if (!s->named[p->children[i]] && !c->outside)
			*share = ratio_mul(a, *share, factor);
	}
}

/* What lies under an item whose points changed follows in proportion, unless a child is named. */
static void follow(struct state *s, size_t parent)
{
	const struct item *p = &s->items[parent];
	const ratio *before = s->base->items[parent].points;
	bool any_named = false;
	for (size_t i = 0; i < p->n_children; i++)
		any_named = any_named || s->named[p->children[i]];
	if (any_named || !item_is_added(p) || !ratio_sign(before))
		return;
	const ratio *factor = ratio_div(s->arena, p->points, before);
	for (size_t i = 0; i < p->n_children; i++) {
		struct item *c = &s->items[p->children[i]];
		if (!c->outside)
			c->points = ratio_mul(s->arena, c->points, factor);
	}
}

/* What the children of an item add up to by the rule file; NULL where they need not. Weights that
 * are normalised keep the sum that they have. */
static const ratio *sum_due(const struct state *s, size_t parent)
{
	const struct item *p = &s->items[parent];
	if (!p->n_children || !(item_is_weighted(p) || item_is_added(p)))
		return NULL;
	if (item_is_added(p))
		return p->points;
	if (!p->normalise)
		return ratio_of(s->arena, 100, 1);
	const ratio *sum = ratio_of(s->arena, 0, 1);
	for (size_t i = 0; i < p->n_children; i++)
		sum = ratio_add(s->arena, sum, s->base->items[p->children[i]].weight);
	return sum;
}

const struct method *settings_apply(struct arena *a, const struct method *m,
                                    const struct setting *settings, size_t n, bool rebalance_others,
                                    struct diag_list *log)
{
	struct state s = {.arena = a, .base = m, .log = log};
	s.policies = arena_grow(a, m->policies, m->n_policies, m->n_policies, sizeof *s.policies);
	s.items = arena_grow(a, m->items, m->n_items, m->n_items, sizeof *s.items);
	s.named = ARENA_NEWS(a, bool, m->n_items);
	s.out = ARENA_NEW(a, struct method);
	*s.out = *m;
	s.out->arena = a;
	s.out->policies = s.policies;
	s.out->items = s.items;
	size_t errors = diag_errors(log);
	bool trial = false;
	for (size_t i = 0; i < n; i++) {
		if (trial_is_cell(&settings[i]))
			continue;
		set(&s, &settings[i]);
		if (settings[i].origin == ORIGIN_TRIAL) {
			trial = true;
			s.trial = settings[i].place;
		}
	}
	if (!trial || diag_errors(log) > errors)
		return s.out;
	for (size_t i = 0; i < m->n_items; i++) {
		follow(&s, i);
		const ratio *due = sum_due(&s, i);
		if (rebalance_others && due)
			rebalance(&s, i, item_is_weighted(&s.items[i]), due);
		method_derive_points(a, s.items, i);
	}
	if (diag_errors(log) == errors)
		method_check_sums(s.out, &s.trial, log);
	return s.out;
}
