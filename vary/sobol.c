#include "vary/sobol.h"

#include "engine/binary.h"
#include "vary/gamma_quantile.h"
#include "vary/recognition.h"
#include "vary/sequence.h"
#include "vary/sobol_form.h"
#include "vary/sobol_kernel.h"

#include <string.h>

/* What all workers share. */
struct subject {
	const struct firmness_request *request;
	const struct choices *choices;
	const struct sobol_kernel *kernel;
	const struct model_numbers *numbers;   /* [reading] */
	const struct sobol_form *const *forms; /* [reading]; NULL: node by node */
	size_t n, units, n_weights, batch, most_stages;
	double *low, *width;                  /* [weight]: of a box */
	const struct gamma_quantile **gammas; /* [weight]: Dirichlet; NULL for a weight of 0 */
	enum sobol_rounding rounding;         /* of published scores */
	double scale;                         /* 10^decimals */
	bool steps; /* every choice is a weight of its own, and every form is there */
	bool fixed; /* columns are those of the forms */
};

/* Figures of one side of a row, as they count under one reading. */
struct drawn {
	/* NONE: not drawn yet. Drawn anew under another reading, after which the columns of a state
	 * are no longer its own: weights, which need them, come before all other choices. */
	size_t reading;
	double *values;  /* [unit * n_weights + weight] */
	double *columns; /* the same as columns of a form */
};

struct work {
	const struct subject *subject;
	const uint32_t *words;
	double *raw; /* weights: [row * 2 * numbers], first those of A, after `numbers` those of B
	              */
	struct sobol_state *rows_a, *rows_walking; /* [row] */
	bool *none, *taken;                        /* [choice]: taken from B */
	struct sobol_scratch scratch;
	struct drawn *figures_a, *figures_b; /* [row] */
	uint64_t index;                      /* of the first row */
	double *values, *node_work;
	void **recognition; /* [reading] */
};

static size_t readings_of(const struct subject *s)
{
	return s->choices->readings.n_policies ? s->choices->readings.n : 1;
}

/* ---- rooms ---- */

static void make_row(struct arena *a, const struct subject *s, struct sobol_state *r)
{
	size_t sums = (s->most_stages ? s->most_stages : 1) * s->units;
	r->columns = ARENA_NEWS(a, const double *, s->n_weights);
	r->weights = ARENA_NEWS(a, double, s->n_weights);
	r->totals = ARENA_NEWS(a, double, s->most_stages);
	r->sums = ARENA_NEWS(a, double, sums);
	r->counts = ARENA_NEWS(a, double, sums);
	r->form = s->forms[0];
	if (r->form)
		memcpy(r->columns, r->form->columns, s->n_weights * sizeof *r->columns);
}

static struct drawn *make_figures(struct arena *a, const struct subject *s)
{
	struct drawn *all = ARENA_NEWS(a, struct drawn, s->batch);
	for (size_t r = 0; r < s->batch; r++) {
		all[r].values = ARENA_NEWS(a, double, s->n * s->n_weights);
		all[r].columns = ARENA_NEWS(a, double, s->units * s->n_weights);
	}
	return all;
}

static void *open_work(void *context, struct arena *a)
{
	const struct subject *s = context;
	size_t sums = (s->most_stages ? s->most_stages : 1) * s->units, nodes = 0;
	struct work *w = ARENA_NEW(a, struct work);
	for (size_t i = 0; i < readings_of(s); i++)
		if (model_work(s->choices->models[i]) > nodes)
			nodes = model_work(s->choices->models[i]);
	*w = (struct work){.subject = s,
	                   .raw = ARENA_NEWS(a, double, s->batch * 2 * s->choices->n_numbers),
	                   .rows_a = ARENA_NEWS(a, struct sobol_state, s->batch),
	                   .rows_walking = ARENA_NEWS(a, struct sobol_state, s->batch),
	                   .none = ARENA_NEWS(a, bool, s->choices->n),
	                   .taken = ARENA_NEWS(a, bool, s->choices->n),
	                   .values = ARENA_NEWS(a, double, s->n * s->n_weights),
	                   .node_work = ARENA_NEWS(a, double, nodes)};
	w->scratch = (struct sobol_scratch){.sums = ARENA_NEWS(a, double, sums),
	                                    .counts = ARENA_NEWS(a, double, sums),
	                                    .totals = ARENA_NEWS(a, double, s->most_stages),
	                                    .rounded = ARENA_NEWS(a, double, s->units),
	                                    .keys = ARENA_NEWS(a, int16_t, s->units + SOBOL_WORDS),
	                                    .ranks = ARENA_NEWS(a, int16_t, s->units + SOBOL_WORDS),
	                                    .sorted = ARENA_NEWS(a, uint32_t, s->units),
	                                    .spare = ARENA_NEWS(a, uint32_t, s->units)};
	for (size_t r = 0; r < s->batch; r++) {
		make_row(a, s, &w->rows_a[r]);
		make_row(a, s, &w->rows_walking[r]);
	}
	if (s->fixed)
		return w;
	w->figures_a = make_figures(a, s);
	w->figures_b = make_figures(a, s);
	w->recognition = ARENA_NEWS(a, void *, readings_of(s));
	for (size_t i = 0; i < readings_of(s); i++)
		w->recognition[i] = recognition_work(a, s->choices->recognitions[i]);
	return w;
}

