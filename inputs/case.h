/* case.h - reads a case: assessment.cfg and the tables it names. See inputs/FORMAT.md. */
#ifndef KAOHE_CASE_H
#define KAOHE_CASE_H

#include "engine/diag.h"
#include "engine/figures.h"
#include "engine/plan.h"
#include "engine/settings.h"
#include <sys/types.h>

/* A file that assessment.cfg names. */
struct case_file {
	const char *path;   /* where it is */
	const char *name;   /* as written in assessment.cfg */
	struct place place; /* of that entry */
	bool exists;
	dev_t device; /* which file it is, whatever it is called; where it exists */
	ino_t inode;
	const char *unit; /* whose submission it is, of a ledger; NULL: not said */
	struct place unit_place;
};
/* An empty list says that there are none, on purpose; without the key that is not known. */
struct case_files {
	const struct case_file *files;
	size_t n;
	bool given;         /* the key is there, be its value usable or not */
	bool sound;         /* false: something else than a list of file names, which was said */
	struct place place; /* of the key */
};

/* assessment.cfg as read, before the rule file is known. */
struct case_config {
	const char *folder;
	struct input_file config; /* the file itself */
	const char *rules;        /* id of a bundled rule file, or a path */
	const char *rules_path;   /* the path to try when it is no bundled id */
	struct place rules_place;
	const char *period; /* "" when absent: a plan alone needs none */
	bool period_absent;
	struct place period_place;     /* of the key, or of the file where it is absent */
	struct words title, issuer;    /* "" when absent; English NULL */
	const char *as_of;             /* "" when absent */
	const char *const *signatures; /* NULL when absent */
	size_t n_signatures;
	bool example;
	const struct setting *policies; /* ORIGIN_CASE */
	size_t n_policies;
	struct case_files targets, counts, values, judged, marks, ledgers;
	struct case_files observed, lists; /* of a plan */
};

/* path: a folder with assessment.cfg, or that file.
 * Errors: case_missing, case_empty, not_a_case (usage), those of cfg_read(), and the checks of its
 * keys. */
const struct case_config *case_open(struct arena *a, const char *path, struct diag_list *log);

/* Reads all tables of the case. *files receives the list for the heading, assessment.cfg
 * first. Returns the figures even after errors, for lint; look at the list. */
const struct figures *case_figures(struct arena *a, const struct case_config *c,
                                   const struct method *m, const struct input_file **files,
                                   size_t *n_files, struct diag_list *log);

/* The same for the method's plan: what was observed of its indicators, and the entries of its
 * lists. NULL where the method has no plan. Errors beside those of the tables: tables_unfit. */
const struct observed *case_observed(struct arena *a, const struct case_config *c,
                                     const struct method *m, const struct input_file **files,
                                     size_t *n_files, struct diag_list *log);

#endif
