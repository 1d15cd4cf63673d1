/* parameters.h - what decides a score without being a policy: the parameters of a rule file that
 * are literals, or not written at all.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_PARAMETERS_H
#define KAOHE_PARAMETERS_H

#include "reports/page.h"

struct parameter {
	const char *owner;  /* "scoring", "item" or "rank" */
	const char *method; /* of a scoring: the id of its scoring method; else "" */
	const char *id;     /* of the scoring or item; "" for rank */
	const char *title;  /* for people */
	const char *brief;  /* the same among others of its kind */
	const char *name, *value;
	const char *called; /* what the value is the id of, by its name; else "" */
	bool stated;        /* false: the program's default */
};

struct parameters {
	const struct parameter *list; /* those of one owner stand together */
	size_t n;
};

/* All in force that no policy decides, and that say anything. */
struct parameters parameters_of(const struct page *p);

/* What the rule file states, a line for each owner; then the defaults, each once. */
void parameters_view(struct page *p);

#endif
