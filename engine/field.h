/* field.h - the measures of all units that a unit is compared with.
 *
 * The field of a leaf are the assessed units that have a measure there: all of them, or those of
 * the unit's own group (parameter `among`). A unit that is not assessed is compared with it and
 * is no part of it.
 */
#ifndef KAOHE_FIELD_H
#define KAOHE_FIELD_H

#include "engine/measure.h"

enum { FIELD_AMONG = MEASURE_PARAMS, FIELD_PARAMS };

extern const char *const field_amongs[];

/* The specs that every method which depends on others begins with. */
#define FIELD_SPECS                                                                                \
	MEASURE_SPECS, [FIELD_AMONG] = {.name = "among",                                           \
	                                .kind = PARAM_WORD,                                        \
	                                .fallback = "all",                                         \
	                                .words = field_amongs}

struct field {
	size_t n;
	const ratio *const *x;         /* ascending */
	const ratio *const *arguments; /* the same before their logarithm: exact */
	const ratio *sum;              /* 0 for n = 0 */
	bool tells;                    /* false: two of them are too close to tell apart */
	const ratio *const *of; /* [unit]; NULL: no part of it. Equal ones are one and the same */
	/* Made by the method's own prepare(); NULL: not defined. */
	const ratio *reference, *spread;
};

/* The field of `l`'s item for units of `group` (NONE: of no group). */
const struct field *field_of(const struct leaf *l, size_t group);

/* For methods that depend on others, in place of measure_read(): also sets mark_full to 100, and
 * there is no task where the field is empty. */
bool field_read(const struct leaf *l, struct points *out, struct diag_list *missing,
                const ratio **x);

static inline const ratio *field_best(const struct field *f, bool lower)
{
	return f->x[lower ? 0 : f->n - 1];
}
/* The member whose measure comes of this argument, or NULL. Cost: log n. */
const ratio *field_member(const struct field *f, const ratio *argument);
const ratio *field_mean(struct arena *a, const struct field *f);
/* "60 + 40 × ", what stands before a share in a formula; adding 0 and times 1 are left out. */
const char *field_before(struct arena *a, const ratio *offset, const ratio *factor);

/* For the check() of methods that go by the order alone, which a logarithm does not change.
 * Errors: order_log. */
void field_check_log(const struct method *m, const struct scoring *use, struct diag_list *log);

/* Are all of them equal, for sure? */
bool field_is_level(const struct field *f);
/* x - y; exact where they are the same. */
const ratio *field_gap(struct arena *a, const ratio *x, const ratio *y);
/* Counts beside x: others of the field that are better, equal, worse. Cost: log n. */
struct standing {
	size_t better, equal, worse;
};
struct standing field_standing(const struct leaf *l, const ratio *x);
/* How many of the field are better than x, and how many equal to it. Cost: log n. */
size_t field_better(const struct field *f, const ratio *x, bool lower);
size_t field_equal(const struct field *f, const ratio *x);

#endif
