#include "vary/indices.h"

#include "vary/sequence.h"
#include "vary/sobol_kernel.h"

#include <string.h>

enum { BATCH = 16 };

struct subject {
	const struct indices_function *function;
	size_t padded;
};

struct work {
	const struct subject *subject;
	double *a, *b, *walking; /* [row * n_inputs + input] */
	double *x, *y;
};

static void *open_work(void *context, struct arena *a)
{
	const struct subject *s = context;
	size_t n = s->function->n_inputs;
	struct work *w = ARENA_NEW(a, struct work);
	*w = (struct work){.subject = s,
	                   .a = ARENA_NEWS(a, double, n *BATCH),
	                   .b = ARENA_NEWS(a, double, n *BATCH),
	                   .walking = ARENA_NEWS(a, double, n *BATCH),
	                   .x = ARENA_NEWS(a, double, n),
	                   .y = ARENA_NEWS(a, double, s->function->n_outputs)};
	return w;
}

static void evaluate(struct work *w, const double *x, double *out)
{
	const struct indices_function *f = w->subject->function;
	f->f(f->context, x, w->y);
	for (size_t o = 0; o < w->subject->padded; o++)
		out[o] = o < f->n_outputs ? w->y[o] : 0;
}

static void begin(void *work, size_t rows, uint64_t index, const uint32_t *words, double *of_a,
                  double *of_b)
{
	struct work *w = work;
	size_t n = w->subject->function->n_inputs, m = w->subject->padded;
	(void)index;
	for (size_t r = 0; r < rows; r++) {
		for (size_t i = 0; i < n; i++) {
			w->a[r * n + i] = sequence_uniform(words[r * 2 * n + i]);
			w->b[r * n + i] = sequence_uniform(words[r * 2 * n + n + i]);
		}
		evaluate(w, w->a + r * n, of_a + r * m);
		evaluate(w, w->b + r * n, of_b + r * m);
	}
}

static void replace(void *work, size_t rows, size_t choice, double *out)
{
	struct work *w = work;
	size_t n = w->subject->function->n_inputs;
	for (size_t r = 0; r < rows; r++) {
		memcpy(w->x, w->a + r * n, n * sizeof *w->x);
		w->x[choice] = w->b[r * n + choice];
		evaluate(w, w->x, out + r * w->subject->padded);
	}
}

static void walk(void *work, size_t rows)
{
	struct work *w = work;
	memcpy(w->walking, w->a, rows * w->subject->function->n_inputs * sizeof *w->a);
}

static void step(void *work, size_t rows, size_t choice, double *out)
{
	struct work *w = work;
	size_t n = w->subject->function->n_inputs;
	for (size_t r = 0; r < rows; r++) {
		w->walking[r * n + choice] = w->b[r * n + choice];
		evaluate(w, w->walking + r * n, out + r * w->subject->padded);
	}
}

const struct indices *indices_of_function(struct arena *a, const struct indices_function *f,
                                          const struct indices_plan *p)
{
	struct subject *s = ARENA_NEW(a, struct subject);
	*s = (struct subject){f, sobol_padded(f->n_outputs)};
	double *middle = ARENA_NEWS(a, double, f->n_inputs);
	double *centre = ARENA_NEWS(a, double, s->padded);
	for (size_t i = 0; i < f->n_inputs; i++)
		middle[i] = sequence_uniform(UINT32_C(1) << 31);
	f->f(f->context, middle, centre);
	const struct indices_subject subject = {.context = s,
	                                        .n_choices = f->n_inputs,
	                                        .n_numbers = f->n_inputs,
	                                        .n_outputs = s->padded,
	                                        .batch = BATCH,
	                                        .centre = centre,
	                                        .noise = ARENA_NEWS(a, double, s->padded),
	                                        .open = open_work,
	                                        .begin = begin,
	                                        .replace = replace,
	                                        .walk = walk,
	                                        .step = step};
	return indices_of(a, &subject, p);
}
