#include "inputs/ledger_row.h"
#include "engine/credit_code.h"
#include "inputs/cells.h"
#include "inputs/company.h"
#include "inputs/names.h"
#include "inputs/times.h"
#include <string.h>

/* ---- fields ---- */

static const struct csv_field *field(const struct ledger_reading *l,
                                     const struct csv_record *record, size_t column)
{
	static const struct csv_field none = {"", {NULL, 0, 0}};
	size_t at = l->columns->at[column];
	return at < record->n ? &record->fields[at] : &none;
}

/* A field for a finding: the record is forgotten before that is printed. */
static struct csv_field kept(const struct ledger_reading *l, const struct csv_field *f,
                             const struct csv_record *record)
{
	struct place place = f->place.file != NULL ? f->place : record->fields[0].place;
	return (struct csv_field){arena_copy(l->reading->arena, f->text), place};
}

static struct words text_kept(const struct ledger_reading *l, const struct csv_field *f)
{
	return words_same(arena_copy(l->reading->arena, f->text));
}

static bool is_sound(const struct ledger_reading *l, const struct csv_record *record)
{
	struct arena *a = l->reading->arena;
	const struct ledger_columns *c = l->columns;
	const struct csv_field *last = &record->fields[record->n - 1];
	bool sound = true;
	for (size_t i = 0; i < record->n; i++) {
		const struct csv_field *f = &record->fields[i];
		if ((i < c->n && c->named[i]) || *f->text == '\0')
			continue;
		diag_add(l->reading->log, f->place, DIAG_row_long, ARGS(text_kept(l, f)));
		sound = false;
	}
	for (size_t i = 0; i < LEDGER_COLUMNS; i++)
		if ((c->required >> i & 1u) != 0 && c->at[i] >= record->n) {
			diag_add(l->reading->log, last->place, DIAG_row_short,
			         ARGS(words_same(arena_print(a, "%zu", record->n)),
			              words_same(arena_print(a, "%zu", c->n))));
			return false;
		}
	return sound;
}

/* ---- where it belongs ---- */

static bool read_unit(struct ledger_reading *l, const struct csv_record *record,
                      struct ledger_row *out)
{
	struct reading *r = l->reading;
	const struct csv_field *f = field(l, record, LEDGER_UNIT);
	if (*f->text == '\0' && l->unit != NONE) {
		out->unit = (uint32_t)l->unit;
		return true;
	}
	size_t unit = names_find(r->names, NAMES_UNIT, f->text);
	if (unit >= r->method->n_units) {
		const struct csv_field copy = kept(l, f, record);
		unit = cells_unit(r, &copy);
		if (unit != NONE)
			(void)cells_is_total(r, unit, NONE, &copy, NULL, TEXT_mend_total);
		return false;
	}
	out->unit = (uint32_t)unit;
	return true;
}

static bool read_item(struct ledger_reading *l, const struct csv_record *record,
                      struct ledger_row *out)
{
	struct reading *r = l->reading;
	const struct csv_field *f = field(l, record, LEDGER_ITEM);
	size_t item = names_find(r->names, NAMES_ITEM, f->text);
	if (item >= r->method->n_items || !figures_counted(r->method, item)) {
		const struct csv_field copy = kept(l, f, record);
		item = cells_item(r, NAMES_COUNTED, &copy);
		if (item == all_items(r->method))
			(void)cells_is_total(r, NONE, item, NULL, &copy, TEXT_mend_total);
		return false;
	}
	out->item = (uint16_t)item;
	return true;
}

static bool read_type(struct ledger_reading *l, const struct csv_record *record,
                      struct ledger_row *out)
{
	struct reading *r = l->reading;
	const struct csv_field *f = field(l, record, LEDGER_TYPE);
	size_t type = names_find(r->names, NAMES_TYPE, f->text);
	if (type >= r->method->n_types) {
		const struct csv_field copy = kept(l, f, record);
		if (cells_type(r, &copy) == all_types(r->method))
			diag_add(r->log, copy.place, DIAG_total_as_data,
			         ARGS(words_same(copy.text), text_words(TEXT_mend_total)));
		return false;
	}
	out->type = (uint16_t)type;
	return true;
}

/* ---- words ---- */

struct word {
	const char *text; /* as names_key() has it */
	uint8_t value;
};

static const struct word stages[] = {
        {"在谈", LEDGER_TALKS},          {"洽谈", LEDGER_TALKS},       {"talks", LEDGER_TALKS},
        {"签约", LEDGER_SIGNED},         {"已签约", LEDGER_SIGNED},    {"signed", LEDGER_SIGNED},
        {"落地", LEDGER_LANDED},         {"已落地", LEDGER_LANDED},    {"landed", LEDGER_LANDED},
        {"开工", LEDGER_STARTED},        {"已开工", LEDGER_STARTED},   {"started", LEDGER_STARTED},
        {"投产", LEDGER_COMPLETED},      {"已投产", LEDGER_COMPLETED}, {"竣工", LEDGER_COMPLETED},
        {"completed", LEDGER_COMPLETED}, {"", LEDGER_NO_STAGE},        {NULL, 0},
};

