#include "inputs/ledger_columns.h"
#include "engine/method.h"
#include "inputs/columns.h"
#include "inputs/names.h"
#include <string.h>

/* Keys as names_key() gives them, and the text that messages use. */
enum { SPELLINGS = 8 };
static const struct {
	const char *keys[SPELLINGS];
	enum text_id text;
} spellings[LEDGER_COLUMNS] = {
        [LEDGER_PROJECT] = {{"project", "项目名称", "企业名称", "项目", "名称", "公司名称", "企业"},
                            TEXT_ledger_column_project},
        [LEDGER_CODE] = {{"code", "统一社会信用代码", "信用代码", "社会信用代码"},
                         TEXT_ledger_column_code},
        [LEDGER_UNIT] = {{"county", "unit", "区县", "考核对象", "申报区县", "县区", "属地",
                          "申报单位"},
                         TEXT_column_unit},
        [LEDGER_ITEM] = {{"sector", "item", "行业", "所属行业", "行业领域"}, TEXT_column_item},
        [LEDGER_TYPE] = {{"type", "类别", "项目类别", "类型", "项目类型"}, TEXT_column_type},
        [LEDGER_INVESTMENT] = {{"investment", "总投资", "总投资额", "计划总投资", "投资额"},
                               TEXT_ledger_column_investment},
        [LEDGER_INVESTMENT_IN] = {{"investment_unit", "总投资单位", "投资单位"},
                                  TEXT_ledger_column_investment_in},
        [LEDGER_REVENUE] = {{"revenue", "年营收", "年营业收入", "营业收入", "营收"},
                            TEXT_ledger_column_revenue},
        [LEDGER_REVENUE_IN] = {{"revenue_unit", "年营收单位", "营收单位"},
                               TEXT_ledger_column_revenue_in},
        [LEDGER_STAGE] = {{"stage", "阶段", "项目阶段", "所处阶段"}, TEXT_column_stage},
        [LEDGER_DAY +
                LEDGER_SIGNED_ON] = {{"signed", "签约日期", "签约时间"}, TEXT_ledger_day_signed},
        [LEDGER_DAY +
                LEDGER_LANDED_ON] = {{"landed", "落地日期", "落地时间"}, TEXT_ledger_day_landed},
        [LEDGER_DAY +
                LEDGER_STARTED_ON] = {{"started", "开工日期", "开工时间"}, TEXT_ledger_day_started},
        [LEDGER_DAY + LEDGER_COMPLETED_ON] = {{"completed", "投产日期", "投产时间"},
                                              TEXT_ledger_day_completed},
        [LEDGER_DAY + LEDGER_RECOGNISED_ON] = {{"recognised", "认定日期", "认定时间"},
                                               TEXT_ledger_day_recognised},
        [LEDGER_RECOGNITION] = {{"recognition", "认定结果", "认定情况"},
                                TEXT_ledger_column_recognition},
        [LEDGER_EVIDENCE] = {{"evidence", "证明材料编号", "证明编号", "证明材料", "佐证材料编号"},
                             TEXT_ledger_column_evidence},
        [LEDGER_REMARK] = {{"remark", "备注", "说明"}, TEXT_column_remark},
        [LEDGER_NUMBER] = {{"no", "no.", "序号"}, TEXT_ledger_column_number},
};

struct words ledger_column_name(enum ledger_column column)
{
	return text_words(spellings[column].text);
}

static bool is_amount(size_t column)
{
	return column == LEDGER_INVESTMENT || column == LEDGER_REVENUE;
}

/* The column that a key names; of 总投资(亿元) also the unit in brackets. */
static size_t which(struct arena *a, const char *key, enum ledger_amount_unit *unit)
{
	const char *bracket = strchr(key, '(');
	size_t n = strlen(key);
	const char *bare = key, *in = NULL;
	if (bracket != NULL && key[n - 1] == ')') {
		bare = arena_copy_n(a, key, (size_t)(bracket - key));
		in = arena_copy_n(a, bracket + 1, n - (size_t)(bracket - key) - 2);
	}
	for (size_t c = 0; c < LEDGER_COLUMNS; c++)
		for (size_t i = 0; i < SPELLINGS && spellings[c].keys[i] != NULL; i++) {
			if (strcmp(spellings[c].keys[i], key) == 0)
				return c;
			if (in != NULL && is_amount(c) && strcmp(spellings[c].keys[i], bare) == 0 &&
			    ledger_amount_unit(in, unit))
				return c;
		}
	return NONE;
}

