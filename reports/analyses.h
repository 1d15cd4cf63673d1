/* analyses.h - the analyses of kaohe sensitivity, one row each: run, section, record.
 *
 * To add one: its file in vary/, its file in reports/ with a section and a record, its row.
 */
#ifndef KAOHE_ANALYSES_H
#define KAOHE_ANALYSES_H

#include "reports/page.h"
#include "reports/record.h"
#include "vary/firmness.h"

/* A row of the long table (CSV): analysis, quantity, unit, other (a rank, unit, item or policy),
 * value. Texts "" where they do not apply. */
void analysis_row(const struct page *p, struct view_table *t, const char *analysis,
                  const char *quantity, const char *unit, const char *other, const char *value);

struct analysis {
	const char *id;  /* the word of --only, and the key of JSON */
	bool needs_case; /* not for a plain table */
	bool sampled;    /* part of one run of SMAA: `run` is NULL but in the first such row */
	void (*run)(const struct firmness_request *request, struct firmness *out);
	/* Sections with drawings and sentences, Chinese or English. */
	void (*section)(struct page *p, const struct firmness *f);
	/* Puts its keys into the object of the field. */
	void (*record)(struct record *r, json_t *object, const struct firmness *f);
	void (*rows)(const struct page *p, struct view_table *t, const struct firmness *f);
};
extern const struct analysis analyses[]; /* ends with id == NULL */

#endif
