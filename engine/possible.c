#include "engine/possible.h"

#include <string.h>

static const char *text_of(const struct scoring *use, size_t param)
{
	const struct param *p = &use->params[param];
	return p->literal ? p->literal : use->method->params[param].fallback;
}

bool possible_word(const struct method *m, const struct scoring *use, size_t param,
                   const char *word)
{
	const struct param *p = &use->params[param];
	if (p->policy == NONE) {
		const char *text = text_of(use, param);
		return text && !strcmp(text, word);
	}
	const struct policy *policy = &m->policies[p->policy];
	for (size_t i = 0; i < policy->n_alternatives; i++)
		if (!strcmp(policy->alternatives[i].value, word))
			return true;
	return false;
}

static void include(struct possible *all, const ratio *value)
{
	if (!value)
		return;
	all->low = all->low ? ratio_min(all->low, value) : value;
	all->high = all->high ? ratio_max(all->high, value) : value;
}

struct possible possible_numbers(const struct method *m, const struct scoring *use, size_t param)
{
	struct possible all = {NULL, NULL};
	const struct param *p = &use->params[param];
	if (p->policy == NONE) {
		const char *text = text_of(use, param);
		include(&all, text ? ratio_read(m->arena, text) : NULL);
		return all;
	}
	const struct policy *policy = &m->policies[p->policy];
	for (size_t i = 0; i < policy->n_alternatives; i++)
		include(&all, ratio_read(m->arena, policy->alternatives[i].value));
	include(&all, policy->low);
	include(&all, policy->high);
	return all;
}

struct words possible_text(struct arena *a, struct possible numbers)
{
	const char *low = ratio_plain(a, numbers.low), *high = ratio_plain(a, numbers.high);
	return words_same(strcmp(low, high) ? arena_print(a, "%s … %s", low, high) : low);
}

struct place possible_place(const struct scoring *use, size_t param)
{
	const struct param *p = &use->params[param];
	return p->place.file ? p->place : use->named.place;
}

void possible_order(const struct method *m, const struct scoring *use, size_t less, size_t more,
                    bool or_same, struct diag_list *log)
{
	struct possible low = possible_numbers(m, use, less), high = possible_numbers(m, use, more);
	const struct param_spec *specs = use->method->params;
	int order = low.high && high.low ? ratio_cmp(low.high, high.low) : -1;
	if (order < 0 || (or_same && !order))
		return;
	diag_add(log, possible_place(use, use->params[less].place.file ? less : more),
	         DIAG_param_order,
	         ARGS(words_same(specs[less].name), possible_text(m->arena, low),
	              words_same(specs[more].name), possible_text(m->arena, high)));
}
