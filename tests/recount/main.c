/* recount - random cases through the engine and through an independent recount.
 *
 * usage: recount [CASES]          cases 0 .. CASES-1 (100000) of Annex 3, one random scheme of any
 *                                 kind for five of them, the properties and laws, and the planted
 *                                 mistakes, which must be noticed; ends with "N passed, N failed"
 *        recount --case NUMBER    one case, to look at a difference
 *        recount --scheme NUMBER  one scheme: its rule file, and what differs
 */
#include "tests/recount/against.h"
#include "tests/recount/laws.h"
#include "tests/recount/properties.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORKERS       2
#define SHOWN         5    /* differences printed per worker */
#define MISTAKE_CASES 4000 /* within so many, every planted mistake is noticed */
#define VALUES_EVERY  64   /* reasons and the value of one more project: in every 64th case */

#define CASES_PER_SCHEME 5
#define CASES_PER_LAW    200
#define SLIP_SCHEMES     8000 /* within so many, every slip is noticed */
#define DOUBTFUL_MOST    8    /* one scheme in so many at most is one that nobody can tell of */

struct tally {
	unsigned long passed, failed;
};

static bool one_case(const struct rules_in_hand *r, unsigned long number, enum mistake mistake,
                     char *what, size_t room)
{
	struct world w;
	world_make(&w, number);
	return against_engine(r, &w, mistake, mistake == NO_MISTAKE && number % VALUES_EVERY == 0,
	                      what, room);
}

static void run_cases(const struct rules_in_hand *r, unsigned long first, unsigned long n,
                      struct tally *t)
{
	char what[512];
	for (unsigned long i = first; i < n; i += WORKERS) {
		if (one_case(r, i, NO_MISTAKE, what, sizeof(what))) {
			t->passed++;
		} else if (t->failed++ < SHOWN) {
			printf("FAILED case %lu: %s\n", i, what);
		}
	}
}

static void run_property(const struct rules_in_hand *r, const struct property *p, unsigned long n,
                         struct tally *t)
{
	unsigned long failed = 0;
	for (unsigned long i = 0; i < n; i++) {
		struct arena *a = bench_arena();
		if (!p->holds(r, a, i) && failed++ < SHOWN)
			printf("FAILED case %lu: %s\n", i, p->name);
		arena_free(a);
	}
	t->passed += failed == 0;
	t->failed += failed != 0;
}

/* The recount itself is on trial: one that errs must be caught. */
static void run_mistake(const struct rules_in_hand *r, enum mistake mistake, struct tally *t)
{
	char what[512];
	for (unsigned long i = 0; i < MISTAKE_CASES; i++) {
		/* A case that differs anyway proves nothing. */
		if (!one_case(r, i, mistake, what, sizeof(what)) &&
		    one_case(r, i, NO_MISTAKE, what, sizeof(what))) {
			t->passed++;
			return;
		}
	}
	t->failed++;
	printf("FAILED the planted mistake \"%s\" went unnoticed in %d cases\n",
	       mistake_names[mistake], MISTAKE_CASES);
}

static void run_schemes(unsigned long first, unsigned long n, struct tally *t)
{
	static struct scheme s;
	char what[512];
	unsigned long doubtful = 0;
	for (unsigned long i = first; i < n; i += WORKERS) {
		scheme_draw(&s, i, HOWS);
		enum verdict_of v =
		        confront(&s, i / WORKERS % VALUES_EVERY == 0, what, sizeof(what));
		t->passed += v == AGREED;
		doubtful += v == DOUBTFUL;
		if (v == DIFFERS && t->failed++ < SHOWN)
			printf("FAILED scheme %lu: %s\n", i, what);
	}
	if (doubtful > n / WORKERS / DOUBTFUL_MOST + 10) {
		printf("FAILED %lu of %lu schemes decide nothing\n", doubtful, n / WORKERS);
		t->failed++;
	}
}

static void run_law(const struct law *law, unsigned long n, struct tally *t)
{
	unsigned long failed = 0;
	for (unsigned long i = 0; i < n; i++) {
		struct arena *a = bench_arena();
		if (!law->holds(a, i) && failed++ < SHOWN)
			printf("FAILED scheme %lu: %s\n", i, law->name);
		arena_free(a);
	}
	t->passed += failed == 0;
	t->failed += failed != 0;
}

