#include "vary/smaa.h"

#include "vary/isa.h"
#include "vary/parallel.h"
#include "vary/smaa_running.h"

#include <string.h>

/* ---- which kernel ---- */

static const struct smaa_kernel *const kernels[] = {
#if defined(__x86_64__)
        &smaa_kernel_v4, &smaa_kernel_v3, &smaa_kernel_v2,
#endif
        &smaa_kernel_v1, NULL};

static const struct smaa_kernel *choose(const char *isa)
{
	size_t i = 0;
	while (!isa_runs(kernels[i]->isa) ||
	       (isa && strcmp(isa, kernels[i]->isa) != 0 && kernels[i + 1]))
		i++;
	return kernels[i];
}

const char *const *smaa_isas(struct arena *a)
{
	const char **list = ARENA_NEWS(a, const char *, sizeof kernels / sizeof *kernels);
	size_t n = 0;
	for (size_t i = 0; kernels[i]; i++)
		if (isa_runs(kernels[i]->isa))
			list[n++] = kernels[i]->isa;
	return list;
}

/* ---- drawing ---- */

static void draw_block(struct smaa_running *r, unsigned worker, uint64_t block)
{
	struct smaa_work *w = &r->works[worker];
	uint64_t from = block * LANES, left = r->draws - from;
	size_t lanes = left < LANES ? (size_t)left : LANES;
	r->kernel->weights(&r->task, w, r->first + from);
	r->kernel->scores(&r->task, w, r->first + from);
	r->kernel->count(&r->task, w, lanes, &r->tallies[worker]);
	if (r->many)
		r->kernel->rank_many(&r->task, w, lanes, &r->batch, from, &r->tallies[0]);
}

static uint64_t blocks_of(const struct smaa_running *r)
{
	return (r->draws + LANES - 1) / LANES;
}

static int64_t whole(double x)
{
	return (int64_t)(x < 0 ? x - 0.5 : x + 0.5);
}

static double sum_parts(float *parts)
{
	double sum = 0;
	for (size_t k = 0; k < PARTS; k++) {
		sum += (double)parts[k];
		parts[k] = 0;
	}
	return sum;
}

/* A piece is the same whoever works on it: its sums are added up as whole numbers. */
static void end_piece(const struct smaa_task *t, struct smaa_tally *y)
{
	for (size_t u = 0; u < t->n; u++) {
		y->sum[u] += whole(sum_parts(y->piece_sum + u * PARTS) * t->sum_scale);
		y->square[u] += whole(sum_parts(y->piece_square + u * PARTS) * t->square_scale);
	}
}

/* Some blocks of the batch: always the same ones together, however many are drawn at a time. */
static void draw_piece(void *context, size_t piece, unsigned worker)
{
	struct smaa_running *r = context;
	const struct spread *s = r->request->spread;
	uint64_t blocks = blocks_of(r), per = r->many ? 1 : BLOCKS_A_PIECE;
	if (s && !r->many)
		piece = piece * s->hosts + s->host;
	for (uint64_t b = piece * per; b < blocks && b < (piece + 1) * per; b++)
		draw_block(r, worker, b);
	if (r->task.n <= SMAA_MIDDLE)
		r->kernel->end(&r->task, &r->works[worker], &r->tallies[worker]);
	end_piece(&r->task, &r->tallies[worker]);
}

static size_t column_pieces(const struct smaa_running *r)
{
	return (r->task.n + COLUMNS - 1) / COLUMNS;
}

static void count_ranks(void *context, size_t piece, unsigned worker)
{
	struct smaa_running *r = context;
	size_t from = piece * COLUMNS, to = from + COLUMNS;
	(void)worker;
	r->kernel->count_ranks(&r->task, &r->batch, from, to < r->task.n ? to : r->task.n,
	                       &r->tallies[0]);
}

/* The later units first, which have most pairs. */
static void count_pairs(void *context, size_t piece, unsigned worker)
{
	struct smaa_running *r = context;
	size_t from = (column_pieces(r) - 1 - piece) * COLUMNS, to = from + COLUMNS;
	(void)worker;
	r->kernel->count_pairs(&r->task, &r->batch, from, to < r->task.n ? to : r->task.n,
	                       &r->tallies[0]);
}

