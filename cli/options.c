#include "cli/options.h"
#include "engine/nearest.h"
#include "reports/form.h"
#include <getopt.h>
#include <string.h>

static const char *const encodings[] = {"utf-8", "gb18030", NULL};
static const char *const colours[] = {"auto", "always", "never", NULL};
static const char *const langs[LANGS + 1] = {[LANG_ZH] = "zh", [LANG_EN] = "en", NULL};

const struct option_row option_rows[OPTIONS] = {
        [OPTION_FORMAT] = {"format", 0, "FORMAT", NULL, false, TEXT_option_format},
        [OPTION_OUTPUT] = {"output", 'o', "FILE", NULL, false, TEXT_option_output},
        [OPTION_SET] = {"set", 0, "KEY=VALUE", NULL, true, TEXT_option_set},
        [OPTION_REBALANCE] = {"rebalance", 0, NULL, NULL, false, TEXT_option_rebalance},
        [OPTION_SCENARIO] = {"scenario", 0, "FILE", NULL, true, TEXT_option_scenario},
        [OPTION_UNIT] = {"unit", 0, "UNIT", NULL, false, TEXT_option_unit},
        [OPTION_ITEM] = {"item", 0, "ITEM", NULL, false, TEXT_option_item},
        [OPTION_AS_OF] = {"as-of", 0, "DATE", NULL, false, TEXT_option_as_of},
        [OPTION_DEPARTMENT] = {"department", 0, "NAME", NULL, false, TEXT_option_department},
        [OPTION_INDICATOR] = {"indicator", 0, "ID", NULL, false, TEXT_option_indicator},
        [OPTION_SHOW] = {"show", 0, NULL, NULL, false, TEXT_option_show},
        [OPTION_NEW] = {"new", 0, NULL, NULL, false, TEXT_option_new},
        [OPTION_MATRIX] = {"matrix", 0, "TABLE", NULL, false, TEXT_option_matrix},
        [OPTION_WEIGHTS_FILE] = {"weights-file", 0, "FILE", NULL, false, TEXT_option_weights_file},
        [OPTION_WEIGHTS] = {"weights", 0, "SET", NULL, false, TEXT_option_weights},
        [OPTION_ONLY] = {"only", 0, "LIST", NULL, false, TEXT_option_only},
        [OPTION_DRAWS] = {"draws", 0, "N", NULL, false, TEXT_option_draws},
        [OPTION_PRECISION] = {"precision", 0, "ERROR", NULL, false, TEXT_option_precision},
        [OPTION_SEED] = {"seed", 0, "N", NULL, false, TEXT_option_seed},
        [OPTION_THREADS] = {"threads", 0, "N", NULL, false, TEXT_option_threads},
        [OPTION_RECOGNISE] = {"recognise", 0, "[KEY=]P", NULL, true, TEXT_option_recognise},
        [OPTION_SCORE] = {"score", 0, "S", NULL, false, TEXT_option_score},
        [OPTION_RANK] = {"rank", 0, "R", NULL, false, TEXT_option_rank},
        [OPTION_EFFORT] = {"effort", 0, "TYPE=N,...", NULL, false, TEXT_option_effort},
        [OPTION_PERIOD] = {"period", 0, "P", NULL, false, TEXT_option_period},
        [OPTION_FORM] = {"form", 0, "KIND", form_kinds, false, TEXT_option_form},
        [OPTION_RULES] = {"rules", 0, "ID", NULL, false, TEXT_option_rules},
        [OPTION_ENCODING] = {"encoding", 0, "ENCODING", encodings, false, TEXT_option_encoding},
        [OPTION_COLOR] = {"color", 0, "WHEN", colours, false, TEXT_option_color},
        [OPTION_LANG] = {"lang", 0, "LANG", langs, false, TEXT_option_lang},
        [OPTION_HELP] = {"help", 'h', NULL, NULL, false, TEXT_option_help},
        [OPTION_VERSION] = {"version", 0, NULL, NULL, false, TEXT_option_version},
};

/* getopt's code of a row: out of the way of letters and of what it returns by itself. */
enum { FIRST_CODE = 1000, OPERAND = 1 };

static const struct place command_line; /* nowhere */

const char *options_spelled(struct arena *a, enum option_id id, bool with_value)
{
	const struct option_row *row = &option_rows[id];
	const char *space = with_value && row->value != NULL ? " " : "";
	const char *value = with_value && row->value != NULL ? row->value : "";
	if (row->letter != 0 && with_value)
		return arena_print(a, "-%c, --%s%s%s", row->letter, row->name, space, value);
	return arena_print(a, "--%s%s%s", row->name, space, value);
}

static const char *listed(struct arena *a, const char *const *words)
{
	const char *list = words[0];
	for (size_t i = 1; words[i] != NULL; i++)
		list = arena_print(a, "%s, %s", list, words[i]);
	return list;
}