static void run_slip(enum slip slip, struct tally *t)
{
	static struct scheme s;
	for (unsigned long i = 0; i < SLIP_SCHEMES; i++) {
		scheme_draw(&s, i, HOWS);
		if (confront_notices(&s, slip)) {
			t->passed++;
			return;
		}
	}
	t->failed++;
	printf("FAILED the planted mistake \"%s\" went unnoticed in %d schemes\n", slip_texts[slip],
	       SLIP_SCHEMES);
}

static void schemes_worker(unsigned long index, unsigned long cases, struct tally *t)
{
	run_schemes(index, cases / CASES_PER_SCHEME + 1, t);
	for (unsigned long i = 0; laws[i].name; i++)
		if (i % WORKERS == index)
			run_law(&laws[i], cases / CASES_PER_LAW + 1, t);
	for (unsigned long i = NO_SLIP + 1; i < ALL_SLIPS; i++)
		if (i % WORKERS == index)
			run_slip((enum slip)i, t);
}

static void worker(const struct rules_in_hand *r, unsigned long index, unsigned long cases,
                   struct tally *t)
{
	unsigned long n_properties = 0;
	run_cases(r, index, cases, t);
	for (unsigned long i = 0; properties[i].name; i++) {
		n_properties++;
		if (i % WORKERS == index)
			run_property(r, &properties[i], cases / 100 + 1, t);
	}
	for (unsigned long m = NO_MISTAKE + 1; m < MISTAKES; m++)
		if ((m + n_properties) % WORKERS == index)
			run_mistake(r, (enum mistake)m, t);
	schemes_worker(index, cases, t);
}

/* A worker that dies counts as a failure, since it sends no tally. */
static int start(const struct rules_in_hand *r, unsigned long index, unsigned long cases)
{
	int ends[2];
	fflush(stdout);
	if (pipe(ends) != 0)
		exit(3);
	pid_t child = fork();
	if (child < 0)
		exit(3);
	if (child == 0) {
		struct tally t = {0, 0};
		worker(r, index, cases, &t);
		fflush(stdout);
		_exit(write(ends[1], &t, sizeof(t)) == (ssize_t)sizeof(t) ? 0 : 3);
	}
	close(ends[1]);
	return ends[0];
}

static struct tally finish(int from)
{
	struct tally t;
	int status;
	if (read(from, &t, sizeof(t)) != (ssize_t)sizeof(t))
		t = (struct tally){0, 1};
	close(from);
	wait(&status);
	return t;
}

static int show_case(const struct rules_in_hand *r, unsigned long number)
{
	char what[512];
	bool same = one_case(r, number, NO_MISTAKE, what, sizeof(what));
	puts(same ? "the engine and the recount agree" : what);
	return same ? 0 : 1;
}

static int show_scheme(unsigned long number)
{
	static struct scheme s;
	static char text[SCHEME_TEXT];
	char what[512];
	scheme_draw(&s, number, HOWS);
	scheme_write(&s, text);
	enum verdict_of v = confront(&s, true, what, sizeof(what));
	puts(text);
	puts(v == AGREED     ? "the engine and the recount agree"
	     : v == DOUBTFUL ? "too close to tell"
	                     : what);
	return v == DIFFERS;
}

int main(int argc, char **argv)
{
	struct arena *a = bench_arena();
	struct rules_in_hand rules;
	struct tally sum = {0, 0};
	int from[WORKERS];
	bench_load(&rules, a, "huzhou-1224");
	if (argc == 3 && strcmp(argv[1], "--case") == 0)
		return show_case(&rules, strtoul(argv[2], NULL, 10));
	if (argc == 3 && strcmp(argv[1], "--scheme") == 0)
		return show_scheme(strtoul(argv[2], NULL, 10));
	unsigned long cases = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
	for (unsigned long i = 0; i < WORKERS; i++)
		from[i] = start(&rules, i, cases);
	for (size_t i = 0; i < WORKERS; i++) {
		struct tally t = finish(from[i]);
		sum.passed += t.passed;
		sum.failed += t.failed;
	}
	printf("%lu passed, %lu failed\n", sum.passed, sum.failed);
	arena_free(a);
	return sum.failed ? 1 : 0;
}
