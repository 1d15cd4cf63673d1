/* names.c - see names.h. */
#include "inputs/names.h"
#include "engine/buffer.h"
#include "engine/diag.h"
#include "engine/figures.h"
#include <string.h>
#include <utf8proc.h>

/* One spelling of one thing. */
struct spelling {
	const char *text; /* as the method has it */
	const char *key;
	size_t index;
};

struct names {
	struct arena *arena;
	const struct method *method;
	struct diag_list *log;
	struct {
		struct spelling *spellings; /* words for totals first */
		size_t n, room;
	} of[NAMES_KINDS];
};

#define KEY_OPTIONS (UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD)

static bool is_white(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);
	return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CC ||
	       c == 0x200B || c == 0xFEFF;
}

/* Code points of the key; *n receives how many. */
static utf8proc_int32_t *key_points(struct arena *a, const char *text, size_t *n)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t length = (utf8proc_ssize_t)strlen(text);
	utf8proc_ssize_t size = utf8proc_decompose(bytes, length, NULL, 0, KEY_OPTIONS);
	*n = 0;
	if (size <= 0)
		return arena_alloc(a, 0);
	utf8proc_int32_t *points = ARENA_NEWS(a, utf8proc_int32_t, (size_t)size);
	(void)utf8proc_decompose(bytes, length, points, size, KEY_OPTIONS);
	size = utf8proc_normalize_utf32(points, size, KEY_OPTIONS);
	for (utf8proc_ssize_t i = 0; i < size; i++) {
		utf8proc_int32_t c = points[i];
		if (is_white(c))
			continue;
		points[(*n)++] =
		        utf8proc_category(c) == UTF8PROC_CATEGORY_PD || c == 0x2212 ? '-' : c;
	}
	return points;
}

const char *names_key(struct arena *a, const char *text)
{
	size_t n;
	const utf8proc_int32_t *points = key_points(a, text, &n);
	struct buffer b;
	buffer_start(&b, a);
	for (size_t i = 0; i < n; i++) {
		utf8proc_uint8_t bytes[4];
		utf8proc_ssize_t length = utf8proc_encode_char(points[i], bytes);
		buffer_add_n(&b, (const char *)bytes, (size_t)length);
	}
	return b.text;
}

static const struct named *named_at(const struct method *m, enum names_kind kind, size_t index)
{
	switch (kind) {
	case NAMES_UNIT:
		return index < m->n_units ? &m->units[index].named : NULL;
	case NAMES_ITEM:
		return index < m->n_items ? &m->items[index].named : NULL;
	case NAMES_TYPE:
		return index < m->n_types ? &m->types[index].named : NULL;
	default:
		return index < m->n_periods ? &m->periods[index].named : NULL;
	}
}

static const struct spelling *find_key(const struct names *n, enum names_kind kind, const char *key)
{
	for (size_t i = 0; i < n->of[kind].n; i++)
		if (strcmp(n->of[kind].spellings[i].key, key) == 0)
			return &n->of[kind].spellings[i];
	return NULL;
}

/* A spelling of two things would send rows to the first of them. */
static void check_spelling(const struct names *n, enum names_kind kind,
                           const struct spelling *later, struct place place)
{
	const struct spelling *first = find_key(n, kind, later->key);
	if (first == NULL || first->index == later->index)
		return;
	const struct named *named = named_at(n->method, kind, first->index);
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
	struct spelling s = {text, names_key(n->arena, text), index};
	check_spelling(n, kind, &s, place);
	if (n->of[kind].n == n->of[kind].room) {
		size_t room = n->of[kind].room == 0 ? 32 : 2 * n->of[kind].room;
		n->of[kind].spellings = arena_grow(n->arena, n->of[kind].spellings, n->of[kind].n,
		                                   room, sizeof *n->of[kind].spellings);
		n->of[kind].room = room;
	}
	n->of[kind].spellings[n->of[kind].n++] = s;
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

size_t names_find(const struct names *n, enum names_kind kind, const char *text)
{
	/* Most are spelt as the method spells them. */
	for (size_t i = 0; i < n->of[kind].n; i++)
		if (strcmp(n->of[kind].spellings[i].text, text) == 0)
			return n->of[kind].spellings[i].index;
	const struct spelling *found = find_key(n, kind, names_key(n->arena, text));
	return found != NULL ? found->index : NONE;
}

/* ---- suggestions ---- */

/* Longer names are not compared: no name of a table is that long. */
#define COMPARED_MAX 64

/* Changes of one character each that turn x into y (Levenshtein). */
static size_t distance(const utf8proc_int32_t *x, size_t nx, const utf8proc_int32_t *y, size_t ny)
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
static bool is_short_form(const utf8proc_int32_t *x, size_t nx, const utf8proc_int32_t *y,
                          size_t ny)
{
	size_t found = 0;
	for (size_t j = 0; j < ny && found < nx; j++)
		found += x[found] == y[j];
	return nx >= 2 && found == nx;
}

static bool in_scope(const struct method *m, enum names_kind kind, enum names_scope scope,
                     size_t index)
{
	if (kind != NAMES_ITEM || scope == NAMES_ANY)
		return true;
	bool counted = figures_counted(m, index);
	return scope == NAMES_COUNTED ? counted : !counted && item_is_leaf(&m->items[index]);
}

/* The known thing that is nearest to the text, or NULL when none is near. */
static const struct named *nearest(const struct names *n, enum names_kind kind,
                                   enum names_scope scope, const char *text)
{
	size_t nx, best = SIZE_MAX;
	const utf8proc_int32_t *x = key_points(n->arena, text, &nx);
	const struct named *found = NULL;
	for (size_t i = 0; nx <= COMPARED_MAX && i < n->of[kind].n; i++) {
		const struct spelling *s = &n->of[kind].spellings[i];
		const struct named *named = named_at(n->method, kind, s->index);
		if (named == NULL || !in_scope(n->method, kind, scope, s->index))
			continue;
		size_t ny;
		const utf8proc_int32_t *y = key_points(n->arena, s->key, &ny);
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

struct words names_mend(const struct names *n, enum names_kind kind, enum names_scope scope,
                        const char *text)
{
	const struct named *named;
	size_t count = 0;
	while (named_at(n->method, kind, count) != NULL)
		count++;
	struct words *known = ARENA_NEWS(n->arena, struct words, count);
	size_t n_known = 0;
	for (size_t i = 0; i < count; i++)
		if (in_scope(n->method, kind, scope, i))
			known[n_known++] = named_at(n->method, kind, i)->name;
	struct words list = names_join(n->arena, known, n_known), mend;
	named = nearest(n, kind, scope, text);
	for (int lang = 0; lang < LANGS; lang++) {
		enum lang l = (enum lang)lang;
		mend.in[lang] =
		        named != NULL
		                ? text_fill(n->arena, TEXT_names_nearest, l,
		                            ARGS(words_same(in_language(named->name, lang)), list))
		                : text_fill(n->arena, TEXT_names_known, l, ARGS(list));
	}
	return mend;
}
