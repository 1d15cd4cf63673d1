/* recount - random cases through the engine and through an independent recount.
 *
 * usage: recount [CASES]        cases 0 .. CASES-1 (100000), the properties, and the planted
 *                               mistakes, which must be noticed; ends with "N passed, N failed"
 *        recount --case NUMBER  one case, to look at a difference
 */
#include "tests/recount/against.h"
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

int main(int argc, char **argv)
{
	struct arena *a = bench_arena();
	struct rules_in_hand rules;
	struct tally sum = {0, 0};
	int from[WORKERS];
	bench_load(&rules, a, "huzhou-1224");
	if (argc == 3 && strcmp(argv[1], "--case") == 0)
		return show_case(&rules, strtoul(argv[2], NULL, 10));
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
