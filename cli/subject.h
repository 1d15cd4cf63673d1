/* subject.h - what is asked how firm its ranks are, and the asking. */
#ifndef KAOHE_SUBJECT_H
#define KAOHE_SUBJECT_H

#include "cli/command.h"
#include "reports/report.h"

/* A case or a plain table. */
struct subject {
	bool table;
	const struct method *method;
	const struct sheet *sheet; /* NULL for a table */
	const struct heading *heading;
	const struct model *const *models;
	const struct recognition *const *recognitions; /* [model]; NULL: figures are certain */
	size_t n;
};

/* Units of the largest ranking. */
size_t subject_most_units(const struct subject *s);

/* Makes those of asked[row of analyses[]] for every ranking of the subject; Ctrl-C cuts short what
 * takes long. Sets fields, made and interrupted of `out`, and what it says of the subject. */
void subject_analyse(struct run *run, const struct subject *s, struct firmness_request *common,
                     const bool *asked, struct firmness_report *out);

#endif
