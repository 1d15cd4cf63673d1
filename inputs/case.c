/* case.c - assessment.cfg: which rule file, which period, which tables. */
#include "inputs/case.h"
#include "engine/date.h"
#include "source/cfg.h"
#include "source/file.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define CONFIG_NAME "assessment.cfg"

static const struct cfg_key keys[] = {
        {"rules", 1u << CFG_STRING, true},     {"period", 1u << CFG_STRING, false},
        {"title", 1u << CFG_STRING, false},    {"issuer", 1u << CFG_STRING, false},
        {"title_en", 1u << CFG_STRING, false}, {"issuer_en", 1u << CFG_STRING, false},
        {"signatures", 1u << CFG_LIST, false}, {"as_of", 1u << CFG_STRING, false},
        {"example", 1u << CFG_BOOL, false},    {"ledger", 1u << CFG_GROUP, false},
        {"policies", 1u << CFG_GROUP, false},  {"targets", 1u << CFG_LIST, false},
        {"counts", 1u << CFG_LIST, false},     {"values", 1u << CFG_LIST, false},
        {"judged", 1u << CFG_LIST, false},     {"marks", 1u << CFG_LIST, false},
        {"observed", 1u << CFG_LIST, false},   {"lists", 1u << CFG_LIST, false},
        {"ledgers", 1u << CFG_LIST, false},    {NULL, 0, false},
};

/* "folder/name", or the name alone where it is absolute or the folder is this one. */
static const char *path_in(struct arena *a, const char *folder, const char *name)
{
	if (*name == '/' || *folder == '\0')
		return name;
	bool slash = folder[strlen(folder) - 1] == '/';
	return arena_print(a, slash ? "%s%s" : "%s/%s", folder, name);
}

/* Everything before the last slash; "" for a plain name. */
static const char *folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		return "";
	size_t n = slash == path ? 1 : (size_t)(slash - path);
	return arena_copy_n(a, path, n);
}

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash == NULL ? path : slash + 1;
}

/* ---- values ---- */

/* The text of a key that must not be empty. */
static const char *text_of(const struct cfg *root, const char *key, struct place *place,
                           struct diag_list *log)
{
	const struct cfg *value = cfg_get(root, key);
	if (value == NULL)
		return "";
	if (place != NULL)
		*place = value->place;
	if (*value->text == '\0')
		diag_add(log, value->place, DIAG_empty_text, ARGS(words_same(key)));
	return value->text;
}

static const char *date_of(const struct cfg *root, struct diag_list *log)
{
	struct place place = {NULL, 0, 0};
	const char *text = text_of(root, "as_of", &place, log);
	long day;
	if (*text != '\0' && !date_read(text, &day))
		diag_add(log, place, DIAG_not_a_date, ARGS(words_same(text)));
	return text;
}

/* The members of a group, as settings of a space. */
static void add_settings(struct case_config *c, struct setting *settings, const struct cfg *group,
                         const char *space)
{
	for (size_t i = 0; group != NULL && i < group->n; i++) {
		const struct cfg *value = cfg_get(group, group->members[i].key);
		if (value != NULL)
			settings[c->n_policies++] = (struct setting){.space = space,
			                                             .key = value->key,
			                                             .value = value->text,
			                                             .origin = ORIGIN_CASE,
			                                             .place = value->place};
	}
}

/* A policy's value is a word or a number; whether it fits is settings_apply()'s business. */
static void read_policies(struct arena *a, const struct cfg *root, struct case_config *c,
                          struct diag_list *log)
{
	static const struct cfg_key of_ledgers[] = {{"duplicate", 1u << CFG_STRING, false},
	                                            {NULL, 0, false}};
	const struct cfg *policies = cfg_get(root, "policies"), *ledger = cfg_get(root, "ledger");
	const size_t n = policies != NULL ? policies->n : 0;
	struct cfg_key *any = ARENA_NEWS(a, struct cfg_key, n + 1);
	struct setting *settings =
	        ARENA_NEWS(a, struct setting, n + (ledger != NULL ? ledger->n : 0));
	for (size_t i = 0; i < n; i++)
		any[i] = (struct cfg_key){policies->members[i].key,
		                          1u << CFG_STRING | 1u << CFG_NUMBER, false};
	if (policies != NULL)
		(void)cfg_check(a, policies, any, log);
	if (ledger != NULL)
		(void)cfg_check(a, ledger, of_ledgers, log);
	add_settings(c, settings, policies, "policy");
	add_settings(c, settings, ledger, "ledger");
	c->policies = settings;
}

