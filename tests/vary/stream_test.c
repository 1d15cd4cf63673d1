/* stream_test - random numbers by their published vectors, and what is made of them. */
#include "tests/fixture.h"

#include "vary/stream.h"

/* Philox4x32-7 of the authors' known answers (Random123): all zero, all one. */
static void known_answers(void **unused)
{
	(void)unused;
	uint32_t words[4];
	stream_words(0, 0, 0, 0, words);
	assert_int_equal(words[0], 0x5f6fb709);
	assert_int_equal(words[1], 0x0d893f64);
	assert_int_equal(words[2], 0x4f121f81);
	assert_int_equal(words[3], 0x4f730a48);
	stream_words(UINT64_MAX, UINT64_MAX, UINT32_MAX, (enum stream_purpose)UINT32_MAX, words);
	assert_int_equal(words[0], 0x5207ddc2);
	assert_int_equal(words[1], 0x45165e59);
	assert_int_equal(words[2], 0x4d8ee751);
	assert_int_equal(words[3], 0x8c52f662);
}

static void every_place_has_its_own(void **unused)
{
	(void)unused;
	uint32_t a[4], b[4];
	stream_words(1, 2, 3, STREAM_WEIGHTS, a);
	stream_words(2, 2, 3, STREAM_WEIGHTS, b);
	assert_memory_not_equal(a, b, sizeof a);
	stream_words(1, 3, 3, STREAM_WEIGHTS, b);
	assert_memory_not_equal(a, b, sizeof a);
	stream_words(1, 2 + (UINT64_C(1) << 32), 3, STREAM_WEIGHTS, b);
	assert_memory_not_equal(a, b, sizeof a);
	stream_words(1, 2, 4, STREAM_WEIGHTS, b);
	assert_memory_not_equal(a, b, sizeof a);
	stream_words(1, 2, 3, STREAM_GAMMA, b);
	assert_memory_not_equal(a, b, sizeof a);
}

static void uniforms_lie_within(void **unused)
{
	(void)unused;
	assert_true(stream_uniform(0) > 0);
	assert_true(stream_uniform(UINT32_MAX) < 1);
	double sum = 0;
	for (uint64_t draw = 0; draw < 25000; draw++) {
		uint32_t words[4];
		stream_words(7, draw, 0, STREAM_WEIGHTS, words);
		for (int i = 0; i < 4; i++)
			sum += stream_uniform(words[i]);
	}
	/* Five standard errors: 5 sqrt(1 / 12 / 100000). */
	assert_true(sum / 100000 > 0.4954 && sum / 100000 < 0.5046);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(known_answers),
	        cmocka_unit_test(every_place_has_its_own),
	        cmocka_unit_test(uniforms_lie_within),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
