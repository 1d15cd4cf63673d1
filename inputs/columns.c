/* columns.c - see columns.h. */
#include "inputs/columns.h"
#include "inputs/names.h"
#include <assert.h>
#include <string.h>

/* Keys as names_key() gives them, and the text that messages use. */
static const struct {
	const char *keys[6];
	enum text_id text;
} spellings[COLUMNS] = {
        [COLUMN_UNIT] = {{"unit", "区县", "考核对象", "单位", "地区"}, TEXT_column_unit},
        [COLUMN_ITEM] = {{"item", "行业", "项目", "指标"}, TEXT_column_item},
        [COLUMN_TYPE] = {{"type", "类别"}, TEXT_column_type},
        [COLUMN_PERIOD] = {{"period", "期间"}, TEXT_column_period},
        [COLUMN_TARGET] = {{"target", "任务数"}, TEXT_column_target},
        [COLUMN_COUNT] = {{"count", "数量"}, TEXT_column_count},
        [COLUMN_POINTS] = {{"points", "得分"}, TEXT_column_points},
        [COLUMN_MARK] = {{"mark", "评分"}, TEXT_column_mark},
        [COLUMN_WEIGHT] = {{"weight", "权重"}, TEXT_column_weight},
        [COLUMN_SCORER] = {{"scorer", "评分人"}, TEXT_column_scorer},
        [COLUMN_GROUP] = {{"group", "评分组", "组别"}, TEXT_column_group},
        [COLUMN_REASON] = {{"reason", "理由"}, TEXT_column_reason},
        [COLUMN_VALUE] = {{"value", "数值"}, TEXT_column_value},
        [COLUMN_INDICATOR] = {{"indicator", "指标"}, TEXT_column_indicator},
        [COLUMN_AT] = {{"at", "时间", "年份"}, TEXT_column_at},
        [COLUMN_SOURCE] = {{"source", "来源"}, TEXT_column_source},
        [COLUMN_ESTIMATE] = {{"estimate", "预计"}, TEXT_column_estimate},
        [COLUMN_REMARK] = {{"remark", "备注"}, TEXT_column_remark},
        [COLUMN_LIST] = {{"list", "清单"}, TEXT_column_list},
        [COLUMN_ENTRY] = {{"entry", "名称"}, TEXT_column_entry},
        [COLUMN_DATE] = {{"date", "日期"}, TEXT_column_date},
        [COLUMN_STAGE] = {{"stage", "阶段"}, TEXT_column_stage},
        [COLUMN_TIER] = {{"tier", "层级"}, TEXT_column_tier},
        [COLUMN_REPLACES] = {{"replaces", "替补"}, TEXT_column_replaces},
        [COLUMN_LEAD] = {{"lead", "责任单位"}, TEXT_column_lead},
        [COLUMN_ABOUT] = {{"about", "内容"}, TEXT_column_about},
};

#define BIT(column) (1u << COLUMN_##column)
const struct columns_spec columns_targets = {BIT(UNIT) | BIT(ITEM) | BIT(TYPE) | BIT(PERIOD) |
                                                     BIT(TARGET),
                                             BIT(REMARK), TEXT_column_item};
const struct columns_spec columns_goals = {BIT(UNIT) | BIT(ITEM) | BIT(PERIOD) | BIT(TARGET),
                                           BIT(TYPE) | BIT(REMARK), TEXT_column_item};
const struct columns_spec columns_counts = {BIT(UNIT) | BIT(ITEM) | BIT(TYPE) | BIT(COUNT),
                                            BIT(PERIOD) | BIT(TARGET), TEXT_column_item};
const struct columns_spec columns_values = {BIT(UNIT) | BIT(ITEM) | BIT(VALUE),
                                            BIT(PERIOD) | BIT(SOURCE) | BIT(REMARK),
                                            TEXT_column_valued};
const struct columns_spec columns_judged = {BIT(UNIT) | BIT(ITEM) | BIT(POINTS),
                                            BIT(PERIOD) | BIT(SCORER) | BIT(GROUP) | BIT(REASON),
                                            TEXT_column_judged};
const struct columns_spec columns_marks = {BIT(UNIT) | BIT(ITEM) | BIT(MARK) | BIT(REASON),
                                           BIT(PERIOD), TEXT_column_item};
const struct columns_spec columns_observed = {BIT(INDICATOR) | BIT(AT) | BIT(VALUE),
                                              BIT(SOURCE) | BIT(ESTIMATE) | BIT(REMARK),
                                              TEXT_column_item};
const struct columns_spec columns_entries = {
        BIT(LIST) | BIT(ENTRY) | BIT(DATE) | BIT(STAGE),
        BIT(TIER) | BIT(REPLACES) | BIT(LEAD) | BIT(ABOUT) | BIT(REMARK), TEXT_column_item};
const struct columns_spec columns_weights = {BIT(ITEM) | BIT(WEIGHT), 0, TEXT_column_weighed};

static struct words column_name(const struct columns_spec *spec, size_t column)
{
	enum text_id id = column == COLUMN_ITEM ? spec->item : spellings[column].text;
	return text_words(id);
}

static bool has(const struct columns_spec *spec, size_t column)
{
	return ((spec->required | spec->optional) >> column & 1u) != 0;
}

static struct words join(struct arena *a, const struct columns_spec *spec, unsigned set)
{
	struct words names[COLUMNS];
	size_t n = 0;
	for (size_t c = 0; c < COLUMNS; c++)
		if ((set >> c & 1u) != 0)
			names[n++] = column_name(spec, c);
	return names_join(a, names, n);
}

