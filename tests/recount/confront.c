#include "tests/recount/confront.h"
#include "rules/rules.h"
#include "tests/recount/bench.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the engine's side ---- */

static size_t found(size_t index)
{
	if (index == NONE) {
		fputs("recount: an id of a scheme was not found\n", stderr);
		exit(4);
	}
	return index;
}

static const ratio *ratio_from(struct arena *a, struct fraction x)
{
	return ratio_of(a, (long)x.n, (long)x.d);
}

static void put_entry(struct arena *a, struct figure *to, const struct entry *from)
{
	if (from->state == CELL_ABSENT)
		return;
	to->state = from->state == CELL_DASH ? FIGURE_NO_TASK : FIGURE_NUMBER;
	to->value = from->state == CELL_NUMBER ? ratio_from(a, from->x) : NULL;
	to->place = (struct place){"scheme.csv", 1, 1};
}

static const struct judgement *judgements(struct arena *a, const struct voices *v)
{
	const struct judgement *first = NULL;
	for (int i = v->n - 1; i >= 0; i--) {
		struct judgement *j = ARENA_NEW(a, struct judgement);
		*j = (struct judgement){.points = ratio_from(a, v->points[i]),
		                        .scorer = "",
		                        .reason = "",
		                        .group = arena_print(a, "body%d", v->body[i]),
		                        .place = {"judged.csv", 1, 1},
		                        .next = first};
		first = j;
	}
	return first;
}

static void put_leaf(const struct confronted *c, const struct scheme *s, struct figures *f, int u,
                     int i, const size_t *spans)
{
	const struct node *n = &s->node[i];
	for (int p = 0; p < SPANS; p++) {
		size_t unit = c->unit[u], item = c->node[i], period = spans[p];
		if (scheme_measured(n) && !scheme_counted(n)) {
			put_entry(c->arena, figures_value(f, unit, item, period),
			          &s->value[p][u][i]);
			put_entry(c->arena,
			          figures_target(f, unit, item, all_types(c->method), period),
			          &s->target[p][u][i][KINDS]);
		}
		for (int k = 0; k < KINDS && scheme_counted(n); k++) {
			size_t type = found(method_type(c->method, k ? "t1" : "t0"));
			put_entry(c->arena, figures_target(f, unit, item, type, period),
			          &s->target[p][u][i][k]);
			put_entry(c->arena, figures_count_in(f, unit, item, type, period),
			          &s->count[p][u][i][k]);
		}
		if (n->how == BY_JUDGED || n->how == BY_RATERS)
			*figures_judged_in(f, unit, item, period) =
			        judgements(c->arena, &s->voices[p][u][i]);
	}
}

/* The span that has no figures of its own is left empty, as is what belongs to none. */
static const struct figures *put_figures(const struct confronted *c, const struct scheme *s)
{
	size_t spans[SPANS] = {method_period(c->method, "now"), method_period(c->method, "h1"),
	                       method_period(c->method, "h2"), method_period(c->method, "base")};
	struct figures *f = figures_new(c->arena, c->method, found(spans[NOW]));
	long year;
	if (!date_read("2023-12-31", &year))
		exit(4);
	f->as_of = year + s->as_of;
	for (int u = 0; u < s->units; u++)
		for (int i = 0; i < s->nodes; i++)
			if (s->node[i].leaf)
				put_leaf(c, s, f, u, i, spans);
	return f;
}

struct confronted confront_engine(struct arena *a, const struct scheme *s, bool in_full)
{
	char *text = malloc(SCHEME_TEXT), name[16];
	struct confronted c = {.arena = a, .refused = diag_list_new(a)};
	if (!text)
		exit(3);
	scheme_write(s, text);
	struct diag_list *log = diag_list_new(a);
	c.method = rules_read(a, file_from_memory(a, "scheme.cfg", text, strlen(text)), log);
	if (!c.method) {
		fputs(text, stderr);
		bench_print(log, a);
		exit(4);
	}
	for (int u = 0; u < s->units; u++) {
		snprintf(name, sizeof(name), "u%d", u);
		c.unit[u] = found(method_unit(c.method, name));
	}
	c.node[0] = 0;
	for (int i = 1; i < s->nodes; i++) {
		snprintf(name, sizeof(name), "n%d", i);
		c.node[i] = found(method_item(c.method, name));
	}
	c.sheet = (in_full ? score_run : score_numbers)(a, c.method, put_figures(&c, s), NONE,
	                                                c.refused);
	free(text);
	return c;
}