/* ---- what the choices of a row are ---- */

static uint32_t word_of(const struct work *w, size_t row, bool of_b, size_t number)
{
	size_t n = w->subject->choices->n_numbers;
	return w->words[row * 2 * n + (of_b ? n : 0) + number];
}

static double gamma_of(const struct gamma_quantile *g, uint32_t word)
{
	return g ? gamma_quantile_at(g, sequence_uniform(word)) : 0;
}

/* Raw weights, or gaps, of all rows: they are the first numbers of each. What is made of the others
 * is not used. */
static void draw_raw(struct work *w, size_t rows)
{
	const struct subject *s = w->subject;
	size_t n = s->choices->n_numbers;
	switch (s->choices->weights) {
	case WEIGHTS_BOX:
		for (size_t i = 0; i < rows * 2 * n; i += n)
			for (size_t k = 0; k < s->n_weights; k++)
				w->raw[i + k] =
				        s->low[k] + s->width[k] * sequence_uniform(w->words[i + k]);
		break;
	case WEIGHTS_DIRICHLET:
		for (size_t i = 0; i < rows * 2 * n; i += n)
			for (size_t k = 0; k < s->n_weights; k++)
				w->raw[i + k] = gamma_of(s->gammas[k], w->words[i + k]);
		break;
	default:
		s->kernel->exponentials(rows * 2 * n, w->words, w->raw);
		break;
	}
}

static const double *raw_of(const struct work *w, size_t row, bool of_b)
{
	size_t n = w->subject->choices->n_numbers;
	return w->raw + row * 2 * n + (of_b ? n : 0);
}

/* Among equal weights the one with the smallest number comes first. */
static size_t rank_in_level(const struct work *w, const struct choice *c, size_t row, bool of_b,
                            size_t member)
{
	uint32_t own = word_of(w, row, of_b, c->from + member);
	size_t before = 0;
	for (size_t i = 0; i < c->n; i++) {
		uint32_t other = word_of(w, row, of_b, c->from + i);
		before += other < own || (other == own && i < member);
	}
	return before;
}

/* The j-th greatest weight is the sum of E_i / i over i >= j. */
static void order_weights(const struct work *w, size_t row, const bool *taken, double *out)
{
	const struct subject *s = w->subject;
	const struct choices *c = s->choices;
	size_t n = s->n_weights;
	double *sorted = w->node_work, sum = 0;
	for (size_t i = n; i--;) {
		sum += raw_of(w, row, taken[i])[i] / (double)(i + 1);
		sorted[i] = sum;
		out[c->places[i]] = sum;
	}
	for (size_t k = n; k < c->n && c->all[k].kind == CHOICE_ARRANGEMENT; k++)
		for (size_t i = 0; i < c->all[k].n; i++) {
			size_t first = c->all[k].index;
			size_t at = first + rank_in_level(w, &c->all[k], row, taken[k], i);
			out[c->places[first + i]] = sorted[at];
		}
}

static void choose_weights(const struct work *w, size_t row, const bool *taken, double *out)
{
	size_t n = w->subject->n_weights;
	if (w->subject->choices->weights == WEIGHTS_ORDER) {
		order_weights(w, row, taken, out);
		return;
	}
	for (size_t k = 0; k < n; k++)
		out[k] = raw_of(w, row, taken[k])[k];
}

static size_t choose_reading(const struct work *w, size_t row, const bool *taken)
{
	const struct choices *c = w->subject->choices;
	size_t reading = 0;
	for (size_t k = 0; k < c->n; k++) {
		if (c->all[k].kind != CHOICE_POLICY)
			continue;
		size_t levels = c->readings.levels[c->all[k].index];
		uint32_t word = word_of(w, row, taken[k], c->all[k].from);
		reading = reading * levels + (size_t)((uint64_t)word * levels >> 32);
	}
	return reading;
}

