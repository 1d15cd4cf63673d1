/* spread_test - do several hosts find together what one finds alone? Hosts are threads here, each
 * with an arena of its own; tests/identity has the same over a network.
 */
#include "tests/fixture.h"
#include "tests/huzhou.h"

#include "vary/indices.h"
#include "vary/smaa.h"

#include <pthread.h>

enum { HOSTS = 3, ROOM = 1 << 16 };

/* Where hosts meet to add up. */
struct meeting {
	pthread_barrier_t all;
	pthread_mutex_t lock;
	uint64_t sums[ROOM];
	size_t calls, left; /* of all hosts */
};

struct host {
	struct meeting *meeting;
	struct spread spread;
	struct arena *arena;
	const struct firmness_request *request; /* the same for all */
	const struct smaa *smaa;
	const struct indices *indices;
};

static void meet(struct meeting *m, uint64_t *x, size_t n)
{
	if (n > ROOM)
		abort();
	pthread_barrier_wait(&m->all);
	pthread_mutex_lock(&m->lock);
	for (size_t i = 0; i < n; i++)
		m->sums[i] += x[i];
	m->calls++;
	pthread_mutex_unlock(&m->lock);
	pthread_barrier_wait(&m->all);
	pthread_mutex_lock(&m->lock);
	memcpy(x, m->sums, n * sizeof *x);
	if (++m->left % HOSTS == 0)
		memset(m->sums, 0, n * sizeof *x);
	pthread_mutex_unlock(&m->lock);
}

static void sum64(void *context, uint64_t *counts, size_t n)
{
	meet(context, counts, n);
}

static void sum32(void *context, uint32_t *counts, size_t n)
{
	uint64_t *x = calloc(n, sizeof *x);
	for (size_t i = 0; i < n; i++)
		x[i] = counts[i];
	meet(context, x, n);
	for (size_t i = 0; i < n; i++)
		counts[i] = (uint32_t)x[i];
	free(x);
}

static bool stays(void *context)
{
	(void)context;
	return false;
}

static void with_hosts(void *(*work)(void *host), const struct firmness_request *q,
                       struct host hosts[HOSTS])
{
	static struct meeting m;
	pthread_t ids[HOSTS];
	memset(&m, 0, sizeof m);
	pthread_barrier_init(&m.all, NULL, HOSTS);
	pthread_mutex_init(&m.lock, NULL);
	for (unsigned i = 0; i < HOSTS; i++) {
		hosts[i] = (struct host){
		        .meeting = &m, .spread = {i, HOSTS, &m, sum32, sum64, stays}, .request = q};
		hosts[i].arena = fixture_arena();
		assert_int_equal(pthread_create(&ids[i], NULL, work, &hosts[i]), 0);
	}
	for (unsigned i = 0; i < HOSTS; i++)
		pthread_join(ids[i], NULL);
	pthread_barrier_destroy(&m.all);
	assert_true(m.calls > 0);
}

/* ---- SMAA ---- */

static void *smaa_of_host(void *argument)
{
	struct host *h = argument;
	struct firmness_request q = *h->request;
	q.arena = h->arena;
	q.spread = &h->spread;
	h->smaa = smaa_run(&q);
	return NULL;
}

static void assert_same_smaa(const struct smaa *x, const struct smaa *y)
{
	size_t n = x->n, pairs = n * (n - 1) / 2;
	assert_int_equal(x->draws, y->draws);
	assert_true(x->precise == y->precise);
	assert_memory_equal(x->accept, y->accept, n * n * sizeof *x->accept);
	assert_memory_equal(x->above, y->above, pairs * sizeof *x->above);
	assert_memory_equal(x->level, y->level, pairs * sizeof *x->level);
	assert_memory_equal(x->score_mean, y->score_mean, n * sizeof *x->score_mean);
	assert_memory_equal(x->score_sd, y->score_sd, n * sizeof *x->score_sd);
	assert_memory_equal(x->score_quantiles, y->score_quantiles,
	                    n * SMAA_QUANTILES * sizeof *x->score_quantiles);
	assert_memory_equal(x->central, y->central, n * x->n_weights * sizeof *x->central);
	assert_memory_equal(x->entropy, y->entropy, n * sizeof *x->entropy);
}

static void hosts_find_the_same(const struct model *model, uint64_t draws, double precision)
{
	struct host hosts[HOSTS];
	struct arena *a = fixture_arena();
	struct firmness_request q = {.arena = a,
	                             .model = model,
	                             .weights = {.kind = WEIGHTS_SIMPLEX},
	                             .draws = draws,
	                             .precision = precision,
	                             .seed = 1224,
	                             .threads = 2,
	                             .pairwise = true,
	                             .quantiles = true,
	                             .central = true};
	const struct smaa *alone = smaa_run(&q);
	with_hosts(smaa_of_host, &q, hosts);
	for (size_t i = 0; i < HOSTS; i++) {
		assert_same_smaa(alone, hosts[i].smaa);
		arena_free(hosts[i].arena);
	}
	arena_free(a);
}

static void draws_are_shared_out(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	size_t n;
	huzhou_fill(&h);
	huzhou_target(&h, "deqing", "hr", "fixed", "4");
	huzhou_target(&h, "wuxing", "finance", "fixed", "3");
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	const struct model *m = model_of_sheet(h.arena, s, &n, h.log)[0];
	hosts_find_the_same(m, 1, 0); /* two of the hosts have nothing to do */
	hosts_find_the_same(m, 20001, 0);
	hosts_find_the_same(m, 300001, 0);
	hosts_find_the_same(m, 150000, 0.0001); /* not reached: stops at draws */
	hosts_find_the_same(m, 0, 0.001);
	huzhou_close(&h);
}

/* ---- indices ---- */

static void product(void *context, const double *x, double *y)
{
	(void)context;
	y[0] = (x[0] + 1) * (x[1] - 0.5) * x[2];
	y[1] = x[0] - x[2];
}

static const struct indices *indices_with(struct arena *a, const struct spread *s)
{
	const struct indices_function f = {product, NULL, 3, 2};
	const struct indices_plan p = {.rows = 3000, .seed = 7, .threads = 2, .spread = s};
	return indices_of_function(a, &f, &p);
}

static void *indices_of_host(void *argument)
{
	struct host *h = argument;
	h->indices = indices_with(h->arena, &h->spread);
	return NULL;
}

static void blocks_are_shared_out(void **state)
{
	struct host hosts[HOSTS];
	const struct indices *alone = indices_with(*state, NULL);
	with_hosts(indices_of_host, NULL, hosts);
	for (size_t i = 0; i < HOSTS; i++) {
		const struct indices *x = hosts[i].indices;
		assert_int_equal(x->rows, 3000);
		assert_int_equal(x->walks, alone->walks);
		assert_memory_equal(x->sd, alone->sd, 2 * sizeof *x->sd);
		for (size_t k = 0; k < 3; k++)
			for (size_t o = 0; o < 2; o++)
				assert_memory_equal(indices_at(x, k, o), indices_at(alone, k, o),
				                    sizeof(struct indices_effect));
		arena_free(hosts[i].arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(draws_are_shared_out),
	                                   FIXTURE_TEST(blocks_are_shared_out)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