/* ---- held against the recount ---- */

struct holding {
	const struct confronted *c;
	const struct scheme *s;
	char *what; /* empty while everything agrees */
	size_t room;
	int unit;
};

static void differs(const struct holding *h, const char *where, const char *field, const char *x,
                    const char *y)
{
	if (!h->what[0])
		snprintf(h->what, h->room, "u%d %s: %s is %s in the engine, %s in the recount",
		         h->unit, where, field, x, y);
}

static void same_count(const struct holding *h, const char *field, long x, long y)
{
	char a[24], b[24];
	snprintf(a, sizeof(a), "%d", (int)x);
	snprintf(b, sizeof(b), "%d", (int)y);
	if (x != y)
		differs(h, "total", field, a, b);
}

/* "-12.5000" */
static long double read_decimal(const char *text)
{
	bool negative = *text == '-';
	long double v = 0, scale = 1;
	for (text += negative; *text && *text != '.'; text++)
		v = 10 * v + (*text - '0');
	for (text += *text == '.'; *text; text++)
		v += (*text - '0') * (scale /= 10);
	return negative ? -v : v;
}

/* An exact number is the same one; of the others the engine's lies where the recount's does. */
static void same_number(const struct holding *h, const char *where, const char *field,
                        const ratio *x, struct quantity y)
{
	char text[FRACTION_TEXT + 40];
	const char *engine = x ? ratio_exact(h->c->arena, x) : "missing";
	fraction_text(y.f, text);
	if (x && !y.exact) {
		long double v = read_decimal(ratio_fixed(h->c->arena, x, 20, ROUND_HALF_UP));
		long double gap = v > y.v ? v - y.v : y.v - v, size = y.v < 0 ? -y.v : y.v;
		snprintf(text, sizeof(text), "about %lld e-6", (long long)(y.v * 1e6L));
		if (gap < 1e-12L * (1 + size))
			return;
	} else if (strcmp(engine, text) == 0) {
		return;
	}
	differs(h, where, field, engine, text);
}

static void same_node(const struct holding *h, int i, const struct points *p, const struct share *n)
{
	char where[16];
	snprintf(where, sizeof(where), "n%d", i);
	if (h->s->node[i].leaf && !h->s->combined) {
		bool engine = p->state != POINTS_NO_TASK, recount = n->state != IDLE;
		if (engine != recount)
			differs(h, where, "state", engine ? "a mark" : "no task",
			        recount ? "a mark" : "no task");
		if (n->state == MARKED)
			same_number(h, where, "mark", p->mark, n->mark);
	}
	same_number(h, where, "points", p->points, n->points);
	if (n->state != IDLE || !i)
		same_number(h, where, "full points", p->max, n->max);
}

static void same_unit(const struct holding *h, const struct unit_result *u, const struct account *a)
{
	same_count(h, "complete", u->complete, a->complete);
	if (h->what[0] || !a->complete)
		return;
	for (int i = h->s->nodes - 1; i >= 0; i--)
		same_node(h, i, &u->items[h->c->node[i]], &a->node[i]);
	same_number(h, "total", "score", u->score, a->score);
	same_number(h, "total", "published", u->published, quantity_of(a->published));
}

static void same_standing(const struct holding *h, const struct unit_result *u,
                          const struct account *a)
{
	if (h->s->unit[h->unit].assessed)
		same_count(h, "apart", u->apart, a->apart);
	same_count(h, "rank", u->ranked ? (long)u->rank : 0, a->rank);
	same_count(h, "grade", u->grade == NONE ? NOBODY : (long)u->grade, a->grade);
	same_count(h, "grade before consequences",
	           u->grade_earned == NONE ? NOBODY : (long)u->grade_earned, a->earned);
}

