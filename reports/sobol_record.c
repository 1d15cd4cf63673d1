#include "reports/sobol_report.h"

#include <math.h>

/* Beyond so many cells intervals are left to the long table: they would triple the report. */
enum { INTERVALS_MOST = 20000 };

enum quantity {
	QUANTITY_FIRST,
	QUANTITY_FIRST_LOW,
	QUANTITY_FIRST_HIGH,
	QUANTITY_TOTAL,
	QUANTITY_TOTAL_LOW,
	QUANTITY_TOTAL_HIGH,
	QUANTITY_SHAPLEY,
	QUANTITY_SHAPLEY_LOW,
	QUANTITY_SHAPLEY_HIGH,
	QUANTITIES
};
static const char *const quantity_keys[QUANTITIES] = {"first",   "first_low",   "first_high",
                                                      "total",   "total_low",   "total_high",
                                                      "shapley", "shapley_low", "shapley_high"};

static double quantity(const struct indices_effect *e, enum quantity q)
{
	const double values[] = {e->first, e->total, e->shapley};
	const double errors[] = {e->first_error, e->total_error, e->shapley_error};
	double side = q % 3 == 0 ? 0 : q % 3 == 1 ? -1 : 1;
	return side == 0 ? values[q / 3] : values[q / 3] + side * errors[q / 3];
}

/* "weight.commerce", "policy.no_task"; a gap, an arrangement by the place of the greater weight. */
static const char *choice_id(const struct page *p, const struct firmness *f, size_t choice)
{
	const struct choices *c = f->sobol->choices;
	const struct choice *x = &c->all[choice];
	switch (x->kind) {
	case CHOICE_WEIGHT:
		return arena_print(p->arena, "weight.%s",
		                   model_weight_name(f->model, x->index)->id);
	case CHOICE_FIGURES:
		return arena_print(p->arena, "figures.%s",
		                   model_weight_name(f->model, x->index)->id);
	case CHOICE_GAP:
		return arena_print(p->arena, "gap.%zu", x->index + 1);
	case CHOICE_ARRANGEMENT:
		return arena_print(p->arena, "arrangement.%zu", x->index + 1);
	default:
		return arena_print(
		        p->arena, "policy.%s",
		        f->request->method->policies[c->readings.policies[x->index]].named.id);
	}
}

static json_t *matrix(struct record *r, const struct firmness *f, enum sobol_output output,
                      enum quantity q)
{
	const struct sobol *s = f->sobol;
	json_t *rows = json_array();
	for (size_t u = 0; u < s->n_units; u++) {
		json_t *row = json_array();
		for (size_t k = 0; k < s->choices->n; k++) {
			double x = quantity(sobol_effect(s, k, output, u), q);
			record_append(r, row, isnan(x) ? json_null() : json_real(x));
		}
		record_append(r, rows, row);
	}
	return rows;
}

static json_t *output_record(struct record *r, const struct firmness *f, enum sobol_output output)
{
	const struct sobol *s = f->sobol;
	json_t *object = json_object(), *mean = json_array(), *sd = json_array();
	bool intervals = s->n_units * s->choices->n <= INTERVALS_MOST;
	for (size_t u = 0; u < s->n_units; u++) {
		record_append(r, mean, json_real(sobol_mean(s, output, u)));
		record_append(r, sd, json_real(sobol_sd(s, output, u)));
	}
	record_put(r, object, "mean", mean);
	record_put(r, object, "sd", sd);
	for (size_t q = 0; q < QUANTITIES; q++)
		if (intervals || q % 3 == 0)
			record_put(r, object, quantity_keys[q],
			           matrix(r, f, output, (enum quantity)q));
	return object;
}

void sobol_report_record(struct record *r, json_t *object, const struct firmness *f)
{
	const struct sobol *s = f->sobol;
	if (s == NULL) {
		record_put(r, object, "sobol", json_null());
		return;
	}
	json_t *all = json_object(), *choices = json_array();
	for (size_t k = 0; k < s->choices->n; k++)
		record_append(r, choices, record_text(choice_id(&r->page, f, k)));
	record_put(r, all, "rows", json_integer((json_int_t)s->rows));
	record_put(r, all, "shapley_rows", json_integer((json_int_t)s->indices->walks));
	record_put(r, all, "stopped", json_boolean(s->stopped));
	record_put(r, all, "choices", choices);
	record_put(r, all, "policies_left_out",
	           json_boolean(s->choices->too_many || s->choices->refused));
	record_put(r, all, "score", output_record(r, f, SOBOL_SCORE));
	record_put(r, all, "rank", output_record(r, f, SOBOL_RANK));
	record_put(r, object, "sobol", all);
}

static void row(const struct page *p, struct view_table *t, const char *name, const char *unit,
                const char *choice, double value)
{
	if (isnan(value))
		analysis_row(p, t, "sobol", name, unit, choice, "");
	else
		analysis_number(p, t, "sobol", name, unit, choice, value);
}

void sobol_report_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	static const char *const names[SOBOL_OUTPUTS][3][2] = {
	        [SOBOL_SCORE] = {{"score_first", "score_first_error"},
	                         {"score_total", "score_total_error"},
	                         {"score_shapley", "score_shapley_error"}},
	        [SOBOL_RANK] = {{"rank_first", "rank_first_error"},
	                        {"rank_total", "rank_total_error"},
	                        {"rank_shapley", "rank_shapley_error"}}};
	const struct sobol *s = f->sobol;
	if (s == NULL)
		return;
	const char **ids = ARENA_NEWS(p->arena, const char *, s->choices->n);
	for (size_t k = 0; k < s->choices->n; k++)
		ids[k] = choice_id(p, f, k);
	for (size_t u = 0; u < s->n_units; u++)
		for (size_t k = 0; k < s->choices->n; k++)
			for (size_t o = 0; o < SOBOL_OUTPUTS; o++) {
				const char *unit = model_unit_name(f->model, u)->id;
				const struct indices_effect *e =
				        sobol_effect(s, k, (enum sobol_output)o, u);
				const double values[] = {e->first, e->total, e->shapley};
				const double errors[] = {e->first_error, e->total_error,
				                         e->shapley_error};
				for (size_t q = 0; q < 3; q++) {
					row(p, t, names[o][q][0], unit, ids[k], values[q]);
					row(p, t, names[o][q][1], unit, ids[k], errors[q]);
				}
			}
}
