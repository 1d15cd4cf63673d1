/* analyses.h - the analyses of kaohe sensitivity, one row each: run, findings, section, record,
 * rows.
 *
 * To add one: its file in vary/, its file in reports/ with these functions, its row. A field is one
 * ranking: all ranked units, or those of one group where the method ranks in groups. The functions
 * of a row are called only where its analysis was asked for; its result may still be NULL where it
 * cannot be made of this model, and the section must then say so in one line.
 */
#ifndef KAOHE_ANALYSES_H
#define KAOHE_ANALYSES_H

#include "reports/page.h"
#include "reports/record.h"
#include "reports/record_lines.h"
#include "vary/firmness.h"

enum { ANALYSIS_TABLES = 4 };

struct analysis {
	const char *id;  /* the word of --only; several rows may share one */
	bool needs_case; /* not for a plain table */
	/* Without --only it is made of fields of at most so many units; SIZE_MAX: of all, 0: of
	 * none. */
	size_t most_units;
	bool sampled;  /* may take long: made after the others, for Ctrl-C to cut short */
	size_t result; /* offsetof(struct firmness, …): what run() makes; rows may share one */
	size_t counts; /* offsetof(struct firmness_request, …): a bool that this row needs; or 0 */
	/* Called where the result is still NULL, and leaves it so where there can be none. */
	void (*run)(const struct firmness_request *request, struct firmness *out);
	/* The one to three sentences that a leader should read first, by analysis_say(); or NULL.
	 */
	void (*findings)(struct page *p, const struct firmness *f);
	/* Sections with drawings and sentences, Chinese or English; or NULL. */
	void (*section)(struct page *p, const struct firmness *f);
	/* Puts its keys into the object of the field. */
	void (*record)(struct record *r, json_t *object, const struct firmness *f);
	/* Tables of simulated numbers that belong to the same object but are too large to be held
	 * as one: puts at most ANALYSIS_TABLES into out and returns how many; or NULL. */
	size_t (*tables)(const struct page *p, const struct firmness *f, struct record_table *out);
	/* Adds its rows to the long table, by analysis_row(). */
	void (*rows)(const struct page *p, struct view_table *t, const struct firmness *f);
};
extern const struct analysis analyses[]; /* ends with id == NULL */
enum { ANALYSES_MAX = 32 };              /* rows that there may be */

/* Sets what the rows need in a request. */
void analyses_prepare(struct firmness_request *request, const bool *asked);

/* Makes those of asked[row]. Once the watch of the request says stop, nothing more is begun:
 * made[row] says of which there is something to report. */
void analyses_run(const struct firmness_request *request, const bool *asked, bool *made,
                  struct firmness *out);

/* ---- what the functions of a row write with ---- */

/* A sentence of a list. */
void analysis_say(struct page *p, const char *sentence);
/* Begins a section about the field; its group is named where the method ranks in groups. Returns
 * the title. */
const char *analysis_section(struct page *p, const struct firmness *f, enum text_id title);
/* A row of the long table (CSV): analysis, quantity, unit, other (a rank, unit, item or policy),
 * value. Texts "" where they do not apply; of a value that has a sampling error, it is a row of its
 * own with the quantity "…_error". */
void analysis_row(const struct page *p, struct view_table *t, const char *analysis,
                  const char *quantity, const char *unit, const char *other, const char *value);
/* The same of a simulated number: 15 digits that matter, no exponent, in no locale. */
void analysis_number(const struct page *p, struct view_table *t, const char *analysis,
                     const char *quantity, const char *unit, const char *other, double value);

/* Names as the report shows them. */
const char *analysis_unit(const struct page *p, const struct firmness *f, size_t unit);
const char *analysis_item(const struct page *p, const struct firmness *f, size_t weight);

/* The units in order of their exact scores at the nominal weights, equal ones as in the method.
 * [i]: unit. */
const size_t *analysis_order(const struct page *p, const struct firmness *f);
/* [unit]: rank of its exact score, equal ones share the better rank. In a case whose method ranks
 * on published scores the official rank may differ where those tie. */
const size_t *analysis_ranks(const struct page *p, const struct firmness *f);

/* Tables for people show at most so many units, the best ones, and say how many there are. */
enum { ANALYSIS_UNITS = 40 };
size_t analysis_shown(const struct firmness *f);
void analysis_more(struct page *p, const struct firmness *f);

#endif
