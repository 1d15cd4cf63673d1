#include "tests/fixture.h"

#include "engine/ledger_twins.h"
#include "engine/text_hash.h"

enum { NAMES = 600, LENGTH_MAX = 16 };

/* A ledger of claims with these compared names, no codes, all of one type. */
static struct ledger *ledger_of(struct arena *a, const char *const *keys, size_t n)
{
	struct ledger *l = ARENA_NEW(a, struct ledger);
	struct method *m = ARENA_NEW(a, struct method);
	struct ledger_rule *rule = ARENA_NEW(a, struct ledger_rule);
	*rule = *ledger_rule_default(a);
	m->ledger = rule;
	*l = (struct ledger){.method = m, .rows = ARENA_NEWS(a, struct ledger_row, n), .n = n};
	for (size_t i = 0; i < n; i++) {
		struct ledger_row *r = &l->rows[i];
		r->project = r->key = keys[i];
		r->code = r->evidence = "";
		r->same = r->near = r->other = r->twin = LEDGER_NO_ROW;
	}
	return l;
}

/* ---- one slip, counted the long way ---- */

static size_t least(size_t x, size_t y)
{
	return x < y ? x : y;
}

/* Insertions, deletions, changes and exchanges of neighbours, each place once. */
static size_t slips(const char *x, const char *y)
{
	size_t d[LENGTH_MAX + 1][LENGTH_MAX + 1], n = strlen(x), m = strlen(y);
	for (size_t i = 0; i <= n; i++)
		for (size_t k = 0; k <= m; k++) {
			if (!i || !k) {
				d[i][k] = i + k;
				continue;
			}
			d[i][k] = least(d[i - 1][k - 1] + (x[i - 1] != y[k - 1]),
			                1 + least(d[i - 1][k], d[i][k - 1]));
			if (i > 1 && k > 1 && x[i - 1] == y[k - 2] && x[i - 2] == y[k - 1])
				d[i][k] = least(d[i][k], 1 + d[i - 2][k - 2]);
		}
	return d[n][m];
}

static uint32_t nearest_row(const char *const *keys, size_t n, size_t i)
{
	for (uint32_t k = 0; k < n; k++)
		if (k != i && strlen(keys[i]) >= LEDGER_NEAR_LEAST &&
		    strlen(keys[k]) >= LEDGER_NEAR_LEAST && slips(keys[i], keys[k]) == 1)
			return k;
	return LEDGER_NO_ROW;
}

static uint32_t draw(uint32_t *state, uint32_t n)
{
	*state = *state * 1664525 + 1013904223;
	return (*state >> 8) % n;
}

/* Half of them random, half a slip or two away from one before. */
static const char *const *random_keys(struct arena *a, uint32_t seed)
{
	const char **keys = ARENA_NEWS(a, const char *, NAMES);
	for (size_t i = 0; i < NAMES; i++) {
		char *key = arena_alloc(a, LENGTH_MAX + 1);
		size_t n = 4 + draw(&seed, LENGTH_MAX - 4);
		for (size_t k = 0; k < n; k++)
			key[k] = (char)('a' + draw(&seed, 20));
		if (i % 2) {
			strcpy(key, keys[draw(&seed, (uint32_t)i)]);
			n = strlen(key);
			size_t at = draw(&seed, (uint32_t)n);
			char c = key[at];
			switch (draw(&seed, 3)) {
			case 0:
				key[at] = (char)('a' + draw(&seed, 20));
				break;
			case 1:
				memmove(key + at, key + at + 1, n - at);
				break;
			default:
				key[at] = key[n - 1];
				key[n - 1] = c;
			}
		}
		keys[i] = key;
	}
	return keys;
}

