/* numbers.c - see numbers.h. */
#include "inputs/numbers.h"
#include <string.h>
#include <utf8proc.h>

struct kind {
	enum text_id column;
	enum text_id mend_empty;
	bool no_task; /* "-" has a meaning */
};

static const struct kind kinds[NUMBER_KINDS] = {
        [NUMBER_TARGET] = {TEXT_column_target, TEXT_mend_target, true},
        [NUMBER_COUNT] = {TEXT_column_count, TEXT_mend_count, false},
        [NUMBER_POINTS] = {TEXT_column_points, TEXT_mend_points, false},
        [NUMBER_MARK] = {TEXT_column_mark, TEXT_mend_mark, false},
};

/* digits [ '.' digits ] */
static bool is_plain(const char *text)
{
	size_t whole = strspn(text, "0123456789");
	if (whole == 0)
		return false;
	if (text[whole] == '\0')
		return true;
	size_t decimals = strspn(text + whole + 1, "0123456789");
	return text[whole] == '.' && decimals > 0 && text[whole + 1 + decimals] == '\0';
}

/* What other programs and input methods write for "-". */
static bool is_other_dash(const char *text)
{
	static const char *const dashes[] = {"—", "——", "－", "–", "−", "--", "―", "﹣"};
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		if (strcmp(text, dashes[i]) == 0)
			return true;
	return false;
}

/* The half-width form of full-width digits, or NULL when that is no number either. */
static const char *half_width(struct arena *a, const char *text)
{
	utf8proc_int32_t points[RATIO_TEXT_MAX];
	utf8proc_option_t options =
	        (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE);
	utf8proc_ssize_t n =
	        utf8proc_decompose((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)strlen(text),
	                           points, RATIO_TEXT_MAX, options);
	if (n <= 0 || n >= RATIO_TEXT_MAX)
		return NULL;
	char *plain = arena_alloc(a, (size_t)n + 1);
	for (utf8proc_ssize_t i = 0; i < n; i++) {
		if (points[i] > 0x7F)
			return NULL;
		plain[i] = (char)points[i];
	}
	return is_plain(plain) ? plain : NULL;
}

static void refuse(struct arena *a, enum number_kind kind, bool whole,
                   const struct csv_field *field, struct diag_list *log)
{
	const struct kind *k = &kinds[kind];
	struct words text = words_same(field->text);
	if (*field->text == '\0') {
		diag_add(log, field->place, DIAG_number_empty,
		         ARGS(text_words(k->column), text_words(k->mend_empty)));
		return;
	}
	bool other_dash = is_other_dash(field->text);
	if (k->no_task && other_dash) {
		diag_add(log, field->place, DIAG_dash_form, ARGS(text));
		return;
	}
	if (other_dash || strcmp(field->text, "-") == 0) {
		diag_add(log, field->place, DIAG_dash_as_data, ARGS(text_words(k->mend_empty)));
		return;
	}
	const char *plain = half_width(a, field->text);
	struct words mend = text_words(TEXT_mend_number);
	if (plain != NULL && strcmp(plain, field->text) != 0)
		for (int lang = 0; lang < LANGS; lang++)
			mend.in[lang] = text_fill(a, TEXT_mend_write, (enum lang)lang,
			                          ARGS(words_same(plain)));
	diag_add(log, field->place, DIAG_number_invalid,
	         ARGS(text, text_words(whole ? TEXT_form_whole : TEXT_form_decimal), mend));
}

struct figure numbers_read(struct arena *a, enum number_kind kind, bool whole,
                           const struct csv_field *field, struct diag_list *log)
{
	struct figure f = {FIGURE_ABSENT, NULL, field->place};
	if (kinds[kind].no_task && strcmp(field->text, "-") == 0) {
		f.state = FIGURE_NO_TASK;
		return f;
	}
	bool plain = is_plain(field->text);
	if (plain && strlen(field->text) > RATIO_TEXT_MAX) {
		diag_add(log, field->place, DIAG_number_long,
		         ARGS(words_same(arena_print(a, "%d", RATIO_TEXT_MAX))));
		return f;
	}
	const ratio *value = plain ? ratio_read(a, field->text) : NULL;
	if (value == NULL || (whole && !ratio_is_whole(value))) {
		refuse(a, kind, whole, field, log);
		return f;
	}
	f.state = FIGURE_NUMBER;
	f.value = value;
	return f;
}