/* ---- lists of files ---- */

/* A file read twice would double every row of it. */
static const struct case_file *listed(struct case_files *const *lists, size_t n_lists,
                                      const struct case_file *file)
{
	for (size_t l = 0; l < n_lists; l++)
		for (size_t i = 0; i < lists[l]->n; i++) {
			const struct case_file *f = &lists[l]->files[i];
			if (strcmp(f->path, file->path) == 0 ||
			    (f->exists && file->exists && f->device == file->device &&
			     f->inode == file->inode))
				return f;
		}
	return NULL;
}

static struct case_file named_file(struct arena *a, const struct case_config *c,
                                   const struct cfg *entry, const struct cfg *unit)
{
	struct stat st;
	struct case_file f = {.path = path_in(a, c->folder, entry->text),
	                      .name = entry->text,
	                      .place = entry->place};
	if (unit != NULL) {
		f.unit = unit->text;
		f.unit_place = unit->place;
	}
	f.exists = stat(f.path, &st) == 0; /* if not, reading it says so */
	if (f.exists) {
		f.device = st.st_dev;
		f.inode = st.st_ino;
	}
	return f;
}

static const struct cfg *member(const struct cfg *root, const char *key)
{
	for (size_t i = 0; i < root->n; i++)
		if (strcmp(root->members[i].key, key) == 0)
			return &root->members[i];
	return NULL;
}

/* { file = "wuxing.csv"; unit = "wuxing"; }: the ledger that one unit submitted. */
static const struct cfg *submission(struct arena *a, const struct cfg *group,
                                    const struct cfg **unit, struct diag_list *log)
{
	static const struct cfg_key entry_keys[] = {{"file", 1u << CFG_STRING, true},
	                                            {"unit", 1u << CFG_STRING, true},
	                                            {NULL, 0, false}};
	bool good = cfg_check(a, group, entry_keys, log);
	*unit = cfg_get(group, "unit");
	return good ? cfg_get(group, "file") : NULL;
}

/* lists[index] is filled, those before it are done. */
static void read_list(struct arena *a, const struct cfg *root, const char *key,
                      const struct case_config *c, struct case_files *const *lists, size_t index,
                      struct diag_list *log)
{
	const struct cfg *list = cfg_get(root, key), *any = member(root, key);
	struct case_files *out = lists[index];
	out->given = any != NULL;
	out->sound = any == list; /* cfg_check() has said so if not */
	if (any != NULL)
		out->place = any->place;
	struct case_file *files = ARENA_NEWS(a, struct case_file, list != NULL ? list->n : 0);
	out->files = files;
	for (size_t i = 0; list != NULL && i < list->n; i++) {
		const struct cfg *entry = &list->members[i], *unit = NULL;
		if (entry->kind == CFG_GROUP && out == &c->ledgers &&
		    (entry = submission(a, entry, &unit, log)) == NULL) {
			out->sound = false;
			continue;
		}
		if (entry->kind != CFG_STRING || *entry->text == '\0') {
			diag_add(log, entry->place, DIAG_list_of_files, ARGS(words_same(key)));
			out->sound = false;
			continue;
		}
		struct case_file file = named_file(a, c, entry, unit);
		const struct case_file *first = listed(lists, index + 1, &file);
		if (first != NULL)
			diag_add(log, entry->place, DIAG_file_twice,
			         ARGS(words_same(entry->text),
			              words_same(arena_print(a, "%u", first->place.line))));
		else
			files[out->n++] = file;
	}
}

static void read_signatures(struct arena *a, const struct cfg *root, struct case_config *c,
                            struct diag_list *log)
{
	static const char key[] = "signatures";
	const struct cfg *list = cfg_get(root, key);
	if (list == NULL)
		return;
	const char **texts = ARENA_NEWS(a, const char *, list->n + 1);
	for (size_t i = 0; i < list->n; i++) {
		const struct cfg *entry = &list->members[i];
		if (entry->kind == CFG_STRING && *entry->text != '\0')
			texts[c->n_signatures++] = entry->text;
		else
			diag_add(log, entry->place, DIAG_list_of_texts, ARGS(words_same(key)));
	}
	c->signatures = texts;
}