/* ---- figures ---- */

/* Of a side of a row under a reading: the same projects as under any other. */
static const struct drawn *figures_of(struct work *w, size_t row, bool of_b, size_t reading)
{
	const struct subject *s = w->subject;
	struct drawn *d = (of_b ? w->figures_b : w->figures_a) + row;
	if (d->reading == reading)
		return d;
	d->reading = reading;
	recognition_draw(s->choices->recognitions[reading], s->request->seed,
	                 2 * (w->index + row) + of_b, STREAM_SOBOL, d->values,
	                 w->recognition[reading]);
	for (size_t k = 0; s->forms[reading] && k < s->n_weights; k++)
		sobol_form_column(s->forms[reading], s->choices->models[reading], d->values, k,
		                  d->columns + k * s->units);
	return d;
}

/* Columns of the weights whose figures are uncertain. */
static void choose_columns(struct work *w, size_t row, const bool *taken, size_t reading,
                           const double **columns)
{
	const struct subject *s = w->subject;
	for (size_t k = 0; k < s->choices->n; k++) {
		size_t weight = s->choices->all[k].index;
		if (s->choices->all[k].kind == CHOICE_FIGURES)
			columns[weight] =
			        figures_of(w, row, taken[k], reading)->columns + weight * s->units;
	}
}

/* The same as values of the model; NULL for its own. */
static const double *choose_values(struct work *w, size_t row, const bool *taken, size_t reading)
{
	const struct subject *s = w->subject;
	if (s->fixed)
		return NULL;
	memcpy(w->values, s->numbers[reading].values, s->n * s->n_weights * sizeof *w->values);
	for (size_t k = 0; k < s->choices->n; k++) {
		size_t weight = s->choices->all[k].index;
		if (s->choices->all[k].kind != CHOICE_FIGURES)
			continue;
		const double *from = figures_of(w, row, taken[k], reading)->values;
		for (size_t u = 0; u < s->n; u++)
			w->values[u * s->n_weights + weight] = from[u * s->n_weights + weight];
	}
	return w->values;
}

/* ---- outputs ---- */

/* Works out a row anew, with the choices that are taken from B. */
static void evaluate(struct work *w, struct sobol_state *r, size_t row, const bool *taken,
                     double *out)
{
	const struct subject *s = w->subject;
	size_t reading = choose_reading(w, row, taken);
	const struct sobol_form *f = s->forms[reading];
	r->form = f;
	r->rounding = s->choices->rounded[reading] ? s->rounding : SOBOL_EXACT;
	r->scale = s->scale;
	choose_weights(w, row, taken, r->weights);
	if (f) {
		memcpy(r->columns, f->columns, s->n_weights * sizeof *f->columns);
		if (!s->fixed)
			choose_columns(w, row, taken, reading, r->columns);
		s->kernel->base(r, 1, &w->scratch, out);
		return;
	}
	model_scores_double(s->choices->models[reading], &s->numbers[reading], r->weights,
	                    choose_values(w, row, taken, reading), out, w->node_work);
	for (size_t u = s->n; u < s->units; u++)
		out[u] = 0;
	s->kernel->ranks_rounded(s->n, s->units, out, r->rounding, s->scale, &w->scratch,
	                         out + s->units);
}

/* ---- the subject of indices.h ---- */

/* Where every choice is a weight, rows of weights need no copying. */
static void base_rows(struct work *w, size_t rows, double *of_a, double *of_b)
{
	const struct subject *s = w->subject;
	size_t n = s->choices->n_numbers;
	for (size_t r = 0; r < rows; r++) {
		w->rows_a[r].weights = w->raw + r * 2 * n;
		w->rows_walking[r].weights = w->raw + r * 2 * n + n;
	}
	s->kernel->base(w->rows_a, rows, &w->scratch, of_a);
	s->kernel->base(w->rows_walking, rows, &w->scratch, of_b);
}

static void begin(void *work, size_t rows, uint64_t index, const uint32_t *words, double *of_a,
                  double *of_b)
{
	struct work *w = work;
	const struct subject *s = w->subject;
	w->words = words;
	w->index = index;
	draw_raw(w, rows);
	if (s->steps) {
		base_rows(w, rows, of_a, of_b);
		return;
	}
	memset(w->taken, true, s->choices->n * sizeof *w->taken);
	for (size_t r = 0; r < rows; r++) {
		if (!s->fixed)
			w->figures_a[r].reading = w->figures_b[r].reading = NONE;
		evaluate(w, &w->rows_a[r], r, w->none, of_a + r * 2 * s->units);
		evaluate(w, &w->rows_walking[r], r, w->taken, of_b + r * 2 * s->units);
	}
	memset(w->taken, false, s->choices->n * sizeof *w->taken);
}

