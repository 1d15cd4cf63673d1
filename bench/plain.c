/* plain.c - SMAA as one writes it in C with GSL: draw weights, score, sort, rank, count.
 *
 *     plain TABLE DRAWS THREADS SEED [RESULTS]
 *
 * What `make bench` measures kaohe against, and nothing else: it must be right and straightforward.
 * Prints the seconds that the computation took, without reading the table: by the clock, and those
 * of the processor; RESULTS gets what was
 * found, as JSON. Each thread has its share of the draws, and counters of its own.
 */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct table {
	size_t m, k;
	double *x; /* [unit * k + item] */
};

struct share {
	const struct table *t;
	uint64_t draws;
	unsigned long seed;
	uint32_t *acceptability; /* [unit * m + rank] */
	uint32_t *wins;          /* [i * m + j]: i before j */
	double *sum, *squares;   /* of scores [unit] */
};

struct scored {
	double score;
	uint32_t unit;
};

static void *allocate(size_t n, size_t size)
{
	void *p = calloc(n, size);
	if (p == NULL)
		abort();
	return p;
}

static int by_score(const void *p, const void *q)
{
	const struct scored *x = p, *y = q;
	return (x->score < y->score) - (x->score > y->score);
}

/* The best first. qsort()'s calls would be most of the work where there are few. */
static void sort(struct scored *x, size_t m)
{
	if (m > 16) {
		qsort(x, m, sizeof *x, by_score);
		return;
	}
	for (size_t i = 1; i < m; i++) {
		struct scored moving = x[i];
		size_t j = i;
		for (; j > 0 && x[j - 1].score < moving.score; j--)
			x[j] = x[j - 1];
		x[j] = moving;
	}
}

static void count_pairs(struct share *s, const uint32_t *rank)
{
	size_t m = s->t->m;
	for (size_t i = 0; i < m; i++) {
		uint32_t *restrict wins = s->wins + i * m, mine = rank[i];
		for (size_t j = 0; j < m; j++)
			wins[j] += mine < rank[j];
	}
}

static void one_draw(struct share *s, const double *w, struct scored *sorted, uint32_t *rank)
{
	size_t m = s->t->m, k = s->t->k;
	for (size_t i = 0; i < m; i++) {
		double score = 0;
		for (size_t j = 0; j < k; j++)
			score += w[j] * s->t->x[i * k + j];
		sorted[i] = (struct scored){score, (uint32_t)i};
		s->sum[i] += score;
		s->squares[i] += score * score;
	}
	sort(sorted, m);
	for (size_t r = 0; r < m; r++) /* equal scores share the better rank */
		rank[sorted[r].unit] = r > 0 && sorted[r].score == sorted[r - 1].score
		                               ? rank[sorted[r - 1].unit]
		                               : (uint32_t)r;
	for (size_t i = 0; i < m; i++)
		s->acceptability[i * m + rank[i]]++;
	count_pairs(s, rank);
}

static void *run(void *context)
{
	struct share *s = context;
	size_t m = s->t->m, k = s->t->k;
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
	double *alpha = allocate(k, sizeof *alpha), *w = allocate(k, sizeof *w);
	struct scored *sorted = allocate(m, sizeof *sorted);
	uint32_t *rank = allocate(m, sizeof *rank);
	gsl_rng_set(rng, s->seed);
	for (size_t j = 0; j < k; j++)
		alpha[j] = 1;
	for (uint64_t d = 0; d < s->draws; d++) {
		gsl_ran_dirichlet(rng, k, alpha, w);
		one_draw(s, w, sorted, rank);
	}
	free(alpha), free(w), free(sorted), free(rank);
	gsl_rng_free(rng);
	return NULL;
}

