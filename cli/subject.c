#include "cli/subject.h"
#include "cli/interrupt.h"
#include "cli/progress_bar.h"
#include "reports/analyses.h"

size_t subject_most_units(const struct subject *s)
{
	size_t most = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->models[i]->n_units > most)
			most = s->models[i]->n_units;
	return most;
}

/* One ranking of the subject. */
static const struct firmness *analyse(struct run *run, const struct subject *s,
                                      const struct firmness_request *common, size_t field,
                                      const bool *asked, bool *made)
{
	struct firmness_request *q = ARENA_NEW(run->arena, struct firmness_request);
	struct firmness *f = ARENA_NEW(run->arena, struct firmness);
	*q = *common;
	q->model = s->models[field];
	q->method = s->table ? NULL : s->method;
	q->sheet = s->sheet;
	q->recognition = s->recognitions != NULL ? s->recognitions[field] : NULL;
	q->figures = s->sheet != NULL ? s->sheet->figures : NULL;
	analyses_prepare(q, asked);
	analyses_run(q, asked, made, f);
	return f;
}

void subject_analyse(struct run *run, const struct subject *s, struct firmness_request *common,
                     const bool *asked, struct firmness_report *out)
{
	struct progress_bar bar = progress_bar_new(run->lang);
	/* Processes that share a run must go on together. */
	const volatile sig_atomic_t *stop = run->spread == NULL ? interrupt_watch() : NULL;
	const struct firmness **fields = ARENA_NEWS(run->arena, const struct firmness *, s->n);
	const bool **made = ARENA_NEWS(run->arena, const bool *, s->n);
	common->watch = (struct watch){progress_bar_show, &bar, stop};
	for (size_t i = 0; i < s->n; i++) {
		bool *rows = ARENA_NEWS(run->arena, bool, ANALYSES_MAX);
		fields[i] = analyse(run, s, common, i, asked, rows);
		made[i] = rows;
	}
	progress_bar_end(&bar);
	out->fields = fields;
	out->made = made;
	out->n = s->n;
	out->interrupted = stop != NULL && *stop != 0;
	out->method = s->method;
	out->sheet = s->sheet;
	out->heading = s->heading;
	out->lang = run->lang;
}