/* Pieces of the batch that are this host's; where there are many units, whole batches are. */
static size_t shares_of(const struct smaa_running *r)
{
	const struct spread *s = r->request->spread;
	return s ? (r->pieces + s->hosts - 1 - s->host) / s->hosts : r->pieces;
}

static void draw_batch(struct smaa_running *r, uint64_t first, uint64_t draws)
{
	r->first = first;
	r->draws = draws;
	if (!r->many) {
		r->pieces = (size_t)((blocks_of(r) + BLOCKS_A_PIECE - 1) / BLOCKS_A_PIECE);
		parallel_each(r->threads, shares_of(r), draw_piece, r);
		return;
	}
	r->batch.draws = (size_t)draws;
	if (draws < BATCH)
		memset(r->batch.ranks, 0, r->task.n * BATCH * sizeof *r->batch.ranks);
	r->pieces = (size_t)blocks_of(r);
	parallel_each(r->threads, r->pieces, draw_piece, r);
	parallel_each(r->threads, column_pieces(r), count_ranks, r);
	if (r->batch.planes)
		parallel_each(r->threads, column_pieces(r), count_pairs, r);
}

static bool wants_stop(const struct firmness_request *r)
{
	return r->watch.stop && *r->watch.stop;
}

/* ---- one run ---- */

/* Ranks are compared several units at a time: some more are there for the sake of the last. */
static void prepare_many(struct smaa_running *r)
{
	enum { MORE = COLUMNS };
	size_t n = r->task.n + MORE;
	r->many = true;
	r->batch.part_words = n * r->task.rank_bits * PLANE_WORDS;
	r->batch.ranks = ARENA_LINES(r->arena, uint16_t, n * BATCH);
	if (r->request->pairwise)
		r->batch.planes =
		        ARENA_LINES(r->arena, uint64_t, PLANE_PARTS * r->batch.part_words);
}

static struct smaa_running prepare(const struct firmness_request *request)
{
	struct smaa_running r = {.arena = request->arena,
	                         .request = request,
	                         .kernel = choose(request->isa),
	                         .task = smaa_task_of(request->arena, request)};
	unsigned threads = request->threads;
	r.works = ARENA_NEWS(r.arena, struct smaa_work, threads);
	r.tallies = ARENA_NEWS(r.arena, struct smaa_tally, threads);
	for (unsigned i = 0; i < threads; i++) {
		bool shared = i && r.task.n > SMAA_MIDDLE;
		r.works[i] = smaa_work_of(r.arena, &r.task);
		r.tallies[i] = smaa_tally_of(r.arena, &r.task, shared ? &r.tallies[0] : NULL);
		arena_apart(r.arena);
	}
	if (r.task.n > SMAA_MIDDLE)
		prepare_many(&r);
	return r;
}

/* What all workers and hosts have counted so far, into the first tally. */
static void collect(struct smaa_running *r, struct smaa *out)
{
	smaa_gather(r);
	if (r->tallies[0].rankings)
		smaa_unpack(&r->tallies[0], r->task.n);
	smaa_gather_hosts(r);
	out->draws = r->tallies[0].draws;
	if (out->draws)
		out->worst = smaa_worst_error(out);
}

/* Some tenth of a second: what threads wait for one another at its end must not count. */
static uint64_t rounds_at_a_time(const struct smaa_task *t)
{
	enum { PRODUCTS = 1 << 30 };
	return 1 + PRODUCTS / (SMAA_ROUND * (uint64_t)(t->n + 5) * (t->n_weights + 5));
}

/* Rounds, until draws, precision or the user end it. Precision is looked at every SMAA_ROUND
 * draws, by all hosts together; else each goes its way, and more draws are made at a time. */
