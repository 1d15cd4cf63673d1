/* scenario.h - reads a saved scenario: a title, and the settings of a trial.
 *
 *     title = "提高物流权重";  title_en = "More weight for logistics";
 *     set = [ "weight.logistics=20", "count.anji.commerce.fixed=3" ];
 *     rebalance = true;
 */
#ifndef KAOHE_SCENARIO_H
#define KAOHE_SCENARIO_H

#include "engine/diag.h"
#include "engine/figures.h"
#include "engine/settings.h"
#include "source/file.h"

struct scenario {
	struct input_file file;
	struct words title;
	const struct setting *settings; /* ORIGIN_TRIAL, each at its place in the file */
	size_t n_settings;
	bool rebalance;
};

/* path is as the user named it. What a setting names is checked where it is applied.
 * Errors: those of file_read() and cfg_read(), unknown_key, missing_key, wrong_type, empty_text,
 * empty_list, scenario_entry, setting_form. Returns it even then where the file is one; else NULL.
 */
const struct scenario *scenario_read(struct arena *a, const char *path, struct diag_list *log);

#endif
