/* firmness.h - how firm a ranking is: what was asked, and what each analysis found.
 *
 * Each analysis is a file of this room with a result of its own; a report of them is a row in
 * reports/analyses.c. A result is NULL where its analysis was not asked for, or cannot be made
 * (a plain table has no policies).
 * Ownership: everything lives in the arena of the request.
 */
#ifndef KAOHE_FIRMNESS_H
#define KAOHE_FIRMNESS_H

#include "vary/model.h"
#include "vary/spread.h"
#include <signal.h>
#include <stdint.h>

/* Which weights are looked at. Weights are drawn for each carrier and divided by their sum. */
enum weight_set_kind {
	WEIGHTS_SIMPLEX,   /* all that are >= 0: uniform on the simplex */
	WEIGHTS_BOX,       /* each by itself uniform within +- reach of its nominal one */
	WEIGHTS_ORDER,     /* uniform on the part of the simplex where the order of the nominal ones
	                      holds;     equal ones are free among themselves */
	WEIGHTS_DIRICHLET, /* Dirichlet(concentration * nominal) */
	WEIGHT_SETS
};
struct weight_set {
	enum weight_set_kind kind;
	const ratio *reach;         /* WEIGHTS_BOX: above 0 .. 1 (20 % is 1/5) */
	const ratio *concentration; /* WEIGHTS_DIRICHLET: above 0 */
};

/* Work that takes long: told now and then how far it is, and asked whether to go on. Called by one
 * thread at a time. NULL: silent. */
struct watch {
	void (*progress)(void *context, uint64_t done, uint64_t of);
	void *context;
	const volatile sig_atomic_t
	        *stop; /* becomes non-zero when the user wants no more; or NULL */
};

struct recognition; /* vary/recognition.h: figures that are uncertain */

struct firmness_request {
	struct arena *arena;
	const struct model *model;
	const struct method *method;   /* of a case, else NULL */
	const struct figures *figures; /* of a case, else NULL */
	const struct sheet *sheet;     /* of a case, else NULL */
	struct weight_set weights;
	uint64_t draws;   /* of SMAA */
	uint64_t rows;    /* of each matrix of Sobol; 0: as many as draws */
	double precision; /* largest standard error wanted of any share; 0: draws decide */
	uint64_t seed;
	unsigned threads;
	const struct recognition *recognition; /* NULL: the figures are certain */
	/* What SMAA counts beside rank acceptabilities and moments; central: weights and
	 * confidence. */
	bool pairwise, quantiles, central;
	const char *isa;             /* instruction set to use; NULL: the best */
	const struct spread *spread; /* NULL: one host */
	struct watch watch;
	struct diag_list *log;
};

/* One header each. */
struct smaa;      /* vary/smaa.h: acceptability, pairwise, moments, quantiles, central */
struct stability; /* vary/stability.h */
struct winning;   /* vary/winning.h: exact pairwise winning indices */
struct tornado;   /* vary/tornado.h: one at a time, leave one out */
struct readings;  /* vary/readings.h */
struct struck;    /* vary/struck.h: projects struck off */
struct extremes;  /* vary/extremes.h */
struct sobol;     /* vary/sobol.h */

struct firmness {
	const struct firmness_request *request;
	const struct model *model;
	const struct smaa *smaa;
	const struct stability *stability;
	const struct winning *winning;
	const struct tornado *tornado;
	const struct readings *readings;
	const struct struck *struck;
	const struct extremes *extremes;
	const struct sobol *sobol;
};

#endif