static void draw_all(struct smaa_running *r, struct smaa *out)
{
	const struct firmness_request *q = r->request;
	uint64_t most = q->draws ? q->draws : SMAA_DRAWS_MAX;
	unsigned host = q->spread ? q->spread->host : 0, hosts = q->spread ? q->spread->hosts : 1;
	uint64_t batch = r->many            ? BATCH
	                 : q->precision > 0 ? SMAA_ROUND
	                                    : SMAA_ROUND * hosts * rounds_at_a_time(&r->task);
	bool collected = false;
	for (uint64_t first = 0; first < most && !out->stopped && !out->precise;) {
		uint64_t n = most - first < batch ? most - first : batch;
		if (collected)
			smaa_go_on(r);
		if (!r->many || first / BATCH % hosts == host)
			draw_batch(r, first, n);
		first += n;
		if (q->watch.progress)
			q->watch.progress(q->watch.context, first, most);
		out->stopped = wants_stop(q) && first < most;
		collected = q->precision > 0 && (first % SMAA_ROUND == 0 || first == most);
		if (!collected)
			continue;
		collect(r, out);
		out->precise = first % SMAA_ROUND == 0 && out->worst <= q->precision;
	}
	if (!collected)
		collect(r, out);
}

static bool fits(const struct firmness_request *q)
{
	size_t n = q->model->n_units;
	if (n <= SMAA_UNITS_MAX)
		return true;
	diag_add(q->log, (struct place){0}, DIAG_smaa_units,
	         ARGS(words_same(arena_print(q->arena, "%zu", n)),
	              words_same(arena_print(q->arena, "%d", SMAA_UNITS_MAX))));
	return false;
}

const struct smaa *smaa_run(const struct firmness_request *request)
{
	if (!fits(request))
		return NULL;
	struct smaa_running r = prepare(request);
	struct smaa *out = ARENA_NEW(r.arena, struct smaa);
	*out = (struct smaa){.model = request->model,
	                     .n = r.task.n,
	                     .n_weights = r.task.n_weights,
	                     .seed = request->seed,
	                     .path = r.task.path,
	                     .weights = request->weights,
	                     .isa = r.kernel->isa,
	                     .accept = r.tallies[0].accept,
	                     .above = r.tallies[0].above,
	                     .level = r.tallies[0].level};
	r.threads = parallel_open(r.arena, request->threads);
	draw_all(&r, out);
	parallel_close(r.threads);
	if (!out->draws)
		return NULL;
	smaa_describe(&r, out);
	return out;
}

/* ---- one draw, for tests ---- */

static void one_draw(const struct firmness_request *request, uint64_t draw, double *scores,
                     double *weights)
{
	struct smaa_task t = smaa_task_of(request->arena, request);
	struct smaa_work w = smaa_work_of(request->arena, &t);
	uint64_t block = draw - draw % LANES;
	size_t lane = (size_t)(draw % LANES);
	double all = 0;
	smaa_kernel_v1.weights(&t, &w, block);
	for (size_t k = 0; k < t.n_weights; k++)
		all += (double)w.raw[k * LANES + lane];
	all = 1 / all;
	for (size_t k = 0; k < t.n_weights; k++)
		weights[k] = (double)w.raw[k * LANES + lane] * all;
	if (!scores)
		return;
	if (!t.fast) {
		smaa_kernel_v1.scores(&t, &w, block);
		for (size_t u = 0; u < t.n; u++)
			scores[u] = w.scores[u * LANES + lane];
		return;
	}
	double *adjusted = ARENA_NEWS(request->arena, double, t.n_weights);
	for (size_t row = 0; row < t.n; row++) {
		size_t u = t.units[row], class = t.model->class_of[u];
		bool whole_class = t.model->classes[class].whole;
		if (!whole_class)
			model_adjust_double(t.model, class, weights, adjusted, w.lane_work);
		double sum = 0;
		for (size_t k = 0; k < t.n_weights; k++)
			sum += (whole_class ? weights : adjusted)[k] *
			       t.values[row * t.n_weights + k];
		scores[u] = smaa_rounded(&t, sum + t.numbers.beside[u]);
	}
}

void smaa_weights(const struct firmness_request *request, uint64_t draw, double *weights)
{
	one_draw(request, draw, NULL, weights);
}

void smaa_scores(const struct firmness_request *request, uint64_t draw, double *scores)
{
	double *weights = ARENA_NEWS(request->arena, double, request->model->n_weights);
	one_draw(request, draw, scores, weights);
}