static const struct word recognitions[] = {
        {"认定", LEDGER_RECOGNISED},
        {"已认定", LEDGER_RECOGNISED},
        {"recognised", LEDGER_RECOGNISED},
        {"recognized", LEDGER_RECOGNISED},
        {"退回", LEDGER_SENT_BACK},
        {"returned", LEDGER_SENT_BACK},
        {"不予认定", LEDGER_REFUSED},
        {"不认定", LEDGER_REFUSED},
        {"denied", LEDGER_REFUSED},
        {"待认定", LEDGER_OPEN},
        {"pending", LEDGER_OPEN},
        {"", LEDGER_OPEN},
        {NULL, 0},
};

static bool find_word(const struct word *words, const char *text, uint8_t *out)
{
	/* The first byte decides nearly always. */
	while (words->text != NULL && (*words->text != *text || strcmp(words->text, text) != 0))
		words++;
	if (words->text != NULL)
		*out = words->value;
	return words->text != NULL;
}

static bool read_word(const struct ledger_reading *l, const struct csv_record *record,
                      enum ledger_column column, const struct word *words, enum text_id known,
                      uint8_t *out)
{
	const struct csv_field *f = field(l, record, column);
	if (find_word(words, f->text, out) || find_word(words, names_key(l->scratch, f->text), out))
		return true;
	diag_add(l->reading->log, f->place, DIAG_ledger_word,
	         ARGS(ledger_column_name(column), text_kept(l, f), text_words(known)));
	return false;
}

/* ---- days ---- */

static bool read_days(const struct ledger_reading *l, const struct csv_record *record,
                      struct ledger_row *out)
{
	bool good = true;
	for (size_t d = 0; d < LEDGER_DAYS; d++) {
		const struct csv_field *f = field(l, record, LEDGER_DAY + d);
		long day = 0;
		if (*f->text != '\0' && !times_read_day(l->scratch, f->text, &day)) {
			diag_add(l->reading->log, f->place, DIAG_not_a_date, ARGS(text_kept(l, f)));
			good = false;
		}
		out->days[d] = (int32_t)day;
	}
	return good;
}

/* ---- amounts ---- */

static bool read_amount(const struct ledger_reading *l, const struct csv_record *record,
                        enum ledger_column column, enum ledger_amount_unit unit, int64_t *out)
{
	const struct csv_field *f = field(l, record, column);
	const struct csv_field *in = field(l, record, column + 1);
	struct diag_list *log = l->reading->log;
	*out = LEDGER_NO_AMOUNT;
	if (*f->text == '\0' || strcmp(f->text, "-") == 0)
		return true;
	if (ledger_amount_text(l->scratch, f->text, out)) /* 5000万元 */
		return true;
	if (*in->text != '\0' && !ledger_amount_unit(names_key(l->scratch, in->text), &unit)) {
		diag_add(log, in->place, DIAG_ledger_word,
		         ARGS(ledger_column_name(column + 1), text_kept(l, in),
		              text_words(TEXT_ledger_amount_units)));
		return false;
	}
	enum ledger_amount_unit known = unit < LEDGER_AMOUNT_UNITS ? unit : LEDGER_YUAN;
	if (!ledger_amount_read(f->text, known, out)) {
		diag_add(log, f->place, DIAG_ledger_amount_invalid,
		         ARGS(ledger_column_name(column), text_kept(l, f)));
		return false;
	}
	if (unit == LEDGER_AMOUNT_UNITS)
		diag_add(log, f->place, DIAG_ledger_amount_no_unit,
		         ARGS(ledger_column_name(column), text_kept(l, f)));
	return unit < LEDGER_AMOUNT_UNITS;
}

/* ---- texts ---- */