static void read_lists(struct arena *a, const struct cfg *root, struct case_config *c,
                       struct diag_list *log)
{
	static const char *const list_keys[] = {"targets", "counts",   "values", "judged",
	                                        "marks",   "observed", "lists",  "ledgers"};
	struct case_files *const lists[] = {&c->targets, &c->counts,   &c->values, &c->judged,
	                                    &c->marks,   &c->observed, &c->lists,  &c->ledgers};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		read_list(a, root, list_keys[i], c, lists, i, log);
}

/* Whether the path exists; `st` receives what it is. A failure of the machine is reported as
 * such, and a path that leads nowhere as a missing case. */
static bool exists(struct arena *a, const char *path, const char *asked_for, struct stat *st,
                   struct diag_list *log)
{
	const struct place nowhere = {NULL, 0, 0};
	if (stat(path, st) == 0)
		return true;
	if (file_leads_nowhere(errno))
		diag_add(log, nowhere, DIAG_case_missing, ARGS(words_same(asked_for)));
	else
		diag_add(log, nowhere, DIAG_file_unreadable,
		         ARGS(words_same(path), file_reason(a, errno)));
	return false;
}

/* The path of assessment.cfg: the one given, or that in the folder given. */
static const char *config_path(struct arena *a, const char *path, struct diag_list *log)
{
	struct stat st;
	if (!exists(a, path, path, &st, log))
		return NULL;
	if (!S_ISDIR(st.st_mode))
		return path;
	const char *inside = path_in(a, path, CONFIG_NAME);
	if (stat(inside, &st) != 0 && errno == ENOENT) {
		diag_add(log, (struct place){NULL, 0, 0}, DIAG_case_empty, ARGS(words_same(path)));
		return NULL;
	}
	return exists(a, inside, path, &st, log) ? inside : NULL;
}

/* A table or a rule file in place of a case would only yield a long list of puzzling findings. */
static bool is_no_case(const struct cfg *root, const char *name)
{
	size_t n = strlen(name);
	if (root == NULL)
		return n < 4 || strcmp(name + n - 4, ".cfg") != 0;
	return cfg_has(root, "kaohe") && !cfg_has(root, "rules");
}

static const struct cfg *read_config(struct arena *a, const struct file *f, const char *path,
                                     struct diag_list *log)
{
	if (f == NULL)
		return NULL;
	struct diag_list *own = diag_list_new(a); /* said only if it is a case at all */
	const struct cfg *root = cfg_read(a, f, own);
	if (is_no_case(root, f->name)) {
		diag_add(log, (struct place){NULL, 0, 0}, DIAG_not_a_case, ARGS(words_same(path)));
		return NULL;
	}
	diag_append(log, own);
	return root;
}

const struct case_config *case_open(struct arena *a, const char *path, struct diag_list *log)
{
	const char *config = config_path(a, path, log);
	if (config == NULL)
		return NULL;
	const char *name = name_of(config);
	const struct file *f =
	        file_read(a, config, name, (struct place){name, 0, 0}, CFG_SIZE_MAX, log);
	const struct cfg *root = read_config(a, f, path, log);
	if (root == NULL)
		return NULL;
	(void)cfg_check(a, root, keys, log);
	struct case_config *c = ARENA_NEW(a, struct case_config);
	c->folder = folder_of(a, config);
	c->config = (struct input_file){name, f->sha256};
	c->rules = text_of(root, "rules", &c->rules_place, log);
	c->rules_path = path_in(a, c->folder, c->rules);
	c->period_absent = !cfg_has(root, "period");
	c->period_place = root->place;
	c->period = text_of(root, "period", &c->period_place, log);
	c->title = (struct words){{cfg_text(root, "title", ""), cfg_text(root, "title_en", NULL)}};
	c->issuer =
	        (struct words){{cfg_text(root, "issuer", ""), cfg_text(root, "issuer_en", NULL)}};
	read_signatures(a, root, c, log);
	c->as_of = date_of(root, log);
	const struct cfg *example = cfg_get(root, "example");
	c->example = example != NULL && example->truth;
	read_policies(a, root, c, log);
	read_lists(a, root, c, log);
	return c;
}