static double seconds(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Names need not be kept, and the numbers are what bench wrote: no mistake is expected. */
static struct table read_table(const char *path)
{
	struct table t = {0, 0, NULL};
	FILE *f = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	if (f == NULL || getline(&line, &room, f) < 0)
		abort();
	for (const char *c = line; (c = strchr(c, ',')) != NULL; c++)
		t.k++;
	while (getline(&line, &room, f) > 0) {
		char *at = strchr(line, ',');
		t.x = realloc(t.x, (t.m + 1) * t.k * sizeof *t.x);
		if (t.x == NULL)
			abort();
		for (size_t j = 0; j < t.k; j++)
			t.x[t.m * t.k + j] = strtod(at + 1, &at);
		t.m++;
	}
	free(line);
	fclose(f);
	return t;
}

static void add(struct share *to, const struct share *from)
{
	size_t m = to->t->m;
	for (size_t i = 0; i < m * m; i++) {
		to->acceptability[i] += from->acceptability[i];
		to->wins[i] += from->wins[i];
	}
	for (size_t i = 0; i < m; i++) {
		to->sum[i] += from->sum[i];
		to->squares[i] += from->squares[i];
	}
	to->draws += from->draws;
}

static void print_matrix(FILE *f, const char *name, const uint32_t *x, size_t m, double n)
{
	fprintf(f, "\"%s\":[", name);
	for (size_t i = 0; i < m * m; i++)
		fprintf(f, "%s%.9g%s",
		        i % m > 0 ? ","
		        : i > 0   ? ",["
		                  : "[",
		        x[i] / n, i % m == m - 1 ? "]" : "");
	fprintf(f, "],");
}

static void print_moments(FILE *f, const struct share *s, double n)
{
	size_t m = s->t->m;
	fputs("\"score_mean\":[", f);
	for (size_t i = 0; i < m; i++)
		fprintf(f, "%s%.9g", i > 0 ? "," : "", s->sum[i] / n);
	fputs("],\"score_sd\":[", f);
	for (size_t i = 0; i < m; i++)
		fprintf(f, "%s%.9g", i > 0 ? "," : "",
		        sqrt(fmax(0, s->squares[i] / n - s->sum[i] / n * s->sum[i] / n)));
	fputs("]", f);
}

static void write_results(const char *path, const struct share *s)
{
	FILE *f = fopen(path, "w");
	if (f == NULL)
		abort();
	fputs("{", f);
	print_matrix(f, "rank_acceptability", s->acceptability, s->t->m, (double)s->draws);
	print_matrix(f, "pairwise", s->wins, s->t->m, (double)s->draws);
	print_moments(f, s, (double)s->draws);
	fputs("}\n", f);
	if (fclose(f) != 0)
		abort();
}

int main(int argc, char **argv)
{
	if (argc < 5)
		return 2;
	struct table t = read_table(argv[1]);
	uint64_t draws = strtoull(argv[2], NULL, 10);
	size_t threads = strtoul(argv[3], NULL, 10);
	pthread_t *ids = allocate(threads, sizeof *ids);
	struct share *shares = allocate(threads, sizeof *shares);
	double begun = seconds(CLOCK_MONOTONIC), used = seconds(CLOCK_PROCESS_CPUTIME_ID);
	for (size_t i = 0; i < threads; i++) {
		shares[i] = (struct share){.t = &t,
		                           .draws = draws * (i + 1) / threads - draws * i / threads,
		                           .seed = strtoul(argv[4], NULL, 10) + i,
		                           .acceptability = allocate(t.m * t.m, sizeof(uint32_t)),
		                           .wins = allocate(t.m * t.m, sizeof(uint32_t)),
		                           .sum = allocate(t.m, sizeof(double)),
		                           .squares = allocate(t.m, sizeof(double))};
		if (pthread_create(&ids[i], NULL, run, &shares[i]) != 0)
			abort();
	}
	for (size_t i = 0; i < threads; i++) {
		pthread_join(ids[i], NULL);
		if (i > 0)
			add(&shares[0], &shares[i]);
	}
	printf("%.6f %.6f\n", seconds(CLOCK_MONOTONIC) - begun,
	       seconds(CLOCK_PROCESS_CPUTIME_ID) - used);
	if (argc > 5)
		write_results(argv[5], &shares[0]);
	return 0;
}