static bool is_among(const char *word, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

struct reading {
	struct arena *arena;
	struct options *options;
	struct diag_list *log;
};

static void take(struct reading *r, enum option_id id, const char *value)
{
	const struct option_row *row = &option_rows[id];
	const char *name = options_spelled(r->arena, id, false);
	if (value != NULL && *value == '\0') {
		diag_add(r->log, command_line, DIAG_value_missing,
		         ARGS(words_same(name), words_same(options_spelled(r->arena, id, true))));
		return;
	}
	if (value != NULL && row->words != NULL && !is_among(value, row->words)) {
		diag_add(r->log, command_line, DIAG_value_unknown,
		         ARGS(words_same(name), words_same(value),
		              words_same(listed(r->arena, row->words))));
		return;
	}
	if (r->options->given[id] && !row->repeats) {
		diag_add(r->log, command_line, DIAG_option_twice, ARGS(words_same(name)));
		return;
	}
	r->options->given[id] = true;
	r->options->values[id] = value;
	if (id == OPTION_RECOGNISE)
		r->options->recognised[r->options->n_recognised++] = value;
	if (id == OPTION_SET)
		r->options->sets[r->options->n_sets++] = value;
	if (id == OPTION_SCENARIO)
		r->options->scenarios[r->options->n_scenarios++] = value;
}

static enum option_id row_of(int code)
{
	for (enum option_id i = 0; i < OPTIONS; i++)
		if (code == FIRST_CODE + (int)i ||
		    (option_rows[i].letter != 0 && code == option_rows[i].letter))
			return i;
	return OPTIONS;
}

/* getopt met something that it cannot take; `word` is the argument in question. */
static void refuse(struct reading *r, int code, const char *word)
{
	const char *names[OPTIONS + 1] = {NULL};
	enum option_id row = optopt != 0 ? row_of(optopt) : OPTIONS;
	if (row < OPTIONS) {
		const char *name = options_spelled(r->arena, row, false);
		const char *full = options_spelled(r->arena, row, true);
		diag_add(r->log, command_line,
		         code == ':' ? DIAG_value_missing : DIAG_value_unneeded,
		         ARGS(words_same(name), words_same(full)));
		return;
	}
	if (optopt != 0) {
		char letter[] = {'-', (char)optopt, '\0'};
		word = arena_copy(r->arena, letter);
	}
	for (size_t i = 0; i < OPTIONS; i++)
		names[i] = option_rows[i].name;
	const char *bare = arena_copy_n(r->arena, word, strcspn(word, "="));
	const char *near = strncmp(bare, "--", 2) == 0 ? nearest(r->arena, bare + 2, names) : NULL;
	if (near != NULL)
		diag_add(r->log, command_line, DIAG_unknown_option,
		         ARGS(words_same(bare),
		              nearest_words(r->arena, arena_print(r->arena, "--%s", near))));
	else
		diag_add(r->log, command_line, DIAG_unknown_option,
		         ARGS(words_same(bare), nearest_words(r->arena, NULL)));
}

static void fill(struct option *rows, char *letters)
{
	for (size_t i = 0; i < OPTIONS; i++) {
		const struct option_row *row = &option_rows[i];
		rows[i] = (struct option){row->name,
		                          row->value != NULL ? required_argument : no_argument,
		                          NULL, FIRST_CODE + (int)i};
		if (row->letter == 0)
			continue;
		*letters++ = row->letter;
		if (row->value != NULL)
			*letters++ = ':';
	}
	*letters = '\0';
}

struct options options_read(struct arena *a, int argc, char **argv, struct diag_list *log)
{
	struct options options = {.lang = LANG_ZH};
	struct reading r = {a, &options, log};
	struct option rows[OPTIONS + 1] = {{0}};
	/* "-": in order, whatever POSIXLY_CORRECT says; ":": a missing value is told apart. */
	char letters[2 * OPTIONS + 3] = "-:";
	fill(rows, letters + 2);
	options.recognised = ARENA_NEWS(a, const char *, (size_t)argc);
	options.sets = ARENA_NEWS(a, const char *, (size_t)argc);
	options.scenarios = ARENA_NEWS(a, const char *, (size_t)argc);
	options.operands = ARENA_NEWS(a, const char *, (size_t)argc + 1);
	opterr = 0;
	for (;;) {
		int before = optind, code = getopt_long(argc, argv, letters, rows, NULL);
		if (code == -1)
			break;
		if (code == OPERAND)
			options.operands[options.n_operands++] = optarg;
		else if (code == '?' || code == ':')
			refuse(&r, code, argv[before < argc ? before : argc - 1]);
		else
			take(&r, row_of(code), optarg);
	}
	while (optind < argc)
		options.operands[options.n_operands++] = argv[optind++];
	for (enum lang lang = 0; lang < LANGS; lang++)
		if (options.given[OPTION_LANG] &&
		    strcmp(options.values[OPTION_LANG], langs[lang]) == 0)
			options.lang = lang;
	return options;
}
