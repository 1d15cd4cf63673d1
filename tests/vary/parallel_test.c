/* parallel_test - is every piece done once, on however many threads, round after round? */
#include "vary/parallel.h"

#include "tests/fixture.h"

#include <stdatomic.h>

enum { PIECES = 1000, ROUNDS = 200 };

struct tallied {
	atomic_uint times[PIECES];
	atomic_uint strangers; /* workers that there should not be */
	unsigned threads;
};

static void tally(void *context, size_t piece, unsigned worker)
{
	struct tallied *t = context;
	atomic_fetch_add(&t->times[piece], 1);
	if (worker >= t->threads)
		atomic_fetch_add(&t->strangers, 1);
}

static void every_piece_once_a_round(void **state)
{
	struct arena *a = *state;
	for (unsigned threads = 0; threads <= 8; threads++) {
		struct parallel *p = parallel_open(a, threads);
		struct tallied *t = ARENA_NEW(a, struct tallied);
		unsigned expected[PIECES] = {0};
		t->threads = threads > 0 ? threads : 1;
		for (size_t round = 0; round < ROUNDS; round++) {
			size_t n = round % 5 == 0 ? round / 5 : round * PIECES / ROUNDS;
			parallel_each(p, n, tally, t);
			for (size_t i = 0; i < PIECES; i++) {
				expected[i] += i < n;
				assert_int_equal(t->times[i], expected[i]);
			}
		}
		parallel_close(p);
		assert_int_equal(t->strangers, 0);
	}
}

static void none_is_asked_for_anything(void **state)
{
	parallel_close(parallel_open(*state, 4));
	assert_true(parallel_processors() >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(every_piece_once_a_round),
	        FIXTURE_TEST(none_is_asked_for_anything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
