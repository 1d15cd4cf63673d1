#include "reports/page_texts.h"

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

json_t *page_texts_of(struct record *j)
{
	static const char before[] = "page_";
	json_t *object = json_object();
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		json_t *both = json_array();
		record_append(j, both, record_text(text_in(texts[i].id, LANG_ZH)));
		record_append(j, both, record_text(text_in(texts[i].id, LANG_EN)));
		record_put(j, object, texts[i].key + sizeof before - 1, both);
	}
	return object;
}
