/* numbers.c - see numbers.h. */
#include "inputs/numbers.h"
#include <string.h>
#include <utf8proc.h>

struct kind {
	enum text_id column;
	enum text_id mend_empty;
	bool no_task;           /* "-" has a meaning */
	bool sign;              /* may be negative */
	enum text_id mend_dash; /* how to write "-", where it has a meaning */
	enum text_id mend_form; /* how to write the number */
};

static const struct kind kinds[NUMBER_KINDS] = {
        [NUMBER_TARGET] = {TEXT_column_target, TEXT_mend_target, true, false, TEXT_mend_dash_target,
                           TEXT_mend_number},
        [NUMBER_GOAL] = {TEXT_column_target, TEXT_mend_target, true, true, TEXT_mend_dash_target,
                         TEXT_mend_signed},
        [NUMBER_COUNT] = {.column = TEXT_column_count,
                          .mend_empty = TEXT_mend_count,
                          .mend_form = TEXT_mend_number},
        [NUMBER_VALUE] = {TEXT_column_value, TEXT_mend_value, true, true, TEXT_mend_dash_value,
                          TEXT_mend_figure},
        [NUMBER_POINTS] = {.column = TEXT_column_points,
                           .mend_empty = TEXT_mend_points,
                           .mend_form = TEXT_mend_number},
        [NUMBER_MARK] = {.column = TEXT_column_mark,
                         .mend_empty = TEXT_mend_mark,
                         .mend_form = TEXT_mend_number},
        [NUMBER_CELL] = {.column = TEXT_column_value,
                         .mend_empty = TEXT_mend_cell,
                         .sign = true,
                         .mend_form = TEXT_mend_cell_form},
        [NUMBER_WEIGHT] = {.column = TEXT_column_weight,
                           .mend_empty = TEXT_mend_weight,
                           .sign = true,
                           .mend_form = TEXT_mend_weight_form},
};

/* [ '-' ] digits [ '.' digits ] */
static bool is_plain(const char *text, bool sign)
{
	text += sign && *text == '-';
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

static bool is_minus(utf8proc_int32_t c)
{
	return c == 0x2212 || c == 0xFE63 || (c >= 0x2010 && c <= 0x2015);
}

/* The half-width form of full-width digits and signs, or NULL when that is no number either. No
 * other compatibility form counts: 12① and 12² are 12 with a footnote mark, not 121 and 122. */
static const char *half_width(struct arena *a, const char *text, bool sign)
{
	const utf8proc_uint8_t *rest = (const utf8proc_uint8_t *)text;
	char *plain = arena_alloc(a, strlen(text) + 1);
	size_t n = 0;
	while (*rest != '\0') {
		utf8proc_int32_t c;
		utf8proc_ssize_t step = utf8proc_iterate(rest, -1, &c);
		if (step <= 0)
			return NULL;
		if (is_minus(c))
			c = '-';
		else if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFF01 - '!';
		else if (c > 0x7F)
			return NULL;
		plain[n++] = (char)c;
		rest += step;
	}
	plain[n] = '\0';
	return is_plain(plain, sign) ? plain : NULL;
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
		diag_add(log, field->place, DIAG_dash_form, ARGS(text, text_words(k->mend_dash)));
		return;
	}
	if (other_dash || strcmp(field->text, "-") == 0) {
		diag_add(log, field->place, DIAG_dash_as_data, ARGS(text_words(k->mend_empty)));
		return;
	}
	const char *plain = half_width(a, field->text, k->sign);
	struct words mend = text_words(k->mend_form);
	if (plain != NULL && strcmp(plain, field->text) != 0)
		for (int lang = 0; lang < LANGS; lang++)
			mend.in[lang] = text_fill(a, TEXT_mend_write, (enum lang)lang,
			                          ARGS(words_same(plain)));
	diag_add(log, field->place, DIAG_number_invalid,
	         ARGS(text,
	              text_words(k->sign ? TEXT_form_signed
	                         : whole ? TEXT_form_whole
	                                 : TEXT_form_decimal),
	              mend));
}

struct figure numbers_read(struct arena *a, enum number_kind kind, bool whole,
                           const struct csv_field *field, struct diag_list *log)
{
	struct figure f = {FIGURE_ABSENT, NULL, field->place};
	if (kinds[kind].no_task && strcmp(field->text, "-") == 0) {
		f.state = FIGURE_NO_TASK;
		return f;
	}
	bool plain = is_plain(field->text, kinds[kind].sign);
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

/* ---- what was observed ---- */

static bool is_stars(const char *text)
{
	static const char wide[] = "＊";
	size_t n = 0;
	while (*text == '*' || strncmp(text, wide, strlen(wide)) == 0) {
		text += *text == '*' ? 1 : strlen(wide);
		n++;
	}
	return n > 0 && *text == '\0';
}

static bool in_brackets(const char *text)
{
	static const char *const brackets[][2] = {{"(", ")"},  {"（", "）"}, {"(", "）"},
	                                          {"（", ")"}, {"[", "]"},   {"〔", "〕"}};
	size_t n = strlen(text);
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		size_t open = strlen(brackets[i][0]), close = strlen(brackets[i][1]);
		if (n > open + close && strncmp(text, brackets[i][0], open) == 0 &&
		    strcmp(text + n - close, brackets[i][1]) == 0)
			return true;
	}
	return false;
}

static bool is_withheld(const char *text)
{
	return *text == '\0' || strcmp(text, "-") == 0 || is_other_dash(text) || is_stars(text) ||
	       in_brackets(text);
}

/* "350.2亿元" where the measure is 亿元. */
static const char *without_measure(struct arena *a, const char *text, struct words measure)
{
	for (int lang = 0; lang < LANGS; lang++) {
		const char *unit = measure.in[lang];
		size_t n = strlen(text), m = unit != NULL ? strlen(unit) : 0;
		if (m > 0 && n > m && strcmp(text + n - m, unit) == 0)
			return arena_copy_n(a, text, n - m);
	}
	return text;
}

/* How to mend what is no number: the half-width form where that is one, without the measure that
 * it is in anyhow. */
static struct words mend_observed(struct arena *a, const char *text, struct words measure)
{
	struct words mend = text_words(TEXT_mend_observed);
	const char *bare = without_measure(a, text, measure), *plain = half_width(a, bare, true);
	bool in = measure.in[LANG_ZH] != NULL && *measure.in[LANG_ZH] != '\0';
	if (bare != text && plain == NULL && is_plain(bare, true))
		plain = bare;
	for (int lang = 0; lang < LANGS; lang++)
		if (plain != NULL)
			mend.in[lang] = text_fill(a, TEXT_mend_write, (enum lang)lang,
			                          ARGS(words_same(plain)));
		else if (in)
			mend.in[lang] =
			        text_fill(a, TEXT_mend_observed_in, (enum lang)lang, ARGS(measure));
	return mend;
}

const ratio *numbers_observed(struct arena *a, const struct csv_field *field, struct words measure,
                              struct diag_list *log)
{
	const char *text = field->text;
	if (is_withheld(text))
		return NULL;
	bool plain = is_plain(text, true);
	const ratio *value = plain ? ratio_read(a, text) : NULL;
	if (plain && strlen(text) > RATIO_TEXT_MAX)
		diag_add(log, field->place, DIAG_number_long,
		         ARGS(words_same(arena_print(a, "%d", RATIO_TEXT_MAX))));
	else if (value == NULL)
		diag_add(log, field->place, DIAG_number_invalid,
		         ARGS(words_same(text), text_words(TEXT_form_signed),
		              mend_observed(a, text, measure)));
	return value;
}
