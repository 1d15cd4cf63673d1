#include "tests/fixture.h"

#include "engine/ledger_twins.h"
#include "engine/lookalikes.h"
#include "engine/near_name.h"
#include "engine/text_hash.h"

enum { NAMES = 600, LENGTH_MAX = 16 };

/* A ledger of claims with these compared names, no codes, all of one type. */
static struct ledger *ledger_of(struct arena *a, const char *const *keys, size_t n)
{
	struct ledger *l = ARENA_NEW(a, struct ledger);
	struct method *m = ARENA_NEW(a, struct method);
	struct ledger_rule *rule = ARENA_NEW(a, struct ledger_rule);
	*rule = *ledger_rule_default(a);
	struct unit *unit = ARENA_NEW(a, struct unit);
	unit->named.name = words_same("安吉县");
	m->units = unit;
	m->n_units = 1;
	m->ledger = rule;
	*l = (struct ledger){
	        .method = m, .rows = ARENA_NEWS(a, struct ledger_row, n), .n = n, .unit = NONE};
	for (size_t i = 0; i < n; i++) {
		struct ledger_row *r = &l->rows[i];
		r->project = r->key = keys[i];
		r->code = r->evidence = "";
		r->same = r->near = r->other = r->twin = LEDGER_NO_ROW;
	}
	return l;
}

/* ---- slips, counted the long way ---- */

static size_t least(size_t x, size_t y)
{
	return x < y ? x : y;
}

/* Insertions, deletions, changes and exchanges of neighbours, each place once. */
static size_t slips(const char *x, size_t n, const char *y, size_t m)
{
	size_t d[LENGTH_MAX + 1][LENGTH_MAX + 1];
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

/* One on either side of two characters that both have. */
static bool two_apart(const char *x, size_t n, const char *y, size_t m)
{
	for (size_t i = 0; i + 2 <= n; i++)
		for (size_t k = 0; k + 2 <= m; k++)
			if (memcmp(x + i, y + k, 2) == 0 && slips(x, i, y, k) == 1 &&
			    slips(x + i + 2, n - i - 2, y + k + 2, m - k - 2) == 1)
				return true;
	return false;
}

static bool alike(const char *x, const char *y)
{
	size_t n = strlen(x), m = strlen(y), shorter = least(n, m);
	if (shorter < NEAR_LEAST)
		return false;
	size_t apart = slips(x, n, y, m);
	return apart == 1 || (apart == 2 && shorter >= NEAR_TWO_LEAST && two_apart(x, n, y, m));
}

static uint32_t nearest_row(const char *const *keys, size_t n, size_t i)
{
	for (uint32_t k = 0; k < n; k++)
		if (k != i && alike(keys[i], keys[k]))
			return k;
	return LEDGER_NO_ROW;
}

static uint32_t draw(uint32_t *state, uint32_t n)
{
	*state = *state * 1664525 + 1013904223;
	return (*state >> 8) % n;
}

/* Without letters that look like digits. */
static char letter(uint32_t *state)
{
	return "abcdefghjkmnpqrstuvwx"[draw(state, 21)];
}

static void slip(char *key, uint32_t *state)
{
	const size_t n = strlen(key), at = draw(state, (uint32_t)n);
	const char c = key[at];
	switch (n < NEAR_LEAST ? 0 : draw(state, 4)) {
	case 0:
		key[at] = letter(state);
		break;
	case 1:
		memmove(key + at, key + at + 1, n - at);
		break;
	case 2:
		key[at] = key[n - 1];
		key[n - 1] = c;
		break;
	default:
		if (at + 1 < n) {
			key[at] = key[at + 1];
			key[at + 1] = c;
		}
	}
}

/* Half of them random, half a slip or two away from one before. */
static const char *const *random_keys(struct arena *a, uint32_t seed)
{
	const char **keys = ARENA_NEWS(a, const char *, NAMES);
	for (size_t i = 0; i < NAMES; i++) {
		char *key = arena_alloc(a, LENGTH_MAX + 1);
		size_t n = 4 + draw(&seed, LENGTH_MAX - 4);
		for (size_t k = 0; k < n; k++)
			key[k] = letter(&seed);
		if (i % 2) {
			strcpy(key, keys[draw(&seed, (uint32_t)i)]);
			for (uint32_t k = 1 + draw(&seed, 2); k > 0; k--)
				slip(key, &seed);
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
	assert_true(near > 1000);
}

/* Of 2 to 4 names: those that are near, all pointing to the first. */
static void check_names(struct arena *a, const char *const *names, size_t n, bool near)
{
	struct ledger *l = ledger_of(a, names, n);
	ledger_twins(a, l);
	for (uint32_t i = 0; i < n; i++)
		if (ledger_flagged(&l->rows[i], LEDGER_NEAR_NAME) != near ||
		    (near && l->rows[i].near != (i == 0)))
			fail_msg("%s beside %s", names[i], names[0]);
	assert_int_equal(l->n_groups, 0);
}

static void words_of_place(void **state)
{
	static const struct {
		const char *names[2];
		bool near;
	} rows[] = {
	        {{"华达冷链", "湖州华达冷链"}, true},
	        {{"华达冷链", "浙江省湖州市华达冷链"}, true},
	        {{"湖州华达冷链", "浙江湖州华达冷链"}, true},
	        {{"华达冷链物流", "华达湖州冷链物流"}, true},
	        {{"华达冷链物流", "华达冷链物流安吉分公司"}, true},
	        {{"华达冷链物流", "湖州华达冷链物流安吉县分公司"}, true},
	        {{"湖州华达冷链物流", "湖州华达冷链物流分公司"}, true},
	        {{"华达", "湖州华达"}, false},                 /* too little is left */
	        {{"浙江华达供应链", "湖州华达供应链"}, false}, /* neither contains the other */
	        {{"华达冷链", "恒盛华达冷链"}, false},         /* no place */
	        {{"湖州", "湖州"}, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_names(*state, rows[i].names, 2 - (i + 1 == sizeof rows / sizeof *rows),
		            rows[i].near);
}

static void forms_of_characters(void **state)
{
	static const char *const traditional[] = {"華達冷鏈物流", "华达冷链物流"},
	                         *const letters[] = {"abc1000公司", "abcl0o0公司"},
	                         *const brief[] = {"華達物流", "华达物流"};
	check_names(*state, traditional, 2, true);
	check_names(*state, letters, 2, true);
	check_names(*state, brief, 2, false);
}

/* What a character is taken for is taken for itself. */
static void lookalikes_end(void **state)
{
	const uint16_t *table = lookalikes_new(*state);
	size_t n = 0;
	for (uint32_t c = 0; c < 0x10000; c++) {
		const uint32_t plain = lookalikes_plain(table, c);
		assert_int_equal(lookalikes_plain(table, plain), plain);
		n += plain != c;
	}
	assert_true(n > 300);
	assert_int_equal(lookalikes_plain(table, 0x20000), 0x20000);
	assert_int_equal(lookalikes_plain(table, 0x83EF), 0x534E); /* 華, 华 */
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
		m.n_items = m.n_types = m.n_periods = 1;
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(near_names),          FIXTURE_TEST(words_of_place),
	        FIXTURE_TEST(forms_of_characters), FIXTURE_TEST(lookalikes_end),
	        FIXTURE_TEST(none_and_one),        FIXTURE_TEST(slips_of_units),
	        FIXTURE_TEST(hashes_differ),
	};
	return cmocka_run_group_tests_name("engine/ledger_twins", tests, NULL, NULL);
}
