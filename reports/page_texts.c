#include "reports/page_texts.h"
#include <string.h>

static const struct page_text {
	const char *key; /* as the scripts of the page call it */
	enum text_id id;
} texts[] = {
#define DIAG(code, name, severity, zh, zh_mend, en, en_mend)
#define TEXT(id, zh, en) {#id, TEXT_##id},
#include "engine/catalog_page.def"
#undef DIAG
#undef TEXT
};

/* "page_trial_base" is what "page_base" is called where the page itself is of a trial, so that
 * nothing on it is in force. */
json_t *page_texts_of(struct record *j)
{
	static const char before[] = "page_", of_trial[] = "page_trial_";
	const bool trial = j->page.report->heading->n_trials > 0;
	json_t *object = json_object();
	for (int pass = 0; pass <= trial; pass++)
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
			const char *key = texts[i].key;
			const bool other = strncmp(key, of_trial, sizeof of_trial - 1) == 0;
			json_t *both;
			if (other != (pass > 0))
				continue;
			both = json_array();
			record_append(j, both, record_text(text_in(texts[i].id, LANG_ZH)));
			record_append(j, both, record_text(text_in(texts[i].id, LANG_EN)));
			key += (other ? sizeof of_trial : sizeof before) - 1;
			record_put(j, object, key, both);
		}
	return object;
}
