/* whatif_words.c - scenarios, settings and what they change, in words. */
#include "engine/trial.h"
#include "reports/whatif_view.h"
#include <string.h>

const char *whatif_name(const struct page *p, const struct whatif *w, size_t scenario)
{
	const char *title = page_words(p, w->outcomes[scenario]->scenario->title);
	const char *number = arena_print(p->arena, "%zu", scenario + 1);
	if (w->n == 1)
		return *title != '\0' ? title : page_text(p, TEXT_whatif_only);
	return *title != '\0' ? PAGE_FILL(p, TEXT_whatif_titled, number, title)
	                      : PAGE_FILL(p, TEXT_whatif_numbered, number);
}

/* ---- settings ---- */

/* A number that was not there is told from one that is 0. */
static const char *or_none(const struct page *p, const char *text)
{
	if (strcmp(text, "-") == 0)
		return page_text(p, TEXT_whatif_no_task);
	return *text != '\0' ? text : page_text(p, TEXT_whatif_absent);
}

/* A setting of what is in force already is said to be one. */
static const char *from_to(const struct page *p, enum text_id text, const char *name,
                           const char *before, const char *after)
{
	const char *says = PAGE_FILL(p, text, name, before, after);
	return strcmp(before, after) == 0 ? PAGE_FILL(p, TEXT_whatif_set_same, says) : says;
}

static const char *before_of(const struct page *p, const struct trial_cell *c)
{
	const struct figures *f = p->sheet->figures;
	const size_t type = c->type == NONE ? all_types(f->method) : c->type;
	switch (c->space) {
	case TRIAL_TARGET:
		return page_figure(p, figures_target(f, c->unit, c->item, type, c->period));
	case TRIAL_COUNT:
		return page_figure(p, figures_count_in(f, c->unit, c->item, type, c->period));
	case TRIAL_VALUE:
		return page_figure(p, figures_value(f, c->unit, c->item, c->period));
	default:
		return c->period == f->period
		               ? page_plain(p, sheet_points(p->sheet, c->unit, c->item)->mark)
		               : "";
	}
}

static const char *cell_setting(const struct page *p, const struct setting *s)
{
	static const enum text_id texts[TRIAL_SPACES] = {
	        TEXT_whatif_set_target, TEXT_whatif_set_count, TEXT_whatif_set_value,
	        TEXT_whatif_set_judged};
	struct trial_cell c;
	/* It was read before, without a finding. */
	if (!trial_read(p->arena, p->sheet->figures, s, &c, diag_list_new(p->arena)))
		return "";
	const size_t period = c.period == p->sheet->figures->period ? NONE : c.period;
	struct words name = figures_cell_name(p->arena, p->method, c.unit, c.item, c.type, period);
	return from_to(p, texts[c.space], page_words(p, name), or_none(p, before_of(p, &c)),
	               or_none(p, c.value != NULL ? page_plain(p, c.value) : "-"));
}

static const char *policy_setting(const struct page *p, const struct setting *s)
{
	const struct policy *policy = p->method->policies;
	while (!named_is(&policy->named, s->key))
		policy++;
	size_t to = 0;
	while (to < policy->n_alternatives && strcmp(policy->alternatives[to].id, s->value) != 0)
		to++;
	return from_to(p, TEXT_whatif_set_policy, page_name(p, &policy->named),
	               page_in_force(p, policy),
	               policy->n_alternatives > 0 ? page_choice(p, policy, to) : s->value);
}

const char *whatif_setting(const struct page *p, const struct setting *s)
{
	if (trial_is_cell(s))
		return cell_setting(p, s);
	if (strcmp(s->space, "policy") == 0)
		return policy_setting(p, s);
	const struct item *item = &p->method->items[1]; /* the root is not to be set */
	while (!named_is(&item->named, s->key))
		item++;
	bool weight = strcmp(s->space, "weight") == 0;
	return from_to(p, weight ? TEXT_whatif_set_weight : TEXT_whatif_set_points,
	               page_name(p, &item->named),
	               page_plain(p, weight ? item->weight : item->points),
	               page_plain(p, ratio_read(p->arena, s->value)));
}

const char *whatif_cause(const struct page *p, const struct whatif_outcome *o, size_t cause)
{
	const struct whatif_cause *c = &o->causes[cause];
	const char *list = "";
	bool shares = false;
	for (size_t i = 0; i < c->n; i++) {
		const struct setting *s = &o->scenario->settings[c->settings[i]];
		list = page_list(p, list, whatif_setting(p, s));
		shares = shares || strcmp(s->space, "weight") == 0 ||
		         strcmp(s->space, "points") == 0;
	}
	return shares && o->scenario->rebalance ? PAGE_FILL(p, TEXT_whatif_rebalanced, list) : list;
}

/* ---- changes ---- */

const char *whatif_component(const struct page *p, const struct whatif_outcome *o, size_t component)
{
	const struct whatif_component *c = &o->components[component];
	const char *name = page_name(p, &p->method->items[c->item].named);
	return c->itself ? PAGE_FILL(p, TEXT_whatif_itself, name) : name;
}

const char *whatif_signed(const struct page *p, const ratio *x)
{
	const char *text = page_points(p, x);
	bool shown = ratio_sign(x) > 0 && strpbrk(text, "123456789") != NULL;
	return shown ? arena_print(p->arena, "+%s", text) : text;
}

size_t whatif_units(const struct page *p, const size_t **units)
{
	const struct sheet *s = p->sheet;
	size_t *list = ARENA_NEWS(p->arena, size_t, s->method->n_units), n = 0;
	for (size_t i = 0; i < s->n_order; i++)
		if (s->units[s->order[i]].complete)
			list[n++] = s->order[i];
	for (size_t u = 0; u < s->method->n_units; u++)
		if (!s->method->units[u].assessed && s->units[u].complete)
			list[n++] = u;
	*units = list;
	return n;
}
