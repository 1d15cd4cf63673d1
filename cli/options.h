/* options.h - the command line, taken apart. All mistakes are found, not only the first.
 *
 * Options may stand anywhere, before or after the command; "--" ends them.
 */
#ifndef KAOHE_OPTIONS_H
#define KAOHE_OPTIONS_H

#include "engine/diag.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_id {
	OPTION_FORMAT,
	OPTION_OUTPUT,
	OPTION_SET,
	OPTION_REBALANCE,
	OPTION_SCENARIO,
	OPTION_UNIT,
	OPTION_ITEM,
	OPTION_AS_OF,
	OPTION_DEPARTMENT,
	OPTION_INDICATOR,
	OPTION_SHOW,
	OPTION_NEW,
	OPTION_MATRIX,
	OPTION_WEIGHTS_FILE,
	OPTION_WEIGHTS,
	OPTION_ONLY,
	OPTION_DRAWS,
	OPTION_PRECISION,
	OPTION_SEED,
	OPTION_THREADS,
	OPTION_RECOGNISE,
	OPTION_SCORE,
	OPTION_RANK,
	OPTION_EFFORT,
	OPTION_FORM,
	OPTION_RULES,
	OPTION_PERIOD,
	OPTION_ENCODING,
	OPTION_COLOR,
	OPTION_LANG,
	OPTION_HELP,
	OPTION_VERSION,
	OPTIONS
};

/* A set of options has one bit for each. */
#define OPTION_BIT(option) (UINT64_C(1) << (option))

struct option_row {
	const char *name;         /* without the dashes */
	char letter;              /* or 0 */
	const char *value;        /* how the help calls its value; NULL: it has none */
	const char *const *words; /* the values it may have, ends with NULL; or NULL: any */
	bool repeats;
	enum text_id help;
};
extern const struct option_row option_rows[OPTIONS];

struct options {
	bool given[OPTIONS];
	const char *values[OPTIONS]; /* NULL where not given; of one that repeats, the last */
	const char **sets;           /* --set, in order */
	size_t n_sets;
	const char **recognised; /* --recognise, in order */
	size_t n_recognised;
	const char **scenarios; /* --scenario, in order */
	size_t n_scenarios;
	const char **operands; /* all else: the command first */
	size_t n_operands;
	enum lang lang;
};

/* Errors: unknown_option, value_missing, value_unneeded, value_unknown, option_twice.
 * The language is read even when something else is wrong. */
struct options options_read(struct arena *a, int argc, char **argv, struct diag_list *log);

/* "--format FORMAT", for messages and help. */
const char *options_spelled(struct arena *a, enum option_id id, bool with_value);

#endif
