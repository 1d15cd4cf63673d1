#include "cli/recognise.h"
#include <string.h>

/* 0 .. 1, or percent; NULL for anything else. */
static const ratio *probability(struct arena *a, const char *text)
{
	size_t n = strlen(text);
	const ratio *hundred = ratio_of(a, 100, 1), *one = ratio_of(a, 1, 1);
	bool percent = n > 0 && text[n - 1] == '%';
	const ratio *x = ratio_read(a, arena_copy_n(a, text, percent ? n - 1 : n));
	if (x != NULL && percent)
		x = ratio_div(a, x, hundred);
	return x != NULL && ratio_sign(x) >= 0 && ratio_cmp(x, one) <= 0 ? x : NULL;
}

/* Index of what the name means in a list whose members begin with a struct named, or NONE. */
static size_t find(const void *list, size_t n, size_t size, const char *name)
{
	const char *member = list;
	for (size_t i = 0; i < n; i++, member += size)
		if (named_is((const struct named *)(const void *)member, name))
			return i;
	return NONE;
}

/* One part of a key; false where it means nothing, or its like was named before. */
static bool take_part(const struct method *m, const char *name, struct recognition_rule *out)
{
	size_t unit = find(m->units, m->n_units, sizeof *m->units, name);
	size_t item = find(m->items, m->n_items, sizeof *m->items, name);
	size_t type = find(m->types, m->n_types, sizeof *m->types, name);
	if (unit != NONE && out->unit == NONE)
		out->unit = unit;
	else if (item != NONE && out->item == NONE)
		out->item = item;
	else if (type != NONE && out->type == NONE)
		out->type = type;
	else
		return false;
	return true;
}

static void read_rule(struct run *run, const struct method *m, const char *text,
                      struct recognition_rule *out)
{
	const char *equals = strrchr(text, '='), *value = equals != NULL ? equals + 1 : text;
	*out = (struct recognition_rule){NONE, NONE, NONE, probability(run->arena, value), text};
	if (out->probability == NULL)
		USAGE(run, recognise_share, words_same(value));
	const char *key =
	        arena_copy_n(run->arena, text, equals != NULL ? (size_t)(equals - text) : 0);
	while (equals != NULL) {
		size_t n = strcspn(key, ".");
		const char *part = arena_copy_n(run->arena, key, n);
		if (!take_part(m, part, out))
			USAGE(run, recognise_key, words_same(part), words_same(text));
		if (key[n] == '\0')
			break;
		key += n + 1;
	}
}

const struct recognition_rule *recognise_rules(struct run *run, const struct method *m)
{
	const struct options *o = &run->options;
	struct recognition_rule *rules =
	        ARENA_NEWS(run->arena, struct recognition_rule, o->n_recognised);
	for (size_t i = 0; i < o->n_recognised; i++)
		read_rule(run, m, o->recognised[i], &rules[i]);
	return rules;
}