/* "区县、行业、类别、数量；可以不写：期间" */
static struct words column_names(struct arena *a, const struct columns_spec *spec)
{
	struct words required = join(a, spec, spec->required), all;
	if (spec->optional == 0)
		return required;
	struct words optional = join(a, spec, spec->optional);
	for (int lang = 0; lang < LANGS; lang++)
		all.in[lang] = text_fill(a, TEXT_columns_optional, (enum lang)lang,
		                         ARGS(required, optional));
	return all;
}

size_t columns_which(struct arena *a, const struct columns_spec *spec, const char *text)
{
	const char *key = names_key(a, text);
	for (size_t c = 0; c < COLUMNS; c++) {
		if (!has(spec, c))
			continue;
		for (size_t i = 0; i < sizeof spellings[c].keys / sizeof *spellings[c].keys &&
		                   spellings[c].keys[i] != NULL;
		     i++)
			if (strcmp(spellings[c].keys[i], key) == 0)
				return c;
	}
	return NONE;
}

unsigned columns_found(struct arena *a, const struct columns_spec *spec, const struct csv_record *r)
{
	unsigned found = 0;
	for (size_t i = 0; i < r->n; i++) {
		size_t c = columns_which(a, spec, r->fields[i].text);
		if (c != NONE)
			found |= 1u << c;
	}
	return found;
}

bool columns_head(struct arena *a, const struct columns_spec *spec, const struct csv_record *r)
{
	unsigned found = columns_found(a, spec, r);
	return (found & (found - 1)) != 0;
}

bool columns_cut_otherwise(const struct csv_record *header, struct diag_list *log)
{
	static const char *const separators[] = {";", "；", "\t", "，", "、", "|"};
	for (size_t i = 0; header->n == 1 && i < sizeof separators / sizeof *separators; i++) {
		if (strstr(header->fields[0].text, separators[i]) == NULL)
			continue;
		const char *shown = *separators[i] == '\t' ? "Tab" : separators[i];
		diag_add(log, header->fields[0].place, DIAG_separator, ARGS(words_same(shown)));
		return true;
	}
	return false;
}

void columns_say_missing(struct arena *a, const struct columns_spec *spec, size_t column,
                         const struct csv_record *header, struct diag_list *log)
{
	const struct place first = header->fields[0].place;
	diag_add(log, (struct place){first.file, first.line, 0}, DIAG_column_missing,
	         ARGS(column_name(spec, column), column_names(a, spec)));
}

bool columns_read(struct arena *a, const struct columns_spec *spec, const struct csv_record *header,
                  struct columns *out, struct diag_list *log)
{
	if (columns_cut_otherwise(header, log))
		return false;
	if (columns_found(a, spec, header) == 0) {
		const struct csv_field *first = &header->fields[0];
		diag_add(log, (struct place){first->place.file, first->place.line, 0},
		         DIAG_header_missing, ARGS(column_names(a, spec)));
		return false;
	}
	size_t errors = diag_errors(log);
	bool *named = ARENA_NEWS(a, bool, header->n);
	*out = (struct columns){.n = header->n, .named = named};
	for (size_t c = 0; c < COLUMNS; c++)
		out->at[c] = NONE;
	for (size_t i = 0; i < header->n; i++) {
		const struct csv_field *f = &header->fields[i];
		size_t c = columns_which(a, spec, f->text);
		named[i] = *f->text != '\0';
		if (c == NONE && named[i])
			diag_add(log, f->place, DIAG_column_unknown,
			         ARGS(words_same(f->text), column_names(a, spec)));
		else if (c != NONE && out->at[c] != NONE)
			diag_add(log, f->place, DIAG_column_twice, ARGS(column_name(spec, c)));
		else if (c != NONE)
			out->at[c] = i;
	}
	for (size_t c = 0; c < COLUMNS; c++)
		if ((spec->required >> c & 1u) != 0 && out->at[c] == NONE)
			columns_say_missing(a, spec, c, header, log);
	return diag_errors(log) == errors;
}

bool columns_take(const struct columns_spec *spec, const struct columns *c,
                  const struct csv_record *record, struct arena *a,
                  const struct csv_field *out[COLUMNS], struct diag_list *log)
{
	assert(record->n > 0 && record->fields != NULL);
	const struct csv_field *last = &record->fields[record->n - 1];
	bool usable = true;
	for (size_t i = 0; i < record->n; i++) {
		const struct csv_field *f = &record->fields[i];
		if ((i < c->n && c->named[i]) || *f->text == '\0')
			continue;
		diag_add(log, f->place, DIAG_row_long, ARGS(words_same(f->text)));
		usable = false;
	}
	struct csv_field *empty = NULL;
	size_t needed = 0;
	for (size_t k = 0; k < COLUMNS; k++) {
		out[k] = c->at[k] < record->n ? &record->fields[c->at[k]] : NULL;
		if ((spec->required >> k & 1u) != 0 && c->at[k] >= record->n)
			needed = c->n;
		if (out[k] == NULL) {
			if (empty == NULL) {
				empty = ARENA_NEW(a, struct csv_field);
				*empty = (struct csv_field){"", last->place};
			}
			out[k] = empty;
		}
	}
	if (needed > 0 && columns_cut_otherwise(record, log)) {
		usable = false;
	} else if (needed > 0) {
		diag_add(log, last->place, DIAG_row_short,
		         ARGS(words_same(arena_print(a, "%zu", record->n)),
		              words_same(arena_print(a, "%zu", c->n))));
		usable = false;
	}
	return usable;
}