static const enum diag_code codes[REASONS] = {
        [MEASURE_MISSING] = DIAG_measure_missing,
        [MEASURE_UNDEFINED] = DIAG_measure_undefined,
        [REFERENCE_UNDEFINED] = DIAG_reference_undefined,
        [TARGET_NEGATIVE] = DIAG_target_negative,
        [COUNT_MISSING] = DIAG_count_missing,
        [JUDGED_MISSING] = DIAG_judged_missing,
        [RATER_ABSENT] = DIAG_rater_group_absent,
        [RATER_UNKNOWN] = DIAG_rater_group_unknown,
        [GEOMETRIC_NEGATIVE] = DIAG_geometric_negative,
        [OUTSIDE_NEGATIVE] = DIAG_outside_negative,
};

static void same_refusals(const struct holding *h, const struct recounting *r)
{
	long engine[REASONS] = {0}, others = 0;
	for (size_t i = 0; i < diag_count(h->c->refused); i++) {
		const struct diag *d = diag_at(h->c->refused, i);
		bool known = false;
		for (int k = 0; k < REASONS; k++) {
			engine[k] += d->code == codes[k];
			known = known || d->code == codes[k];
		}
		others += !known && diag_severity(d->code) != SEVERITY_WARNING;
	}
	for (int k = 0; k < REASONS; k++)
		same_count(h, diag_name(codes[k]), engine[k], r->refused[k]);
	same_count(h, "other refusals", others, 0);
	same_count(h, "refused", h->c->sheet == NULL, ranks_refused(r));
}

static bool hold(const struct confronted *c, const struct recounting *r,
                 const struct account *units, char *what, size_t room)
{
	struct holding h = {c, r->s, what, room, 0};
	what[0] = '\0';
	same_refusals(&h, r);
	for (int u = 0; u < r->s->units && c->sheet && !what[0]; u++) {
		h.unit = u;
		same_unit(&h, &c->sheet->units[c->unit[u]], &units[u]);
	}
	for (int u = 0; u < r->s->units && c->sheet && !what[0]; u++) {
		h.unit = u;
		same_standing(&h, &c->sheet->units[c->unit[u]], &units[u]);
	}
	return !what[0];
}

enum verdict_of confront(const struct scheme *s, bool in_full, char *what, size_t room)
{
	struct arena *a = bench_arena();
	struct confronted c = confront_engine(a, s, in_full);
	struct recounting r = {.s = s};
	struct account units[MOST_UNITS];
	ranks_recount(&r, units);
	bool same = hold(&c, &r, units, what, room);
	arena_free(a);
	return r.doubtful ? DOUBTFUL : same ? AGREED : DIFFERS;
}

static bool same_quantity(struct quantity x, struct quantity y)
{
	bool doubt = false;
	return x.exact == y.exact && quantity_cmp(x, y, &doubt) == 0;
}

static bool same_account(const struct account *x, const struct account *y, int nodes)
{
	for (int i = 0; i < nodes; i++) {
		const struct share *p = &x->node[i], *q = &y->node[i];
		if (p->state != q->state || !same_quantity(p->points, q->points) ||
		    !same_quantity(p->max, q->max))
			return false;
	}
	return x->rank == y->rank && x->grade == y->grade && x->earned == y->earned &&
	       (!x->complete || fraction_cmp(x->published, y->published) == 0);
}

static bool same_recounts(const struct recounting *x, const struct account *units,
                          const struct recounting *y, const struct account *others)
{
	for (int i = 0; i < REASONS; i++)
		if (x->refused[i] != y->refused[i])
			return false;
	for (int u = 0; u < x->s->units; u++)
		if (!same_account(&units[u], &others[u], x->s->nodes))
			return false;
	return true;
}

bool confront_notices(const struct scheme *s, enum slip slip)
{
	struct recounting right = {.s = s}, wrong = {.s = s, .slip = slip};
	struct account units[MOST_UNITS], slipped[MOST_UNITS];
	char what[256];
	ranks_recount(&right, units);
	ranks_recount(&wrong, slipped);
	if (right.doubtful || wrong.doubtful || same_recounts(&right, units, &wrong, slipped))
		return false;
	struct arena *a = bench_arena();
	struct confronted c = confront_engine(a, s, false);
	bool noticed = hold(&c, &right, units, what, sizeof(what)) &&
	               !hold(&c, &wrong, slipped, what, sizeof(what));
	arena_free(a);
	return noticed;
}