/* In capitals, without blanks, full-width forms as plain ones. */
static const char *code_of(struct arena *a, const char *text)
{
	static const char *const none[] = {"-", "/", "无", "—", NULL};
	for (size_t i = 0; none[i] != NULL; i++)
		if (strcmp(text, none[i]) == 0)
			return "";
	size_t n = strlen(text);
	bool plain = true;
	for (size_t i = 0; i < n; i++)
		plain = plain && text[i] > ' ' && text[i] < 0x7F;
	char *code = arena_copy(a, plain ? text : names_key(a, text));
	for (char *c = code; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return code;
}

/* Texts need not begin anywhere in particular: those of many rows share a block. */
static char *room_for(struct ledger_reading *l, size_t n)
{
	enum { BLOCK = 1 << 16 };
	if (l->room < n) {
		l->room = n > BLOCK ? n : BLOCK;
		l->texts = arena_alloc(l->reading->arena, l->room);
	}
	char *piece = l->texts;
	l->texts += n;
	l->room -= n;
	return piece;
}

/* Four texts in one piece: a ledger has millions of them. */
static void keep_texts(struct ledger_reading *l, struct ledger_row *out)
{
	const char **const texts[] = {&out->project, &out->key, &out->code, &out->evidence};
	size_t n = 0;
	for (size_t i = 0; i < 4; i++)
		n += strlen(*texts[i]) + 1;
	char *piece = room_for(l, n);
	for (size_t i = 0; i < 4; i++) {
		size_t length = strlen(*texts[i]) + 1;
		memcpy(piece, *texts[i], length);
		*texts[i] = piece;
		piece += length;
	}
}

static bool read_texts(const struct ledger_reading *l, const struct csv_record *record,
                       struct ledger_row *out)
{
	struct diag_list *log = l->reading->log;
	const struct csv_field *project = field(l, record, LEDGER_PROJECT);
	const struct csv_field *code = field(l, record, LEDGER_CODE);
	bool good = true;
	if (*project->text == '\0') {
		diag_add(log, kept(l, project, record).place, DIAG_empty_field,
		         ARGS(ledger_column_name(LEDGER_PROJECT)));
		good = false;
	}
	if (credit_code_is_scientific(code->text)) {
		diag_add(log, code->place, DIAG_ledger_code_scientific, ARGS(text_kept(l, code)));
		good = false;
	}
	out->project = project->text;
	out->key = company_key(l->scratch, project->text);
	out->code = code_of(l->scratch, code->text);
	out->evidence = field(l, record, LEDGER_EVIDENCE)->text;
	out->code_state = *out->code != '\0' ? (uint8_t)credit_code_check(out->code)
	                                     : (uint8_t)CREDIT_CODE_GOOD;
	return good;
}

/* ---- what the rule file says of names and remarks ---- */

static bool has_word(const char *const *words, size_t n, const char *project, const char *remark)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(project, words[i]) != NULL || strstr(remark, words[i]) != NULL)
			return true;
	return false;
}

static void exclude(const struct ledger_rule *rule, const char *remark, struct ledger_row *out)
{
	for (size_t i = 0; i < rule->n_exclusions; i++) {
		const struct ledger_exclusion *x = &rule->exclusions[i];
		if (!(x->stages >> out->stage & 1u) &&
		    !has_word(x->words, x->n_words, out->project, remark))
			continue;
		out->reason = LEDGER_EXCLUDED;
		out->exclusion = (uint16_t)i;
		return;
	}
}

/* The first that applies. */
static void weigh(const struct ledger_rule *rule, const char *remark, struct ledger_row *out)
{
	for (size_t i = 0; rule->weighted && i < rule->n_qualities; i++) {
		const struct ledger_quality *q = &rule->qualities[i];
		if ((q->item != NONE && q->item != out->item) ||
		    (q->type != NONE && q->type != out->type) ||
		    (q->investment != LEDGER_NO_AMOUNT && out->investment < q->investment) ||
		    (q->n_words > 0 && !has_word(q->words, q->n_words, out->project, remark)))
			continue;
		out->weight = q->weight;
		return;
	}
}

bool ledger_row_read(struct ledger_reading *l, const struct csv_record *record,
                     struct ledger_row *out)
{
	*out = (struct ledger_row){.line = record->fields[0].place.line, .file = (uint16_t)l->file};
	if (!is_sound(l, record))
		return false;
	bool good = read_unit(l, record, out);
	good = read_item(l, record, out) && good;
	good = read_type(l, record, out) && good;
	good = read_word(l, record, LEDGER_STAGE, stages, TEXT_ledger_stage_words, &out->stage) &&
	       good;
	good = read_word(l, record, LEDGER_RECOGNITION, recognitions, TEXT_ledger_recognition_words,
	                 &out->recognition) &&
	       good;
	good = read_days(l, record, out) && good;
	good = read_amount(l, record, LEDGER_INVESTMENT, l->columns->investment_in,
	                   &out->investment) &&
	       good;
	good = read_amount(l, record, LEDGER_REVENUE, l->columns->revenue_in, &out->revenue) &&
	       good;
	good = read_texts(l, record, out) && good;
	if (!good)
		return false;
	const char *remark = field(l, record, LEDGER_REMARK)->text;
	exclude(l->rule, remark, out);
	weigh(l->rule, remark, out);
	keep_texts(l, out);
	return true;
}
