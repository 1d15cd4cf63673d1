/* names.c - see names.h. */
#include "inputs/names.h"
#include "engine/buffer.h"
#include "engine/diag.h"
#include "engine/figures.h"
#include "inputs/spellings.h"
#include <assert.h>
#include <string.h>

struct names {
	struct arena *arena;
	const struct method *method;
	const struct plan_list *list; /* or NULL */
	const struct named *entries;
	size_t n_entries;
	struct diag_list *log;
	struct spellings of[NAMES_KINDS];
};

const char *names_key(struct arena *a, const char *text)
{
	return spellings_key(a, text);
}

static const struct named *of_plan(const struct plan *p, enum names_kind kind, size_t index)
{
	if (p == NULL)
		return NULL;
	if (kind == NAMES_INDICATOR)
		return index < p->n_indicators ? &p->indicators[index].named : NULL;
	return index < p->n_lists ? &p->lists[index].named : NULL;
}

static const struct named *of_list(const struct plan_list *l, enum names_kind kind, size_t index)
{
	if (l == NULL)
		return NULL;
	if (kind == NAMES_STAGE)
		return index < l->n_stages ? &l->stages[index].named : NULL;
	return index < l->n_tiers ? &l->tiers[index] : NULL;
}

static const struct named *named_at(const struct names *n, enum names_kind kind, size_t index)
{
	const struct method *m = n->method;
	switch (kind) {
	case NAMES_UNIT:
		return index < m->n_units ? &m->units[index].named : NULL;
	case NAMES_ITEM:
		return index < m->n_items ? &m->items[index].named : NULL;
	case NAMES_TYPE:
		return index < m->n_types ? &m->types[index].named : NULL;
	case NAMES_PERIOD:
		return index < m->n_periods ? &m->periods[index].named : NULL;
	case NAMES_INDICATOR:
	case NAMES_LIST:
		return of_plan(m->plan, kind, index);
	case NAMES_ENTRY:
		return index < n->n_entries ? &n->entries[index] : NULL;
	default:
		return of_list(n->list, kind, index);
	}
}

/* A spelling of two things would send rows to the first of them. */
static void check_spelling(const struct names *n, enum names_kind kind,
                           const struct spelling *later, struct place place)
{
	const struct spelling *first = spellings_by_key(&n->of[kind], later->key);
	if (first == NULL || first->index == later->index)
		return;
	const struct named *named = named_at(n, kind, first->index);
	enum text_id total = kind == NAMES_UNIT   ? TEXT_total_units
	                     : kind == NAMES_ITEM ? TEXT_total_items
	                                          : TEXT_total_types;
	struct words owner = named != NULL ? named->name : text_words(total);
	diag_add(n->log, place, DIAG_name_ambiguous,
	         ARGS(words_same(later->text), owner, words_same(first->text)));
}

static void add_spelling(struct names *n, enum names_kind kind, const char *text, size_t index,
                         struct place place)
{
	if (text == NULL || *text == '\0')
		return;
	struct spelling s = spellings_new(n->arena, text, index);
	check_spelling(n, kind, &s, place);
	spellings_add(n->arena, &n->of[kind], s);
}

static void add_named(struct names *n, enum names_kind kind, const struct named *named,
                      size_t index)
{
	add_spelling(n, kind, named->id, index, named->place);
	for (int lang = 0; lang < LANGS; lang++)
		add_spelling(n, kind, named->name.in[lang], index, named->place);
	for (size_t i = 0; i < named->n_aliases; i++)
		add_spelling(n, kind, named->aliases[i], index, named->place);
}

/* Words that mean a total in every table, beside those of the method and the catalogue. */
static const char *const totals[] = {"合计", "总计", "all", "total"};

/* First of its kind, so that a clash is found at the name that the rule file gives. */
static void add_totals(struct names *n, enum names_kind kind, const struct named *named,
                       enum text_id text, size_t all)
{
	for (int lang = 0; lang < LANGS; lang++)
		add_spelling(n, kind, text_in(text, (enum lang)lang), all, named->place);
	for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
		add_spelling(n, kind, totals[i], all, named->place);
}

