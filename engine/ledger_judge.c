/* ledger_judge.c - which rows of a ledger count, and why the others do not. */
#include "engine/credit_code.h"
#include "engine/ledger_twins.h"

#include <string.h>

struct judging {
	struct arena *arena;
	struct ledger *ledger;
	const struct ledger_rule *rule;
	const struct ledger_part *parts;
	size_t n_parts;
};

static void flag(struct ledger_row *r, enum ledger_flag f)
{
	r->flags |= (uint16_t)(1u << f);
}

/* ---- one row by itself ---- */

static bool too_low(int64_t least, int64_t amount)
{
	return least != LEDGER_NO_AMOUNT && amount < least;
}

static bool is_missing(int64_t least, int64_t amount)
{
	return least != LEDGER_NO_AMOUNT && amount == LEDGER_NO_AMOUNT;
}

/* LEDGER_COUNTS where it is enough, or nothing is asked. */
static enum ledger_reason by_amount(const struct judging *j, struct ledger_row *r)
{
	const struct ledger_threshold *t = ledger_threshold_of(j->rule, r->item, r->type);
	if (!t || (t->investment == LEDGER_NO_AMOUNT && t->revenue == LEDGER_NO_AMOUNT)) {
		flag(r, LEDGER_NO_STANDARD);
		return LEDGER_COUNTS;
	}
	if (is_missing(t->investment, r->investment) || is_missing(t->revenue, r->revenue))
		return LEDGER_AMOUNT_MISSING;
	if (too_low(t->investment, r->investment) || too_low(t->revenue, r->revenue))
		return LEDGER_AMOUNT_LOW;
	return LEDGER_COUNTS;
}

static enum ledger_reason by_day(const struct judging *j, struct ledger_row *r)
{
	long day = r->days[j->rule->day];
	if (!day)
		return LEDGER_DAY_MISSING;
	if (j->ledger->as_of && day > j->ledger->as_of)
		return LEDGER_DAY_FUTURE;
	for (size_t i = 0; i < j->n_parts; i++)
		if (day >= j->parts[i].span.first && day <= j->parts[i].span.last) {
			r->period = (uint16_t)j->parts[i].period;
			return LEDGER_COUNTS;
		}
	return LEDGER_DAY_OUTSIDE;
}

static enum ledger_reason by_recognition(const struct judging *j, const struct ledger_row *r)
{
	static const enum ledger_reason reasons[] = {[LEDGER_OPEN] = LEDGER_PENDING,
	                                             [LEDGER_RECOGNISED] = LEDGER_COUNTS,
	                                             [LEDGER_SENT_BACK] = LEDGER_RETURNED,
	                                             [LEDGER_REFUSED] = LEDGER_DENIED};
	/* What the department turned down does not count, whatever else is asked. */
	if (r->recognition == LEDGER_OPEN && !j->rule->recognition)
		return LEDGER_COUNTS;
	return reasons[r->recognition];
}

static enum ledger_reason reason_of(const struct judging *j, struct ledger_row *r)
{
	const size_t submitter = j->ledger->files[r->file].unit;
	enum ledger_reason amount = by_amount(j, r), reason;
	if (submitter != NONE && submitter != r->unit)
		return LEDGER_OTHER_COUNTY;
	if (r->reason == LEDGER_EXCLUDED) /* the reader has seen its words */
		return LEDGER_EXCLUDED;
	if (r->code_state != CREDIT_CODE_GOOD)
		return LEDGER_CODE_WRONG;
	if ((reason = by_recognition(j, r)) != LEDGER_COUNTS)
		return reason;
	if (r->stage < j->rule->stage)
		return LEDGER_STAGE_EARLY;
	return amount != LEDGER_COUNTS ? amount : by_day(j, r);
}

static void flag_days(const struct judging *j, struct ledger_row *r)
{
	int32_t before = 0;
	for (size_t d = 0; d < LEDGER_DAYS; d++) {
		int32_t day = r->days[d];
		if (day && d < LEDGER_RECOGNISED_ON) {
			if (day < before)
				flag(r, LEDGER_DAY_ORDER);
			before = day;
		}
		if (j->ledger->as_of && day > j->ledger->as_of && d != j->rule->day)
			flag(r, LEDGER_DAY_AHEAD);
	}
}

/* ---- amounts beside those of their like ---- */

/* Amounts of one item and type, for their median. */
struct like {
	int64_t *amounts;
	size_t n;
	int64_t median; /* 0: too few to tell */
};
/* With fewer there is no telling what is usual. */
enum { LIKE_LEAST = 5, SLIP_BEYOND = 1000 };

/* What would stand at `rank` if they were sorted; they are put in another order. Linear on average:
 * each round leaves out what lies on the other side of the middle one. */
static int64_t ranked(int64_t *amounts, size_t n, size_t rank)
{
	size_t from = 0, end = n;
	while (end - from > 1) {
		const int64_t pivot = amounts[from + (end - from - 1) / 2]; /* not the last */
		size_t low = from, high = end - 1;
		for (;; low++, high--) {
			while (amounts[low] < pivot)
				low++;
			while (amounts[high] > pivot)
				high--;
			if (low >= high)
				break;
			const int64_t other = amounts[low];
			amounts[low] = amounts[high];
			amounts[high] = other;
		}
		/* None before `low` is above the pivot, none behind `high` is below it. */
		if (rank > high)
			from = high + 1;
		else
			end = high + 1;
	}
	return amounts[rank];
}