size_t ledger_columns_found(struct arena *a, const struct csv_record *record)
{
	size_t found = 0;
	enum ledger_amount_unit unit;
	for (size_t i = 0; i < record->n; i++)
		found += *record->fields[i].text != '\0' &&
		         which(a, names_key(a, record->fields[i].text), &unit) != NONE;
	return found;
}

static unsigned required(const struct ledger_rule *rule, bool of_file)
{
	unsigned set = 1u << LEDGER_PROJECT | 1u << LEDGER_ITEM | 1u << LEDGER_TYPE |
	               1u << (LEDGER_DAY + rule->day);
	if (!of_file)
		set |= 1u << LEDGER_UNIT;
	if (rule->recognition)
		set |= 1u << LEDGER_RECOGNITION;
	if (rule->stage != LEDGER_NO_STAGE)
		set |= 1u << LEDGER_STAGE;
	for (size_t i = 0; i < rule->n_thresholds; i++) {
		if (rule->thresholds[i].investment != LEDGER_NO_AMOUNT)
			set |= 1u << LEDGER_INVESTMENT;
		if (rule->thresholds[i].revenue != LEDGER_NO_AMOUNT)
			set |= 1u << LEDGER_REVENUE;
	}
	return set;
}

static struct words list(struct arena *a, unsigned set)
{
	struct words names[LEDGER_COLUMNS];
	size_t n = 0;
	for (size_t c = 0; c < LEDGER_COLUMNS; c++)
		if ((set >> c & 1u) != 0)
			names[n++] = ledger_column_name((enum ledger_column)c);
	return names_join(a, names, n);
}

/* "项目名称、行业；可以不写：备注" */
static struct words known(struct arena *a, unsigned needed)
{
	const unsigned all = (1u << LEDGER_COLUMNS) - 1;
	struct words first = list(a, needed), rest = list(a, all & ~needed), out;
	for (int lang = 0; lang < LANGS; lang++)
		out.in[lang] =
		        text_fill(a, TEXT_columns_optional, (enum lang)lang, ARGS(first, rest));
	return out;
}

static void read_field(struct arena *a, const struct csv_field *f, size_t index,
                       struct ledger_columns *out, struct diag_list *log)
{
	enum ledger_amount_unit unit = LEDGER_AMOUNT_UNITS;
	size_t c = which(a, names_key(a, f->text), &unit);
	if (c == NONE) {
		diag_add(log, f->place, DIAG_column_unknown,
		         ARGS(words_same(f->text), known(a, out->required)));
		return;
	}
	if (out->at[c] != NONE)
		diag_add(log, f->place, DIAG_column_twice,
		         ARGS(ledger_column_name((enum ledger_column)c)));
	out->at[c] = index;
	if (c == LEDGER_INVESTMENT)
		out->investment_in = unit;
	else if (c == LEDGER_REVENUE)
		out->revenue_in = unit;
}

bool ledger_columns_read(struct arena *a, const struct ledger_rule *rule, bool of_file,
                         const struct csv_record *header, struct ledger_columns *out,
                         struct diag_list *log)
{
	const struct place first = header->fields[0].place;
	const struct place line = {first.file, first.line, 0};
	if (columns_cut_otherwise(header, log))
		return false;
	bool *named = ARENA_NEWS(a, bool, header->n);
	*out = (struct ledger_columns){.n = header->n,
	                               .named = named,
	                               .investment_in = LEDGER_AMOUNT_UNITS,
	                               .revenue_in = LEDGER_AMOUNT_UNITS,
	                               .required = required(rule, of_file)};
	size_t errors = diag_errors(log);
	for (size_t c = 0; c < LEDGER_COLUMNS; c++)
		out->at[c] = NONE;
	for (size_t i = 0; i < header->n; i++)
		named[i] = *header->fields[i].text != '\0';
	if (ledger_columns_found(a, header) == 0) {
		diag_add(log, line, DIAG_header_missing, ARGS(known(a, out->required)));
		return false;
	}
	for (size_t i = 0; i < header->n; i++)
		if (named[i])
			read_field(a, &header->fields[i], i, out, log);
	for (size_t c = 0; c < LEDGER_COLUMNS; c++)
		if ((out->required >> c & 1u) != 0 && out->at[c] == NONE)
			diag_add(log, line, DIAG_column_missing,
			         ARGS(ledger_column_name((enum ledger_column)c),
			              known(a, out->required)));
	return diag_errors(log) == errors;
}
