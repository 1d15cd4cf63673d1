#include "vary/proposal.h"

#include "engine/binary.h"

#include <glpk.h>
#include <setjmp.h>

/* ---- GLPK kept quiet ---- */

static int swallow(void *nothing, const char *text)
{
	(void)nothing;
	(void)text;
	return 1;
}

static void leap(void *where)
{
	longjmp(*(jmp_buf *)where, 1);
}

/* Runs some work of GLPK; false where GLPK gave up in the middle of it. */
static bool quietly(void (*work)(void *), void *context)
{
	jmp_buf back;
	volatile bool done = false;
	if (!setjmp(back)) {
		(void)glp_term_out(GLP_OFF);
		glp_term_hook(swallow, NULL);
		glp_error_hook(leap, &back);
		work(context);
		done = true;
	}
	(void)glp_free_env();
	return done;
}

/* ---- the programme as GLPK has it ---- */

static double upper_of(const struct program *p, size_t column)
{
	return p->uppers[column] ? binary_of(p->uppers[column]) : 0;
}

static void load_row(struct arena *a, const struct program *p, size_t row, glp_prob *lp)
{
	static const int kinds[] = {
	        [PROGRAM_AT_MOST] = GLP_UP, [PROGRAM_AT_LEAST] = GLP_LO, [PROGRAM_EQUAL] = GLP_FX};
	const struct program_row *r = &p->rows[row];
	int *places = ARENA_NEWS(a, int, p->n_columns + 1), n = 0;
	double *values = ARENA_NEWS(a, double, p->n_columns + 1), right = binary_of(r->right);
	for (size_t c = 0; c < p->n_columns; c++) {
		double x = r->factors[c] ? binary_of(r->factors[c]) : 0;
		if (x == 0)
			continue;
		places[++n] = (int)c + 1;
		values[n] = x;
	}
	glp_set_row_bnds(lp, (int)row + 1, kinds[r->relation], right, right);
	glp_set_mat_row(lp, (int)row + 1, n, places, values);
}

static glp_prob *load(struct arena *a, const struct program *p)
{
	struct arena *scratch = arena_scratch(a);
	glp_prob *lp = glp_create_prob();
	glp_add_rows(lp, (int)p->n_rows);
	glp_add_cols(lp, (int)p->n_columns);
	for (size_t c = 0; c < p->n_columns; c++) {
		double upper = upper_of(p, c);
		int kind = !p->uppers[c] ? GLP_LO : upper > 0 ? GLP_DB : GLP_FX;
		glp_set_col_bnds(lp, (int)c + 1, kind, 0, upper);
		glp_set_obj_coef(lp, (int)c + 1, p->costs[c] ? binary_of(p->costs[c]) : 0);
	}
	for (size_t r = 0; r < p->n_rows; r++)
		load_row(scratch, p, r, lp);
	arena_free(scratch);
	return lp;
}

/* ---- a basis ---- */

struct simplex_work {
	struct arena *arena;
	const struct program *program;
	struct proposal out;
};

static void read_solution(struct simplex_work *w, glp_prob *lp)
{
	const struct program *p = w->program;
	bool *basic = ARENA_NEWS(w->arena, bool, p->n_columns);
	bool *at_upper = ARENA_NEWS(w->arena, bool, p->n_columns);
	bool *tight = ARENA_NEWS(w->arena, bool, p->n_rows);
	double *x = ARENA_NEWS(w->arena, double, p->n_columns);
	double *y = ARENA_NEWS(w->arena, double, p->n_rows);
	for (size_t c = 0; c < p->n_columns; c++) {
		int state = glp_get_col_stat(lp, (int)c + 1);
		basic[c] = state == GLP_BS;
		at_upper[c] = state == GLP_NU;
		x[c] = glp_get_col_prim(lp, (int)c + 1);
	}
	for (size_t r = 0; r < p->n_rows; r++) {
		tight[r] = glp_get_row_stat(lp, (int)r + 1) != GLP_BS;
		y[r] = glp_get_row_dual(lp, (int)r + 1);
	}
	w->out = (struct proposal){true, basic, at_upper, tight, x, y};
}

static void simplex_work(void *context)
{
	struct simplex_work *w = context;
	glp_prob *lp = load(w->arena, w->program);
	glp_smcp settings;
	glp_init_smcp(&settings);
	settings.msg_lev = GLP_MSG_OFF;
	glp_scale_prob(lp, GLP_SF_AUTO);
	if (!glp_simplex(lp, &settings) && glp_get_status(lp) == GLP_OPT)
		read_solution(w, lp);
	glp_delete_prob(lp);
}

struct proposal proposal_of(struct arena *a, const struct program *p)
{
	struct simplex_work w = {.arena = a, .program = p};
	if (!quietly(simplex_work, &w))
		return (struct proposal){0};
	return w.out;
}

/* ---- whole numbers ---- */

struct whole_work {
	struct arena *arena;
	const struct program *program;
	const bool *whole;
	int nodes;
	const double *out;
};

static void count_nodes(glp_tree *tree, void *most)
{
	int nodes;
	glp_ios_tree_size(tree, NULL, NULL, &nodes);
	if (nodes > *(int *)most)
		glp_ios_terminate(tree);
}

static void whole_work(void *context)
{
	struct whole_work *w = context;
	const struct program *p = w->program;
	glp_prob *lp = load(w->arena, p);
	glp_iocp settings;
	glp_init_iocp(&settings);
	settings.msg_lev = GLP_MSG_OFF;
	settings.presolve = GLP_ON;
	settings.cb_func = count_nodes;
	settings.cb_info = &w->nodes;
	for (size_t c = 0; c < p->n_columns; c++)
		if (w->whole[c])
			glp_set_col_kind(lp, (int)c + 1, GLP_IV);
	(void)glp_intopt(lp, &settings);
	int status = glp_mip_status(lp);
	if (status == GLP_OPT || status == GLP_FEAS) {
		double *x = ARENA_NEWS(w->arena, double, p->n_columns);
		for (size_t c = 0; c < p->n_columns; c++)
			x[c] = glp_mip_col_val(lp, (int)c + 1);
		w->out = x;
	}
	glp_delete_prob(lp);
}

const double *proposal_whole(struct arena *a, const struct program *p, const bool *whole, int nodes)
{
	struct whole_work w = {.arena = a, .program = p, .whole = whole, .nodes = nodes};
	return quietly(whole_work, &w) ? w.out : NULL;
}