static void near_names(void **state)
{
	struct arena *a = *state;
	size_t near = 0;
	for (uint32_t seed = 1; seed <= 5; seed++) {
		const char *const *keys = random_keys(a, seed);
		struct ledger *l = ledger_of(a, keys, NAMES);
		ledger_twins(a, l);
		for (size_t i = 0; i < NAMES; i++) {
			bool first = true; /* of each name one row is compared */
			for (size_t k = 0; k < i; k++)
				first = first && strcmp(keys[k], keys[i]) != 0;
			if (!first)
				continue;
			assert_int_equal(l->rows[i].near, nearest_row(keys, NAMES, i));
			assert_int_equal(ledger_flagged(&l->rows[i], LEDGER_NEAR_NAME),
			                 l->rows[i].near != LEDGER_NO_ROW);
			near += l->rows[i].near != LEDGER_NO_ROW;
		}
	}
	assert_true(near > 500);
}

static void none_and_one(void **state)
{
	struct arena *a = *state;
	static const char *const one[] = {"abcdefgh"};
	ledger_twins(a, ledger_of(a, one, 0));
	struct ledger *l = ledger_of(a, one, 1);
	ledger_twins(a, l);
	assert_int_equal(l->rows[0].flags, 0);
	assert_int_equal(l->n_groups, 0);
}

/* ---- amounts ---- */

static int by_size(const void *left, const void *right)
{
	int64_t x = *(const int64_t *)left, y = *(const int64_t *)right;
	return x < y ? -1 : x > y;
}

/* A thousand times beyond the median of what is given, or below it. */
static void slips_of_units(void **state)
{
	struct arena *a = *state;
	static const struct ledger_file file = {"ledger.csv", NONE, false};
	uint32_t seed = 7;
	size_t found = 0;
	for (size_t n = 5; n < 60; n++) {
		const char **keys = ARENA_NEWS(a, const char *, n);
		int64_t *sorted = ARENA_NEWS(a, int64_t, n);
		for (size_t i = 0; i < n; i++)
			keys[i] = arena_print(a, "%zu", i);
		struct ledger *l = ledger_of(a, keys, n);
		struct method m = *l->method;
		m.n_units = m.n_items = m.n_types = m.n_periods = 1;
		l->method = &m;
		l->files = &file;
		l->n_files = 1;
		for (size_t i = 0; i < n; i++) {
			int64_t amount = 1 + draw(&seed, n % 2 ? 5 : 1000);
			for (uint32_t zeros = draw(&seed, 5); zeros > 0 && i % 3 == 0; zeros--)
				amount *= 100;
			l->rows[i].investment = sorted[i] = amount;
			l->rows[i].revenue = LEDGER_NO_AMOUNT;
		}
		qsort(sorted, n, sizeof *sorted, by_size);
		ledger_judge(a, l, NULL, 0);
		for (size_t i = 0; i < n; i++) {
			int64_t median = sorted[n / 2], amount = l->rows[i].investment;
			bool slip = amount / 1000 >= median || median / 1000 >= amount;
			assert_int_equal(ledger_flagged(&l->rows[i], LEDGER_UNIT_SLIP), slip);
			found += slip;
		}
	}
	assert_true(found > 50);
}

/* ---- hashes ---- */

/* Of texts that differ in one character, or in length: all differ, also in their low bits. */
static void hashes_differ(void **state)
{
	(void)state;
	static uint64_t seen[256 * 20];
	size_t n = 0, low = 0;
	for (size_t length = 1; length <= 20; length++)
		for (int c = 1; c < 256; c++) {
			char text[21] = "";
			memset(text, 'a', length);
			text[length / 2] = (char)c;
			seen[n++] = text_hash(text);
		}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++) {
			bool same = seen[i] == seen[k];
			low += !same && (seen[i] & 0xFFFF) == (seen[k] & 0xFFFF);
			/* The text of length a's alone comes once for each length. */
			assert_false(same);
		}
	/* By chance: n^2 / 2 / 65536. */
	assert_true(low < n * n / 2 / 65536 * 2);
}

static int setup(void **state)
{
	*state = fixture_arena();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(near_names, setup, teardown),
	        cmocka_unit_test_setup_teardown(none_and_one, setup, teardown),
	        cmocka_unit_test_setup_teardown(slips_of_units, setup, teardown),
	        cmocka_unit_test(hashes_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
