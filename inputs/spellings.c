/* spellings.c - see spellings.h. */
#include "inputs/spellings.h"
#include "engine/buffer.h"
#include "engine/text_hash.h"
#include <assert.h>
#include <string.h>
#include <utf8proc.h>

#define KEY_OPTIONS (UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD)

static bool is_white(int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);
	return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CC ||
	       c == 0x200B || c == 0xFEFF;
}

const int32_t *spellings_points(struct arena *a, const char *text, size_t *n)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t length = (utf8proc_ssize_t)strlen(text);
	utf8proc_ssize_t size = utf8proc_decompose(bytes, length, NULL, 0, KEY_OPTIONS);
	*n = 0;
	if (size <= 0)
		return arena_alloc(a, 0);
	int32_t *points = ARENA_NEWS(a, int32_t, (size_t)size);
	(void)utf8proc_decompose(bytes, length, points, size, KEY_OPTIONS);
	size = utf8proc_normalize_utf32(points, size, KEY_OPTIONS);
	for (utf8proc_ssize_t i = 0; i < size; i++) {
		int32_t c = points[i];
		if (is_white(c))
			continue;
		points[(*n)++] =
		        utf8proc_category(c) == UTF8PROC_CATEGORY_PD || c == 0x2212 ? '-' : c;
	}
	return points;
}

static const char *key_text(struct arena *a, const int32_t *points, size_t n)
{
	struct buffer b;
	buffer_start(&b, a);
	for (size_t i = 0; i < n; i++) {
		utf8proc_uint8_t bytes[4];
		utf8proc_ssize_t length = utf8proc_encode_char(points[i], bytes);
		buffer_add_n(&b, (const char *)bytes, (size_t)length);
	}
	return b.text;
}

const char *spellings_key(struct arena *a, const char *text)
{
	size_t n;
	const int32_t *points = spellings_points(a, text, &n);
	return key_text(a, points, n);
}

/* ---- the table ---- */

static const char *text_in_table(const struct spellings *s, const struct spellings_table *t,
                                 size_t i)
{
	return t == &s->by_key ? s->list[i].key : s->list[i].text;
}

/* The slot where the text stands, or the empty one where it belongs. */
static size_t *slot_of(const struct spellings *s, const struct spellings_table *t, const char *text)
{
	assert(s->list != NULL && t->n_slots > 0);
	size_t i = (size_t)text_hash(text) & (t->n_slots - 1);
	while (t->slots[i] != 0 && strcmp(text_in_table(s, t, t->slots[i] - 1), text) != 0)
		i = (i + 1) & (t->n_slots - 1);
	return &t->slots[i];
}

static void enter(const struct spellings *s, const struct spellings_table *t, size_t i)
{
	size_t *slot = slot_of(s, t, text_in_table(s, t, i));
	if (*slot == 0)
		*slot = i + 1;
}

static const struct spelling *look_up(const struct spellings *s, const struct spellings_table *t,
                                      const char *text)
{
	size_t found = t->n_slots > 0 ? *slot_of(s, t, text) : 0;
	return found > 0 ? &s->list[found - 1] : NULL;
}

static void grow(struct arena *a, struct spellings *s)
{
	struct spellings_table *const tables[] = {&s->by_text, &s->by_key};
	size_t room = s->room == 0 ? 32 : 2 * s->room;
	s->list = arena_grow(a, s->list, s->n, room, sizeof *s->list);
	s->room = room;
	for (size_t t = 0; t < 2; t++) {
		tables[t]->n_slots = 4 * room;
		tables[t]->slots = ARENA_NEWS(a, size_t, 4 * room);
		for (size_t i = 0; i < s->n; i++)
			enter(s, tables[t], i);
	}
}

struct spelling spellings_new(struct arena *a, const char *text, size_t index)
{
	struct spelling s = {.text = text, .index = index};
	s.points = spellings_points(a, text, &s.n_points);
	s.key = key_text(a, s.points, s.n_points);
	return s;
}

void spellings_add(struct arena *a, struct spellings *all, struct spelling s)
{
	if (all->n == all->room)
		grow(a, all);
	all->list[all->n++] = s;
	enter(all, &all->by_text, all->n - 1);
	enter(all, &all->by_key, all->n - 1);
}

const struct spelling *spellings_by_text(const struct spellings *s, const char *text)
{
	return look_up(s, &s->by_text, text);
}

const struct spelling *spellings_by_key(const struct spellings *s, const char *key)
{
	return look_up(s, &s->by_key, key);
}
