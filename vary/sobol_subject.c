#include "vary/sobol_subject.h"

#include "vary/recognition.h"
#include "vary/sequence.h"
#include "vary/sobol_form.h"

#include <string.h>

/* Figures of one side of a row, as they count under one reading. */
struct drawn {
	/* NONE: not drawn yet. Drawn anew under another reading, after which the columns of a state
	 * are no longer its own: weights, which need them, come before all other choices. */
	size_t reading;
	double *values;  /* [unit * n_weights + weight] */
	double *columns; /* the same as columns of a form */
};

struct work {
	const struct sobol_subject *subject;
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

/* ---- rooms ---- */

static void make_row(struct arena *a, const struct sobol_subject *s, struct sobol_state *r)
{
	size_t sums = (s->most_stages ? s->most_stages : 1) * s->units;
	r->columns = ARENA_NEWS(a, const double *, s->n_weights);
	r->weights = ARENA_LINES(a, double, s->n_weights);
	r->totals = ARENA_LINES(a, double, s->most_stages);
	r->sums = ARENA_LINES(a, double, sums);
	r->counts = ARENA_LINES(a, double, sums);
	r->form = s->forms[0];
	if (r->form)
		memcpy(r->columns, r->form->columns, s->n_weights * sizeof *r->columns);
}

static struct drawn *make_figures(struct arena *a, const struct sobol_subject *s)
{
	struct drawn *all = ARENA_NEWS(a, struct drawn, s->batch);
	for (size_t r = 0; r < s->batch; r++) {
		all[r].values = ARENA_LINES(a, double, s->n * s->n_weights);
		all[r].columns = ARENA_LINES(a, double, s->units * s->n_weights);
	}
	return all;
}

void *sobol_open(void *context, struct arena *a)
{
	const struct sobol_subject *s = context;
	size_t sums = (s->most_stages ? s->most_stages : 1) * s->units, nodes = 0;
	struct work *w = ARENA_NEW(a, struct work);
	for (size_t i = 0; i < sobol_readings(s); i++)
		if (model_work(s->choices->models[i]) > nodes)
			nodes = model_work(s->choices->models[i]);
	*w = (struct work){.subject = s,
	                   .raw = ARENA_LINES(a, double, s->batch * 2 * s->choices->n_numbers),
	                   .rows_a = ARENA_NEWS(a, struct sobol_state, s->batch),
	                   .rows_walking = ARENA_NEWS(a, struct sobol_state, s->batch),
	                   .none = ARENA_NEWS(a, bool, s->choices->n),
	                   .taken = ARENA_NEWS(a, bool, s->choices->n),
	                   .values = ARENA_LINES(a, double, s->n * s->n_weights),
	                   .node_work = ARENA_LINES(a, double, nodes)};
	w->scratch = (struct sobol_scratch){.sums = ARENA_LINES(a, double, sums),
	                                    .counts = ARENA_LINES(a, double, sums),
	                                    .totals = ARENA_LINES(a, double, s->most_stages),
	                                    .rounded = ARENA_LINES(a, double, s->units),
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
	w->recognition = ARENA_NEWS(a, void *, sobol_readings(s));
	for (size_t i = 0; i < sobol_readings(s); i++)
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
	const struct sobol_subject *s = w->subject;
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
	const struct sobol_subject *s = w->subject;
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
	const struct sobol_subject *s = w->subject;
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
	const struct sobol_subject *s = w->subject;
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
	const struct sobol_subject *s = w->subject;
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
	const struct sobol_subject *s = w->subject;
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
	const struct sobol_subject *s = w->subject;
	size_t n = s->choices->n_numbers;
	for (size_t r = 0; r < rows; r++) {
		w->rows_a[r].weights = w->raw + r * 2 * n;
		w->rows_walking[r].weights = w->raw + r * 2 * n + n;
	}
	s->kernel->base(w->rows_a, rows, &w->scratch, of_a);
	s->kernel->base(w->rows_walking, rows, &w->scratch, of_b);
}

void sobol_begin(void *work, size_t rows, uint64_t index, const uint32_t *words, double *of_a,
                 double *of_b)
{
	struct work *w = work;
	const struct sobol_subject *s = w->subject;
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
static bool is_step(const struct sobol_subject *s, size_t choice)
{
	return s->choices->all[choice].kind == CHOICE_WEIGHT && s->forms[0];
}

void sobol_replace(void *work, size_t rows, size_t choice, double *out)
{
	struct work *w = work;
	const struct sobol_subject *s = w->subject;
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

void sobol_walk(void *work, size_t rows)
{
	struct work *w = work;
	const struct sobol_subject *s = w->subject;
	memset(w->taken, false, s->choices->n * sizeof *w->taken);
	for (size_t r = 0; s->steps && r < rows; r++)
		copy_row(&w->rows_a[r], &w->rows_walking[r]);
}

/* Where some choice is not a weight, everything is worked out anew at each step: what changes
 * nothing then gives the same doubles again. */
void sobol_step(void *work, size_t rows, size_t choice, double *out)
{
	struct work *w = work;
	const struct sobol_subject *s = w->subject;
	if (s->steps) {
		s->kernel->move(w->rows_walking, rows, choice, raw_of(w, 0, true) + choice,
		                2 * s->choices->n_numbers, &w->scratch, out);
		return;
	}
	w->taken[choice] = true;
	for (size_t r = 0; r < rows; r++)
		evaluate(w, &w->rows_walking[r], r, w->taken, out + r * 2 * s->units);
}