/* Only a weight moves, in forms that know what that means. */
static bool is_step(const struct subject *s, size_t choice)
{
	return s->choices->all[choice].kind == CHOICE_WEIGHT && s->forms[0];
}

static void replace(void *work, size_t rows, size_t choice, double *out)
{
	struct work *w = work;
	const struct subject *s = w->subject;
	if (is_step(s, choice)) {
		s->kernel->moved(w->rows_a, rows, choice, raw_of(w, 0, true) + choice,
		                 2 * s->choices->n_numbers, &w->scratch, out);
		return;
	}
	w->taken[choice] = true;
	for (size_t r = 0; r < rows; r++)
		evaluate(w, &w->rows_walking[r], r, w->taken, out + r * 2 * s->units);
	w->taken[choice] = false;
}

static void copy_row(const struct sobol_state *from, struct sobol_state *to)
{
	size_t sums = from->form->n_stages * from->form->units * sizeof *to->sums;
	to->weights = from->weights;
	memcpy(to->totals, from->totals, from->form->n_stages * sizeof *to->totals);
	memcpy(to->sums, from->sums, sums);
	if (!from->form->plain)
		memcpy(to->counts, from->counts, sums);
}

static void walk(void *work, size_t rows)
{
	struct work *w = work;
	const struct subject *s = w->subject;
	memset(w->taken, false, s->choices->n * sizeof *w->taken);
	for (size_t r = 0; s->steps && r < rows; r++)
		copy_row(&w->rows_a[r], &w->rows_walking[r]);
}

/* Where some choice is not a weight, everything is worked out anew at each step: what changes
 * nothing then gives the same doubles again. */
static void step(void *work, size_t rows, size_t choice, double *out)
{
	struct work *w = work;
	const struct subject *s = w->subject;
	if (s->steps) {
		s->kernel->move(w->rows_walking, rows, choice, raw_of(w, 0, true) + choice,
		                2 * s->choices->n_numbers, &w->scratch, out);
		return;
	}
	w->taken[choice] = true;
	for (size_t r = 0; r < rows; r++)
		evaluate(w, &w->rows_walking[r], r, w->taken, out + r * 2 * s->units);
}

/* ---- a run ---- */

static void fill_box(struct arena *a, struct subject *s)
{
	const struct firmness_request *q = s->request;
	s->low = ARENA_NEWS(a, double, s->n_weights);
	s->width = ARENA_NEWS(a, double, s->n_weights);
	for (size_t k = 0; q->weights.kind == WEIGHTS_BOX && k < s->n_weights; k++) {
		double nominal = s->numbers[0].nominal[k], reach = binary_of(q->weights.reach);
		s->low[k] = nominal * (1 - reach);
		s->width[k] = 2 * reach * nominal;
	}
}

static void fill_gammas(struct arena *a, struct subject *s)
{
	const struct firmness_request *q = s->request;
	s->gammas = ARENA_NEWS(a, const struct gamma_quantile *, s->n_weights);
	for (size_t k = 0; q->weights.kind == WEIGHTS_DIRICHLET && k < s->n_weights; k++) {
		double shape = s->numbers[0].nominal[k] * binary_of(q->weights.concentration);
		for (size_t i = 0; i < k; i++)
			if (s->gammas[i] && s->gammas[i]->shape == shape)
				s->gammas[k] = s->gammas[i];
		if (!s->gammas[k] && shape > 0)
			s->gammas[k] = gamma_quantile_new(a, shape);
	}
}

static void fill_rounding(struct subject *s)
{
	static const enum sobol_rounding roundings[ROUNDINGS] = {[ROUND_HALF_UP] = SOBOL_NEAREST,
	                                                         [ROUND_HALF_EVEN] = SOBOL_NEAREST,
	                                                         [ROUND_DOWN] = SOBOL_TOWARDS_ZERO,
	                                                         [ROUND_UP] = SOBOL_AWAY};
	const struct method *m = s->request->method;
	if (!m)
		return;
	s->rounding = roundings[m->rounding];
	for (unsigned i = 0; i < m->decimals; i++)
		s->scale *= 10;
}