struct names *names_new(struct arena *a, const struct method *m, struct diag_list *log)
{
	struct names *n = ARENA_NEW(a, struct names);
	n->arena = a;
	n->method = m;
	n->log = log;
	add_totals(n, NAMES_UNIT, &m->total_unit, TEXT_total_units, all_units(m));
	add_totals(n, NAMES_ITEM, &m->total_item, TEXT_total_items, all_items(m));
	add_totals(n, NAMES_TYPE, &m->total_type, TEXT_total_types, all_types(m));
	for (size_t i = 0; i < m->n_units; i++)
		add_named(n, NAMES_UNIT, &m->units[i].named, i);
	/* The root is the total of all items. */
	for (size_t i = 0; i < m->n_items; i++)
		add_named(n, NAMES_ITEM, &m->items[i].named,
		          m->items[i].parent == NONE ? all_items(m) : i);
	for (size_t i = 0; i < m->n_types; i++)
		add_named(n, NAMES_TYPE, &m->types[i].named, i);
	for (size_t i = 0; i < m->n_periods; i++)
		add_named(n, NAMES_PERIOD, &m->periods[i].named, i);
	add_named(n, NAMES_UNIT, &m->total_unit, all_units(m));
	add_named(n, NAMES_ITEM, &m->total_item, all_items(m));
	add_named(n, NAMES_TYPE, &m->total_type, all_types(m));
	return n;
}

struct names *names_new_plan(struct arena *a, const struct method *m, struct diag_list *log)
{
	struct names *n = ARENA_NEW(a, struct names);
	*n = (struct names){.arena = a, .method = m, .log = log};
	for (size_t i = 0; i < m->plan->n_indicators; i++)
		add_named(n, NAMES_INDICATOR, &m->plan->indicators[i].named, i);
	for (size_t i = 0; i < m->plan->n_lists; i++)
		add_named(n, NAMES_LIST, &m->plan->lists[i].named, i);
	return n;
}

struct names *names_new_list(struct arena *a, const struct method *m, const struct plan_list *list,
                             struct diag_list *log)
{
	struct names *n = ARENA_NEW(a, struct names);
	*n = (struct names){.arena = a, .method = m, .list = list, .log = log};
	for (size_t i = 0; i < list->n_stages; i++)
		add_named(n, NAMES_STAGE, &list->stages[i].named, i);
	for (size_t i = 0; i < list->n_tiers; i++)
		add_named(n, NAMES_TIER, &list->tiers[i], i);
	return n;
}

struct names *names_new_entries(struct arena *a, const struct method *m,
                                const struct named *entries, size_t n_entries)
{
	struct names *n = ARENA_NEW(a, struct names);
	*n = (struct names){.arena = a, .method = m, .entries = entries, .n_entries = n_entries};
	for (size_t i = 0; i < n_entries; i++)
		add_named(n, NAMES_ENTRY, &entries[i], i);
	return n;
}

size_t names_find(const struct names *n, enum names_kind kind, const char *text)
{
	const struct spellings *s = &n->of[kind];
	/* Most are spelt as the method spells them. */
	const struct spelling *found = spellings_by_text(s, text);
	if (found == NULL)
		found = spellings_by_key(s, spellings_key(n->arena, text));
	return found != NULL ? found->index : NONE;
}

bool names_item_fits(const struct method *m, enum names_scope scope, size_t item)
{
	static const bool fits[NAMES_SCOPES][INPUTS] = {
	        [NAMES_COUNTED] = {[INPUT_COUNTS] = true},
	        [NAMES_VALUED] = {[INPUT_VALUES] = true},
	        [NAMES_TARGETED] = {[INPUT_COUNTS] = true, [INPUT_VALUES] = true},
	        [NAMES_JUDGED] = {[INPUT_JUDGED] = true},
	};
	assert(m->items != NULL && item < m->n_items);
	const struct scoring *s = m->items[item].scoring;
	return scope == NAMES_ANY || (s != NULL && fits[scope][s->input]);
}

/* ---- suggestions ---- */

/* Longer names are not compared: no name of a table is that long. */
#define COMPARED_MAX 64

/* Changes of one character each that turn x into y (Levenshtein). */
static size_t distance(const int32_t *x, size_t nx, const int32_t *y, size_t ny)
{
	size_t row[COMPARED_MAX + 1];
	for (size_t j = 0; j <= ny; j++)
		row[j] = j;
	for (size_t i = 1; i <= nx; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= ny; j++) {
			size_t change = diagonal + (x[i - 1] != y[j - 1]);
			size_t insert = row[j - 1] + 1, drop = row[j] + 1;
			diagonal = row[j];
			row[j] = change < insert ? change : insert;
			row[j] = drop < row[j] ? drop : row[j];
		}
	}
	return row[ny];
}

