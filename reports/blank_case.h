/* blank_case.h - the files of a new case: its settings with remarks, and empty tables. */
#ifndef KAOHE_BLANK_CASE_H
#define KAOHE_BLANK_CASE_H

#include "engine/buffer.h"
#include "engine/method.h"

struct blank_file {
	const char *name; /* within the folder */
	struct buffer text;
};

/* period: the assessed one, or NONE for a plan alone. *n receives the number of files;
 * assessment.cfg is the last. */
struct blank_file *blank_case(struct arena *a, const struct method *m, size_t period,
                              enum lang lang, size_t *n);

#endif