static bool slipped(const struct like *like, int64_t amount)
{
	if (like->median == 0 || amount <= 0)
		return false;
	return amount / SLIP_BEYOND >= like->median || like->median / SLIP_BEYOND >= amount;
}

static int64_t amount_of(const struct ledger_row *r, bool revenue)
{
	return revenue ? r->revenue : r->investment;
}

static size_t like_of(const struct method *m, const struct ledger_row *r)
{
	return r->item * m->n_types + r->type;
}

/* Whoever writes 万元 for 亿元 is ten thousand times off; what is a thousand times beyond the
 * median of its like is looked at. */
static void flag_slips(struct arena *scratch, struct ledger *l, bool revenue)
{
	const struct method *m = l->method;
	const size_t n = m->n_items * m->n_types;
	struct like *likes = ARENA_NEWS(scratch, struct like, n);
	for (size_t i = 0; i < l->n; i++)
		likes[like_of(m, &l->rows[i])].n += amount_of(&l->rows[i], revenue) > 0;
	for (size_t k = 0; k < n; k++) {
		likes[k].amounts = ARENA_NEWS(scratch, int64_t, likes[k].n);
		likes[k].n = 0;
	}
	for (size_t i = 0; i < l->n; i++) {
		struct like *like = &likes[like_of(m, &l->rows[i])];
		if (amount_of(&l->rows[i], revenue) > 0)
			like->amounts[like->n++] = amount_of(&l->rows[i], revenue);
	}
	for (size_t k = 0; k < n; k++)
		if (likes[k].n >= LIKE_LEAST)
			likes[k].median = ranked(likes[k].amounts, likes[k].n, likes[k].n / 2);
	for (size_t i = 0; i < l->n; i++)
		if (slipped(&likes[like_of(m, &l->rows[i])], amount_of(&l->rows[i], revenue)))
			flag(&l->rows[i], LEDGER_UNIT_SLIP);
}

/* ---- cells ---- */

static size_t cell_of(const struct method *m, size_t unit, size_t item, size_t type, size_t period)
{
	return ((unit * m->n_items + item) * m->n_types + type) * m->n_periods + period;
}

/* Counting sort: stable, so the rows of a cell stand in the order of the ledger. */
static void sort_counted(struct arena *a, struct ledger *l)
{
	const struct method *m = l->method;
	const size_t cells = m->n_units * m->n_items * m->n_types * m->n_periods;
	size_t *first = ARENA_NEWS(a, size_t, cells + 2), total = 0;
	for (size_t i = 0; i < l->n; i++) {
		const struct ledger_row *r = &l->rows[i];
		if (r->reason == LEDGER_COUNTS)
			first[cell_of(m, r->unit, r->item, r->type, r->period) + 2]++;
	}
	for (size_t c = 2; c < cells + 2; c++)
		first[c] = total += first[c];
	uint32_t *counted = ARENA_NEWS(a, uint32_t, total);
	for (uint32_t i = 0; i < l->n; i++) {
		const struct ledger_row *r = &l->rows[i];
		if (r->reason == LEDGER_COUNTS)
			counted[first[cell_of(m, r->unit, r->item, r->type, r->period) + 1]++] = i;
	}
	l->counted = counted;
	l->first = first;
}

struct ledger_rows ledger_cell(const struct ledger *l, size_t unit, size_t item, size_t type,
                               size_t period)
{
	const size_t cell = cell_of(l->method, unit, item, type, period);
	return (struct ledger_rows){l->counted + l->first[cell],
	                            l->first[cell + 1] - l->first[cell]};
}

const ratio *ledger_count(struct arena *a, const struct ledger *l, struct ledger_rows rows)
{
	const ratio *sum = ratio_of(a, 0, 1);
	long whole = 0;
	for (size_t i = 0; i < rows.n; i++) {
		const struct ledger_row *r = &l->rows[rows.rows[i]];
		if (r->weight)
			sum = ratio_add(a, sum, r->weight);
		else
			whole++;
	}
	return ratio_add(a, sum, ratio_of(a, whole, 1));
}

/* ---- all of it ---- */

void ledger_sum_up(struct arena *a, struct ledger *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct ledger_row *r = &l->rows[i];
		l->n_by_reason[r->reason]++;
		for (size_t f = 0; f < LEDGER_FLAGS; f++)
			l->n_by_flag[f] += ledger_flagged(r, (enum ledger_flag)f);
	}
	sort_counted(a, l);
}

static void flag_missing(struct ledger_row *r)
{
	if (!*r->code)
		flag(r, LEDGER_NO_CODE);
	if (r->reason == LEDGER_COUNTS && !*r->evidence)
		flag(r, LEDGER_NO_EVIDENCE);
}

void ledger_judge(struct arena *a, struct ledger *l, const struct ledger_part *parts,
                  size_t n_parts)
{
	const struct judging j = {a, l, l->method->ledger, parts, n_parts};
	for (size_t i = 0; i < l->n; i++) {
		struct ledger_row *r = &l->rows[i];
		r->same = r->near = r->other = r->twin = LEDGER_NO_ROW;
		r->reason = (uint8_t)reason_of(&j, r);
		flag_days(&j, r);
	}
	ledger_twins(a, l);
	struct arena *scratch = arena_scratch(a);
	flag_slips(scratch, l, false);
	flag_slips(scratch, l, true);
	arena_free(scratch);
	for (size_t i = 0; i < l->n; i++)
		flag_missing(&l->rows[i]);
	ledger_sum_up(a, l);
}
