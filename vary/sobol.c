#include "vary/sobol.h"

#include "engine/binary.h"
#include "vary/sobol_form.h"
#include "vary/sobol_subject.h"

static void fill_box(struct arena *a, struct sobol_subject *s)
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

static void fill_gammas(struct arena *a, struct sobol_subject *s)
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

static void fill_rounding(struct sobol_subject *s)
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

static void fill_forms(struct arena *a, struct sobol_subject *s)
{
	size_t n = sobol_readings(s);
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
static void fill_centre(struct arena *a, struct sobol_subject *s, double *centre)
{
	void *work = sobol_open(s, a);
	size_t n = s->choices->n_numbers;
	uint32_t *words = ARENA_NEWS(a, uint32_t, 2 * n);
	for (size_t i = 0; i < 2 * n; i++)
		words[i] = UINT32_C(1) << 31;
	double *other = ARENA_NEWS(a, double, 2 * s->units);
	sobol_begin(work, 1, 0, words, centre, other);
}

const struct sobol *sobol_run_on(const struct firmness_request *q, const char *isa)
{
	struct arena *a = q->arena;
	struct sobol *out = ARENA_NEW(a, struct sobol);
	struct sobol_subject *s = ARENA_NEW(a, struct sobol_subject);
	*s = (struct sobol_subject){.request = q,
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
	                                        .open = sobol_open,
	                                        .begin = sobol_begin,
	                                        .replace = sobol_replace,
	                                        .walk = sobol_walk,
	                                        .step = sobol_step};
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
