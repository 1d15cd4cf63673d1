#include "vary/recognition.h"

#include "engine/binary.h"
#include "vary/chance.h"
#include "vary/recognition_parts.h"

#include <string.h>

/* One thread's. */
struct work {
	struct arena *arena;
	size_t *levels;       /* [axis] */
	struct figures *mine; /* or NULL */
};

enum recognition_path recognition_path(const struct recognition *r)
{
	return r->path;
}

size_t recognition_uncertain(const struct recognition *r)
{
	return r->n_axes;
}

bool recognition_moves(const struct recognition *r, size_t weight)
{
	for (size_t i = 0; i < r->n_cells; i++)
		if (r->cells[i].value % r->model->n_weights == weight)
			return true;
	return false;
}

uint64_t recognition_failed(const struct recognition *r)
{
	return atomic_load(r->failed);
}

void recognition_range(const struct recognition *r, double *least, double *most)
{
	const double room = r->path == RECOGNITION_TABLES ? 0 : RECOGNITION_ROOM;
	*least = r->least - room;
	*most = r->most + room;
}

static bool in_range(const struct recognition *r, double value)
{
	double least, most;
	recognition_range(r, &least, &most);
	return value >= least && value <= most;
}

void *recognition_work(struct arena *a, const struct recognition *r)
{
	struct work *w = ARENA_NEW(a, struct work);
	*w = (struct work){.arena = a, .levels = ARENA_NEWS(a, size_t, r->n_axes)};
	if (r->copies)
		w->mine = recognition_figures(a, r->model->sheet->figures);
	return w;
}

/* ---- levels ---- */

/* Each axis has half of a slot's words. */
static void draw_levels(const struct recognition *r, uint64_t seed, uint64_t draw,
                        enum stream_purpose purpose, size_t *levels)
{
	uint32_t words[4] = {0};
	for (size_t i = 0; i < r->n_axes; i++) {
		const struct recognition_axis *x = &r->axes[i];
		if (i % 2 == 0)
			stream_words(seed, draw, (uint32_t)(i / 2), purpose, words);
		const uint32_t *own = words + 2 * (i % 2);
		levels[i] = chance_draw(x->limits, x->n_limits,
		                        (uint64_t)own[0] << 32 | (uint64_t)own[1]);
	}
}

/* ---- values ---- */

static double look_up(const struct recognition *r, const struct recognition_cell *c,
                      const size_t *levels)
{
	size_t index = 0;
	for (size_t i = 0; i < c->n_axes; i++)
		index = index * (r->axes[c->first + i].n_limits + 1) + levels[i];
	return c->table[index];
}

/* False where there is no mark. */
static bool work_out(const struct recognition *r, const struct recognition_cell *c,
                     const size_t *levels, struct work *w, double *out)
{
	struct arena *scratch = arena_scratch(w->arena);
	const ratio *x = recognition_mark(scratch, r, c, levels, w->mine);
	if (x)
		*out = binary_of(x);
	arena_free(scratch);
	return x != NULL;
}

/* False where some value is not defined, and stays as submitted. */
static bool by_cells(const struct recognition *r, struct work *w, double *values)
{
	bool all = true, defined = true;
	for (size_t i = 0; i < r->n_cells; i++) {
		const struct recognition_cell *c = &r->cells[i];
		const size_t *levels = w->levels + c->first;
		double x = 0;
		if (c->opens) {
			values[c->value] = c->fixed;
			defined = true;
		}
		if (c->table)
			x = look_up(r, c, levels);
		else
			defined = work_out(r, c, levels, w, &x) && in_range(r, x) && defined;
		values[c->value] = defined ? values[c->value] + x : r->base[c->value];
		all = all && defined;
	}
	return all;
}

static bool by_scoring(const struct recognition *r, struct work *w, double *values)
{
	const size_t n = r->model->n_units * r->model->n_weights;
	struct arena *scratch = arena_scratch(w->arena);
	bool good = recognition_score(scratch, r, w->levels, w->mine, values);
	for (size_t i = 0; i < n; i++)
		good = good && in_range(r, values[i]);
	if (!good)
		memcpy(values, r->base, n * sizeof *values);
	arena_free(scratch);
	return good;
}

void recognition_draw(const struct recognition *r, uint64_t seed, uint64_t draw,
                      enum stream_purpose purpose, double *values, void *work)
{
	const struct model *m = r->model;
	struct work *w = work;
	memcpy(values, r->base, m->n_units * m->n_weights * sizeof *values);
	draw_levels(r, seed, draw, purpose, w->levels);
	if (!(r->path == RECOGNITION_SCORED ? by_scoring : by_cells)(r, w, values))
		atomic_fetch_add(r->failed, 1);
}
