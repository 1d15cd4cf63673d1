/* flags.h - what a reader must know about a unit's result beside its points.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_FLAGS_H
#define KAOHE_FLAGS_H

#include "engine/diag.h"
#include "engine/sheet.h"

enum flag {
	FLAG_TIED,       /* shares its rank */
	FLAG_APART,      /* assigned weight below the minimum: listed apart, unranked */
	FLAG_NO_TASK,    /* no task in any item scored by targets */
	FLAG_TARGETS,    /* a row of targets is absent that others have */
	FLAG_FEW,        /* rests on few projects */
	FLAG_UNSCORED,   /* achieved something that was not scored */
	FLAG_LIMITED,    /* the sum of some parts exceeded the full points */
	FLAG_DEPARTMENT, /* a department's evaluation stands in place of a computed mark */
	FLAG_UNREPORTED, /* figures are missing */
	FLAG_MISSING,    /* a figure is missing or not defined; the rule file says what of it */
	FLAG_LIFTED,     /* a consequence raised the grade */
	FLAG_CAPPED,     /* a consequence lowered the grade */
	FLAG_UNRANKED,   /* a consequence takes rank and grade away */
	FLAGS
};

/* Bit 1u << flag for each that applies. */
unsigned flags_of(struct arena *a, const struct sheet *s, size_t unit);

/* "few_projects": stable, for programs. */
const char *flags_id(enum flag flag);
/* A few words for people. */
enum text_id flags_text(enum flag flag);

/* A consequence of this effect applies to the unit. */
bool flags_has_effect(const struct unit_result *u, enum effect effect);

/* How many of a leaf's projects were achieved and not scored; NULL where none, or not scored by
 * counts. */
const ratio *flags_unscored(struct arena *a, const struct points *p);

#endif