static void fill_forms(struct arena *a, struct subject *s)
{
	size_t n = readings_of(s);
	struct model_numbers *numbers = ARENA_NEWS(a, struct model_numbers, n);
	const struct sobol_form **forms = ARENA_NEWS(a, const struct sobol_form *, n);
	struct sobol_plan plan = sobol_plan_new(a, s->choices->models[0]);
	for (size_t i = 0; i < n; i++) {
		numbers[i] = model_numbers(a, s->choices->models[i]);
		sobol_plan_add(&plan, s->choices->models[i], &numbers[i], !s->fixed);
	}
	for (size_t i = 0; plan.possible && i < n; i++) {
		forms[i] = sobol_form_of(a, &plan, s->choices->models[i], &numbers[i]);
		s->most_stages = forms[i]->n_stages;
	}
	s->numbers = numbers;
	s->forms = forms;
	s->steps = s->choices->weights != WEIGHTS_ORDER && n == 1 && s->fixed && plan.possible;
}

/* Rows of a batch: sums of one choice over all of them are added up in registers; with many units
 * the rows must still lie near. */
static size_t batch_of(size_t units)
{
	return units <= 64 ? 32 : units <= 512 ? 16 : 4;
}

/* Scores at the middle of all numbers, and ranks there. */
static void fill_centre(struct arena *a, struct subject *s, double *centre)
{
	struct work *w = open_work(s, a);
	size_t n = s->choices->n_numbers;
	uint32_t *words = ARENA_NEWS(a, uint32_t, 2 * n);
	for (size_t i = 0; i < 2 * n; i++)
		words[i] = UINT32_C(1) << 31;
	double *other = ARENA_NEWS(a, double, 2 * s->units);
	begin(w, 1, 0, words, centre, other);
}

const struct sobol *sobol_run_on(const struct firmness_request *q, const char *isa)
{
	struct arena *a = q->arena;
	struct sobol *out = ARENA_NEW(a, struct sobol);
	struct subject *s = ARENA_NEW(a, struct subject);
	*s = (struct subject){.request = q,
	                      .choices = choices_of(q),
	                      .kernel = sobol_kernel_choose(isa),
	                      .n = q->model->n_units,
	                      .units = sobol_padded(q->model->n_units),
	                      .n_weights = q->model->n_weights,
	                      .batch = batch_of(q->model->n_units),
	                      .scale = 1,
	                      .fixed = !q->recognition};
	fill_rounding(s);
	fill_forms(a, s);
	fill_box(a, s);
	fill_gammas(a, s);
	double *centre = ARENA_NEWS(a, double, 2 * s->units);
	double *noise = ARENA_NEWS(a, double, 2 * s->units);
	fill_centre(a, s, centre);
	for (size_t u = 0; u < s->units; u++)
		noise[u] = 1e-11 * s->numbers[0].full;
	const struct indices_subject subject = {.context = s,
	                                        .n_choices = s->choices->n,
	                                        .n_numbers = s->choices->n_numbers,
	                                        .n_outputs = 2 * s->units,
	                                        .batch = s->batch,
	                                        .centre = centre,
	                                        .noise = noise,
	                                        .open = open_work,
	                                        .begin = begin,
	                                        .replace = replace,
	                                        .walk = walk,
	                                        .step = step};
	uint64_t rows = q->rows ? q->rows : q->draws;
	const struct indices_plan plan = {.rows = rows,
	                                  .seed = q->seed,
	                                  .threads = q->threads,
	                                  .watch = q->watch,
	                                  .isa = isa,
	                                  .spread = q->spread};
	*out = (struct sobol){.n_units = s->n, .choices = s->choices};
	out->indices = indices_of(a, &subject, &plan);
	out->rows = out->indices->rows;
	out->stopped = out->rows < rows;
	return out->rows ? out : NULL;
}

const struct sobol *sobol_run(const struct firmness_request *request)
{
	return sobol_run_on(request, request->isa);
}

static size_t output_of(const struct sobol *s, enum sobol_output output, size_t unit)
{
	return (output == SOBOL_RANK ? sobol_padded(s->n_units) : 0) + unit;
}

const struct indices_effect *sobol_effect(const struct sobol *s, size_t choice,
                                          enum sobol_output output, size_t unit)
{
	return indices_at(s->indices, choice, output_of(s, output, unit));
}

double sobol_mean(const struct sobol *s, enum sobol_output output, size_t unit)
{
	return s->indices->mean[output_of(s, output, unit)];
}

double sobol_sd(const struct sobol *s, enum sobol_output output, size_t unit)
{
	return s->indices->sd[output_of(s, output, unit)];
}
