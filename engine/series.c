#include "engine/series.h"

static bool counts(const struct series *s, const struct observation *o)
{
	return o->value && o->at.last <= s->as_of;
}

static bool within(struct date_span inner, struct date_span outer)
{
	return inner.first >= outer.first && inner.last <= outer.last;
}

long series_months(struct date_span span)
{
	/* The day before year 1 ends no month of ours: it is where counting starts. */
	long before = span.first > 1 ? date_months(span.first - 1) : 0;
	long end = date_months(span.last);
	return before >= 0 && end > before ? end - before : 0;
}

/* ---- single observations ---- */

const struct observation *series_first(const struct series *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (counts(s, &s->all[i]))
			return &s->all[i];
	return NULL;
}

const struct observation *series_latest(const struct series *s)
{
	for (size_t i = s->n; i-- > 0;)
		if (counts(s, &s->all[i]))
			return &s->all[i];
	return NULL;
}

const struct observation *series_latest_within(const struct series *s, struct date_span span,
                                               bool one_year)
{
	for (size_t i = s->n; i-- > 0;) {
		const struct observation *o = &s->all[i];
		if (!counts(s, o) || !within(o->at, span))
			continue;
		if (!one_year || date_parts(o->at.first).year == date_parts(o->at.last).year)
			return o;
	}
	return NULL;
}

static bool is_like(const struct series *s, const struct observation *o, long months, long from,
                    long to)
{
	return months && counts(s, o) && series_months(o->at) == months && o->at.last > from &&
	       o->at.last <= to;
}

const struct observation *series_first_like(const struct series *s, struct date_span span,
                                            long from, long to)
{
	for (size_t i = 0; i < s->n; i++)
		if (is_like(s, &s->all[i], series_months(span), from, to))
			return &s->all[i];
	return NULL;
}

const struct observation *series_latest_like(const struct series *s, struct date_span span,
                                             long from, long to)
{
	for (size_t i = s->n; i-- > 0;)
		if (is_like(s, &s->all[i], series_months(span), from, to))
			return &s->all[i];
	return NULL;
}

/* ---- sets of observations ---- */

/* The best set among the first observations: weighted interval scheduling, days as weights. */
struct best {
	long days;
	size_t parts;
	size_t last;   /* index of its last observation; NONE for the empty set */
	size_t before; /* the best set that its other parts are, as an index of the table */
};

static bool better(const struct best *x, const struct best *y)
{
	return x->days != y->days ? x->days > y->days : x->parts < y->parts;
}

/* Only months and whole numbers of years where asked for. */
static bool fits(const struct series *s, const struct observation *o, struct date_span span,
                 bool years)
{
	if (!counts(s, o) || !within(o->at, span))
		return false;
	long months = series_months(o->at);
	return !years || (months && months % 12 == 0);
}

/* How many of the first i observations end before the day. */
static size_t before(const struct series *s, size_t i, long day)
{
	size_t low = 0, high = i;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (s->all[middle].at.last < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct series_cover collect(struct arena *a, const struct series *s,
                                   const struct best *table, struct date_span span)
{
	const struct best *best = &table[s->n];
	struct series_cover out = {.parts = ARENA_NEWS(a, const struct observation *, best->parts),
	                           .n = best->parts};
	if (!out.n)
		return out;
	long days = best->days, last = s->all[best->last].at.last;
	for (size_t i = out.n; i-- > 0; best = &table[best->before])
		out.parts[i] = &s->all[best->last];
	out.covered = (struct date_span){out.parts[0]->at.first, last};
	out.gaps = days != last - span.first + 1;
	return out;
}

struct series_cover series_cover(struct arena *a, const struct series *s, struct date_span span,
                                 bool years)
{
	/* table[i]: of the first i observations. */
	struct best *table = ARENA_NEWS(a, struct best, s->n + 1);
	table[0].last = NONE;
	for (size_t i = 0; i < s->n; i++) {
		const struct observation *o = &s->all[i];
		table[i + 1] = table[i];
		if (!fits(s, o, span, years))
			continue;
		size_t rest = before(s, i, o->at.first);
		struct best with = {.days = table[rest].days + o->at.last - o->at.first + 1,
		                    .parts = table[rest].parts + 1,
		                    .last = i,
		                    .before = rest};
		if (!better(&table[i + 1], &with))
			table[i + 1] = with;
	}
	return collect(a, s, table, span);
}
