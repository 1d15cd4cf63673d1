#include "inputs/scenario.h"
#include "source/cfg.h"

static const struct cfg_key keys[] = {
        {"title", 1u << CFG_STRING, true},
        {"title_en", 1u << CFG_STRING, false},
        {"set", 1u << CFG_LIST, true},
        {"rebalance", 1u << CFG_BOOL, false},
        {NULL, 0, false},
};

static const char *text_of(const struct cfg *root, const char *key, struct diag_list *log)
{
	const struct cfg *value = cfg_get(root, key);
	if (value != NULL && *value->text == '\0')
		diag_add(log, value->place, DIAG_empty_text, ARGS(words_same(key)));
	return value != NULL && *value->text != '\0' ? value->text : NULL;
}

static void read_settings(struct arena *a, const struct cfg *root, struct scenario *out,
                          struct diag_list *log)
{
	const struct cfg *list = cfg_get(root, "set");
	if (list == NULL)
		return;
	if (list->n == 0)
		diag_add(log, list->place, DIAG_empty_list, ARGS(words_same("set")));
	struct setting *settings = ARENA_NEWS(a, struct setting, list->n);
	for (size_t i = 0; i < list->n; i++) {
		const struct cfg *entry = &list->members[i];
		if (entry->kind != CFG_STRING)
			diag_add(log, entry->place, DIAG_scenario_entry, NO_ARGS);
		else
			out->n_settings += settings_read(a, entry->text, entry->place,
			                                 &settings[out->n_settings], log);
	}
	out->settings = settings;
}

const struct scenario *scenario_read(struct arena *a, const char *path, struct diag_list *log)
{
	const struct file *f =
	        file_read(a, path, path, (struct place){path, 0, 0}, CFG_SIZE_MAX, log);
	const struct cfg *root = f != NULL ? cfg_read(a, f, log) : NULL;
	if (root == NULL)
		return NULL;
	(void)cfg_check(a, root, keys, log);
	struct scenario *s = ARENA_NEW(a, struct scenario);
	s->file = (struct input_file){path, f->sha256};
	s->title.in[LANG_ZH] = text_of(root, "title", log);
	s->title.in[LANG_EN] = text_of(root, "title_en", log);
	const struct cfg *rebalance = cfg_get(root, "rebalance");
	s->rebalance = rebalance != NULL && rebalance->truth;
	read_settings(a, root, s, log);
	return s;
}