/* Short forms keep the order of the characters: 物流业 of 物流（货运）业. */
static bool is_short_form(const int32_t *x, size_t nx, const int32_t *y, size_t ny)
{
	size_t found = 0;
	for (size_t j = 0; j < ny && found < nx; j++)
		found += x[found] == y[j];
	return nx >= 2 && found == nx;
}

static bool in_scope(const struct method *m, enum names_kind kind, enum names_scope scope,
                     size_t index)
{
	return kind != NAMES_ITEM || names_item_fits(m, scope, index);
}

/* The known thing that is nearest to the text, or NULL when none is near. */
static const struct named *nearest(const struct names *n, enum names_kind kind,
                                   enum names_scope scope, const char *text)
{
	size_t nx, best = SIZE_MAX;
	const int32_t *x = spellings_points(n->arena, text, &nx);
	const struct named *found = NULL;
	for (size_t i = 0; nx <= COMPARED_MAX && i < n->of[kind].n; i++) {
		const struct spelling *s = &n->of[kind].list[i];
		const struct named *named = named_at(n, kind, s->index);
		if (named == NULL || !in_scope(n->method, kind, scope, s->index))
			continue;
		const int32_t *y = s->points;
		size_t ny = s->n_points;
		if (ny > COMPARED_MAX)
			continue;
		size_t d = distance(x, nx, y, ny);
		bool near = 2 * d <= (nx > ny ? nx : ny) || is_short_form(x, nx, y, ny) ||
		            is_short_form(y, ny, x, nx);
		if (near && d < best) {
			best = d;
			found = named;
		}
	}
	return found;
}

static const char *in_language(struct words w, int lang)
{
	return w.in[lang] != NULL && *w.in[lang] != '\0' ? w.in[lang] : w.in[LANG_ZH];
}

struct words names_join(struct arena *a, const struct words *words, size_t n)
{
	struct words all;
	for (int lang = 0; lang < LANGS; lang++) {
		struct buffer b;
		buffer_start(&b, a);
		for (size_t i = 0; i < n; i++) {
			if (i > 0)
				buffer_add(&b, text_in(TEXT_names_between, (enum lang)lang));
			buffer_add(&b, in_language(words[i], lang));
		}
		all.in[lang] = b.text;
	}
	return all;
}

/* More names than these are no help, less so where one is near. */
#define KNOWN_MAX  40
#define BESIDE_MAX 16

static size_t count_known(const struct names *n, enum names_kind kind, enum names_scope scope)
{
	size_t count = 0;
	for (size_t i = 0; named_at(n, kind, i) != NULL; i++)
		count += in_scope(n->method, kind, scope, i);
	return count;
}

/* "甲、乙、丙", or "甲、乙、丙 等 3000 个". */
static struct words list_known(const struct names *n, enum names_kind kind, enum names_scope scope)
{
	struct words known[KNOWN_MAX];
	size_t count = 0;
	const struct named *named;
	for (size_t i = 0; (named = named_at(n, kind, i)) != NULL; i++)
		if (in_scope(n->method, kind, scope, i) && count++ < KNOWN_MAX)
			known[count - 1] = named->name;
	if (count <= KNOWN_MAX)
		return names_join(n->arena, known, count);
	struct words number = words_same(arena_print(n->arena, "%zu", count)), all,
	             list = names_join(n->arena, known, KNOWN_MAX);
	for (int lang = 0; lang < LANGS; lang++)
		all.in[lang] =
		        text_fill(n->arena, TEXT_names_many, (enum lang)lang, ARGS(list, number));
	return all;
}

struct words names_mend(const struct names *n, enum names_kind kind, enum names_scope scope,
                        const char *text)
{
	const struct named *named = nearest(n, kind, scope, text);
	size_t count = count_known(n, kind, scope);
	enum text_id text_id = count > BESIDE_MAX ? TEXT_names_nearest_of : TEXT_names_nearest;
	struct words list = named != NULL && count > BESIDE_MAX
	                            ? words_same(arena_print(n->arena, "%zu", count))
	                            : list_known(n, kind, scope);
	struct words mend;
	for (int lang = 0; lang < LANGS; lang++) {
		enum lang l = (enum lang)lang;
		mend.in[lang] =
		        named != NULL
		                ? text_fill(n->arena, text_id, l,
		                            ARGS(words_same(in_language(named->name, lang)), list))
		                : text_fill(n->arena, TEXT_names_known, l, ARGS(list));
	}
	return mend;
}
