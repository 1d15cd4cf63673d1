#include "reports/workbook_settings.h"

#include "engine/combine.h"
#include "engine/scoring.h"
#include "reports/display.h"
#include "reports/workbook_guard.h"
#include "reports/workbook_workings.h"
#include <string.h>

enum { DECIMALS_MOST = 6 };

const char *const settings_error = "error_bound", *const settings_scale = "weight_scale",
                  *const settings_complete = "all_complete";

/* A prefix makes a name of an id that is none; spreadsheets take dots, not hyphens. */
static const char *named_cell(const struct book *b, const char *prefix, const char *id)
{
	char *text = arena_print(b->arena, "%s_%s", prefix, id);
	for (char *c = text; *c != '\0'; c++)
		if (*c == '-')
			*c = '.';
	return text;
}

static const char *value_name(const struct book *b, size_t policy)
{
	return named_cell(b, "value", b->method->policies[policy].named.id);
}

const char *settings_weight(const struct book *b, size_t item)
{
	return named_cell(b, "weight", b->method->items[item].named.id);
}

static const char *sum_of_weights(const struct book *b, const struct item *p)
{
	const char *list = "";
	for (size_t i = 0; i < p->n_children; i++)
		list = arena_print(b->arena, "%s%s%s", list, i > 0 ? "+" : "",
		                   settings_weight(b, p->children[i]));
	return list;
}

const char *settings_sum_of_points(const struct book *b, size_t item)
{
	const struct item *p = &b->method->items[item];
	const char *list = "";
	for (size_t i = 0; i < p->n_children; i++)
		if (!b->method->items[p->children[i]].outside)
			list = arena_print(b->arena, "%s%s%s", list, *list != '\0' ? "+" : "",
			                   settings_points(b, p->children[i]));
	return *list != '\0' ? list : "0";
}

const char *settings_points(const struct book *b, size_t item)
{
	const struct item *c = &b->method->items[item];
	if (c->parent == NONE || item_is_added(&b->method->items[c->parent]))
		return named_cell(b, "points", c->named.id);
	const struct item *p = &b->method->items[c->parent];
	const char *above = settings_points(b, c->parent);
	if (!item_is_weighted(p))
		return above;
	return arena_print(b->arena, "(%s*%s/(%s))", above, settings_weight(b, item),
	                   sum_of_weights(b, p));
}

/* ---- parameters ---- */

static size_t find(const struct param_spec *specs, const char *name)
{
	for (size_t i = 0; specs != NULL && specs[i].name != NULL; i++)
		if (strcmp(specs[i].name, name) == 0)
			return i;
	return NONE;
}

struct parameter_of settings_of_scoring(const struct scoring *use, const char *name)
{
	size_t i = find(use->method->params, name);
	if (i == NONE)
		return (struct parameter_of){0};
	return (struct parameter_of){&use->params[i], &use->method->params[i]};
}

struct parameter_of settings_of_item(const struct method *m, size_t item, const char *name)
{
	const struct item *p = &m->items[item];
	size_t i = find(p->combination->params, name);
	if (i == NONE)
		return (struct parameter_of){0};
	return (struct parameter_of){&p->params[i], &p->combination->params[i]};
}

const char *settings_when(const struct book *b, struct parameter_of p, const char *word,
                          const char *yes, const char *no)
{
	if (p.param == NULL)
		return no;
	if (p.param->policy == NONE || strcmp(yes, no) == 0)
		return strcmp(param_text(b->method, p.param, p.spec), word) == 0 ? yes : no;
	b->cells->live[p.param->policy] = true;
	return arena_print(b->arena, "IF(%s=\"%s\",%s,%s)", value_name(b, p.param->policy), word,
	                   yes, no);
}

const char *settings_literal(const struct book *b, const ratio *x)
{
	const char *decimal = page_decimal(&b->page, x);
	return decimal != NULL ? decimal : arena_print(b->arena, "(%s)", ratio_exact(b->arena, x));
}

const char *settings_number(const struct book *b, struct parameter_of p)
{
	if (p.param == NULL)
		return NULL;
	if (p.param->policy != NONE) {
		b->cells->live[p.param->policy] = true;
		return value_name(b, p.param->policy);
	}
	if (*param_text(b->method, p.param, p.spec) == '\0')
		return NULL;
	return settings_literal(b, param_number(b->arena, b->method, p.param, p.spec));
}

static size_t decimals_of(const struct book *b, const ratio *x)
{
	if (x == NULL) /* not given */
		return 0;
	for (unsigned n = 0; n <= DECIMALS_MOST; n++)
		if (ratio_cmp(ratio_round(b->arena, x, n, ROUND_DOWN), x) == 0)
			return n;
	return NONE;
}

size_t settings_decimals(const struct book *b, struct parameter_of p)
{
	if (p.param->policy == NONE)
		return decimals_of(b, param_number(b->arena, b->method, p.param, p.spec));
	const struct policy *policy = &b->method->policies[p.param->policy];
	size_t most = policy->n_alternatives > 0 ? 0 : DECIMALS_MOST;
	for (size_t i = 0; i < policy->n_alternatives && most != NONE; i++) {
		const ratio *x = ratio_read(b->arena, policy->alternatives[i].value);
		size_t n = x != NULL ? decimals_of(b, x) : NONE;
		most = n == NONE ? NONE : n > most ? n : most;
	}
	return most;
}

void settings_not_followed(const struct book *b, struct parameter_of p)
{
	if (p.param != NULL && p.param->policy != NONE)
		b->cells->dead[p.param->policy] = true;
}

/* ---- names ---- */

enum { COL_NAME, COL_ID, COL_VALUE, COL_MEANING, COL_FOLLOWED, COL_PARAM };

static void define(struct book *b, const char *name, lxw_row_t row, lxw_col_t col)
{
	char cell[LXW_MAX_CELL_NAME_LENGTH];
	lxw_rowcol_to_cell_abs(cell, row, col, 1, 1);
	workbook_define_name(b->file, name,
	                     arena_print(b->arena, "=%s!%s", b->cells->rules->quoted, cell));
}

/* What an item is given in the rule file: a weight, points, or neither. */
enum given { GIVEN_NOTHING, GIVEN_WEIGHT, GIVEN_POINTS };
static enum given given(const struct method *m, size_t item)
{
	size_t parent = m->items[item].parent;
	if (parent == NONE || item_is_added(&m->items[parent]))
		return GIVEN_POINTS;
	return item_is_weighted(&m->items[parent]) ? GIVEN_WEIGHT : GIVEN_NOTHING;
}

void settings_names(struct book *b)
{
	const struct method *m = b->method;
	const struct plan_of_cells *c = b->cells;
	for (size_t i = 0; i < m->n_policies; i++) {
		const char *id = m->policies[i].named.id;
		define(b, named_cell(b, "policy", id), c->policies + (lxw_row_t)i, COL_VALUE);
		define(b, value_name(b, i), c->policies + (lxw_row_t)i, COL_PARAM);
	}
	for (size_t i = 0; i < m->n_items; i++) {
		const char *id = m->items[i].named.id;
		if (given(m, i) != GIVEN_NOTHING)
			define(b,
			       named_cell(b, given(m, i) == GIVEN_WEIGHT ? "weight" : "points", id),
			       c->items + (lxw_row_t)c->lines[i], COL_VALUE);
	}
	define(b, settings_error, c->constants, COL_VALUE);
	define(b, settings_scale, c->constants + 1, COL_VALUE);
	define(b, settings_complete, c->constants + 2, COL_VALUE);
}

/* ---- the sheet ---- */

static struct cell at(const struct book *b, lxw_row_t row, lxw_col_t col)
{
	return (struct cell){b->cells->rules, row, col};
}

static void heads(struct book *b, lxw_row_t row, const enum text_id *texts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		book_column(b, at(b, row, (lxw_col_t)i), book_word(b, texts[i]));
}

static const char *chosen_id(const struct policy *p)
{
	return p->alternatives[p->chosen].id;
}

/* A list within a cell's validation holds so many characters. A longer one is told by the cells
 * that it stands in, whose name libxlsxwriter 1.1.4 does not release. */
static bool is_short(const struct policy *p)
{
	enum { LIST_MOST = 255 };
	size_t length = 0;
	for (size_t i = 0; i < p->n_alternatives; i++)
		length += strlen(p->alternatives[i].id) + 1;
	return length > 0 && length <= LIST_MOST;
}

static char **ids_of(const struct book *b, const struct policy *p)
{
	char **ids = ARENA_NEWS(b->arena, char *, p->n_alternatives + 1);
	for (size_t i = 0; i < p->n_alternatives; i++)
		ids[i] = arena_copy(b->arena, p->alternatives[i].id);
	return ids;
}

/* A list to choose from, or a number within its range. */
static void validate(struct book *b, const struct policy *p, size_t index, lxw_row_t row)
{
	lxw_data_validation v = {.ignore_blank = LXW_VALIDATION_OFF,
	                         .show_error = LXW_VALIDATION_ON,
	                         .show_input = LXW_VALIDATION_ON,
	                         .dropdown = LXW_VALIDATION_ON};
	lxw_row_t first = b->cells->choices[index];
	if (is_short(p)) {
		v.validate = LXW_VALIDATION_TYPE_LIST;
		v.value_list = ids_of(b, p);
	} else if (p->n_alternatives > 0) {
		v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
		v.value_formula = arena_print(
		        b->arena, "=%s",
		        cell_range(b, b->cells->rules, at(b, first, COL_ID),
		                   at(b, first + (lxw_row_t)p->n_alternatives - 1, COL_ID)));
	} else {
		v.validate = LXW_VALIDATION_TYPE_DECIMAL_FORMULA;
		v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
		v.minimum_formula = arena_print(b->arena, "=%s", settings_literal(b, p->low));
		v.maximum_formula = arena_print(b->arena, "=%s", settings_literal(b, p->high));
	}
	worksheet_data_validation_cell(b->cells->rules->sheet, row, COL_VALUE, &v);
}

/* What stands beside the alternative chosen. */
static const char *looked_up(const struct book *b, const struct policy *p, size_t index,
                             lxw_row_t row, lxw_col_t col)
{
	const struct tab *here = b->cells->rules;
	lxw_row_t first = b->cells->choices[index], last = first + (lxw_row_t)p->n_alternatives - 1;
	return arena_print(b->arena, "INDEX(%s,MATCH(%s,%s,0))",
	                   cell_range(b, here, at(b, first, col), at(b, last, col)),
	                   cell_from(b, here, at(b, row, COL_VALUE)),
	                   cell_range(b, here, at(b, first, COL_ID), at(b, last, COL_ID)));
}

static struct value value_of(const struct book *b, const char *text)
{
	const ratio *number = ratio_read(b->arena, text);
	return (struct value){number, number != NULL ? NULL : text};
}

static void policy_row(struct book *b, size_t index)
{
	const struct policy *p = &b->method->policies[index];
	lxw_row_t row = b->cells->policies + (lxw_row_t)index;
	bool live = b->cells->live[index], dead = b->cells->dead[index];
	struct cell value = at(b, row, COL_VALUE);
	book_text(b, at(b, row, COL_NAME), STYLE_NAME, book_name(b, &p->named));
	book_text(b, at(b, row, COL_ID), STYLE_NAME, p->named.id);
	if (p->n_alternatives > 0) {
		const struct alternative *chosen = &p->alternatives[p->chosen];
		book_text(b, value, live ? STYLE_CHOICE : STYLE_GIVEN, chosen_id(p));
		book_formula(b, at(b, row, COL_MEANING), STYLE_TEXT,
		             value_text(display_safe(b->arena, page_words(&b->page, chosen->text))),
		             looked_up(b, p, index, row, COL_MEANING));
		book_formula(b, at(b, row, COL_PARAM), STYLE_WORKING, value_of(b, chosen->value),
		             looked_up(b, p, index, row, COL_FOLLOWED));
	} else {
		book_number(b, value, live ? STYLE_INPUT : STYLE_GIVEN, p->number);
		book_text(b, at(b, row, COL_MEANING), STYLE_TEXT, page_words(&b->page, p->measure));
		book_formula(b, at(b, row, COL_PARAM), STYLE_WORKING, value_number(p->number),
		             cell_from(b, b->cells->rules, value));
	}
	if (live)
		validate(b, p, index, row);
	book_text(b, at(b, row, COL_FOLLOWED), STYLE_TEXT,
	          book_word(b, live && dead ? TEXT_workbook_partly
	                       : live       ? TEXT_workbook_live
	                                    : TEXT_workbook_not_live));
}

static void alternative_rows(struct book *b, size_t index)
{
	const struct policy *p = &b->method->policies[index];
	for (size_t i = 0; i < p->n_alternatives; i++) {
		const struct alternative *x = &p->alternatives[i];
		lxw_row_t row = b->cells->choices[index] + (lxw_row_t)i;
		const ratio *number = ratio_read(b->arena, x->value);
		book_text(b, at(b, row, COL_NAME), STYLE_NAME, book_name(b, &p->named));
		book_text(b, at(b, row, COL_ID), STYLE_NAME, x->id);
		book_text(b, at(b, row, COL_VALUE), STYLE_NAME, "");
		book_text(b, at(b, row, COL_MEANING), STYLE_TEXT, page_words(&b->page, x->text));
		if (number != NULL)
			book_number(b, at(b, row, COL_FOLLOWED), STYLE_WORKING, number);
		else
			book_text(b, at(b, row, COL_FOLLOWED), STYLE_WORKING, x->value);
	}
}

/* Do the children's weights or points add up to what they should? Where they are only shares of
 * what the parent has, they need not. */
static void check_sum(struct book *b, size_t item, struct cell where)
{
	const struct item *p = &b->method->items[item];
	const char *good = book_word(b, TEXT_workbook_good), *sum, *due;
	if (!item_is_leaf(p) && item_is_weighted(p) && !p->normalise) {
		sum = sum_of_weights(b, p);
		due = "100";
	} else if (!item_is_leaf(p) && workings_unscaled(b, item)) {
		sum = settings_sum_of_points(b, item);
		due = settings_points(b, item);
	} else {
		book_text(b, where, STYLE_TEXT, "");
		return;
	}
	book_formula(b, where, STYLE_TEXT, value_text(good),
	             arena_print(b->arena, "IF(ABS(%s-%s)<1E-9,\"%s\",\"%s\")", sum, due, good,
	                         book_word(b, TEXT_workbook_sum_wrong)));
}

static void item_row(struct book *b, size_t item)
{
	const struct method *m = b->method;
	const struct item *x = &m->items[item];
	lxw_row_t row = b->cells->items + (lxw_row_t)b->cells->lines[item];
	enum given kind = given(m, item);
	const char *name = book_name(b, &x->named);
	for (size_t p = x->parent; p != NONE; p = m->items[p].parent)
		name = arena_print(b->arena, "　%s", name);
	book_text(b, at(b, row, COL_NAME), STYLE_NAME, name);
	book_text(b, at(b, row, COL_ID), STYLE_NAME, x->named.id);
	if (kind == GIVEN_NOTHING)
		book_text(b, at(b, row, COL_VALUE), STYLE_NAME, "");
	else
		book_number(b, at(b, row, COL_VALUE), STYLE_INPUT,
		            kind == GIVEN_WEIGHT ? x->weight : x->points);
	book_text(b, at(b, row, COL_MEANING), STYLE_TEXT,
	          kind == GIVEN_NOTHING
	                  ? ""
	                  : book_word(b, kind == GIVEN_WEIGHT ? TEXT_workbook_weight
	                                                      : TEXT_workbook_points));
	check_sum(b, item, at(b, row, COL_FOLLOWED));
}

/* Decimals of the weights and points, as a power of ten; 0: more than 6. */
static const char *scale_formula(const struct book *b)
{
	const char *cells =
	        cell_range(b, b->cells->rules, at(b, b->cells->items, COL_VALUE),
	                   at(b, b->cells->items + (lxw_row_t)b->method->n_items - 1, COL_VALUE));
	const char *text = "0";
	for (int n = DECIMALS_MOST; n >= 0; n -= 2)
		text = arena_print(b->arena, "IF(SUMPRODUCT(--(ROUND(%s,%d)<>%s+0))=0,10^%d,%s)",
		                   cells, n, cells, n, text);
	return text;
}

static void constants(struct book *b)
{
	static const enum text_id texts[] = {TEXT_workbook_error, TEXT_workbook_scale,
	                                     TEXT_workbook_complete};
	static const enum text_id abouts[] = {TEXT_workbook_error_about, TEXT_workbook_scale_about,
	                                      TEXT_workbook_complete_about};
	lxw_row_t row = b->cells->constants;
	const char *published =
	        cell_range(b, b->cells->rules, cells_result(b, 0, RESULT_PUBLISHED),
	                   cells_result(b, b->method->n_units - 1, RESULT_PUBLISHED));
	const char *assessed = cell_range(b, b->cells->rules, cells_result(b, 0, RESULT_ASSESSED),
	                                  cells_result(b, b->method->n_units - 1, RESULT_ASSESSED));
	for (lxw_row_t i = 0; i < 3; i++) {
		book_text(b, at(b, row + i, COL_NAME), STYLE_NAME, book_word(b, texts[i]));
		book_text(b, at(b, row + i, COL_ID), STYLE_NAME,
		          (const char *const[]){settings_error, settings_scale,
		                                settings_complete}[i]);
		book_text(b, at(b, row + i, COL_MEANING), STYLE_NOTE, book_word(b, abouts[i]));
	}
	book_number(b, at(b, row, COL_VALUE), STYLE_WORKING, guard_error(b));
	book_formula(b, at(b, row + 1, COL_VALUE), STYLE_WORKING, value_number(guard_scale(b)),
	             scale_formula(b));
	book_formula(b, at(b, row + 2, COL_VALUE), STYLE_WORKING,
	             value_long(b, b->cells->all_complete),
	             arena_print(b->arena, "IF(SUMPRODUCT(%s*(1-ISNUMBER(%s)))=0,1,0)", assessed,
	                         published));
}

void settings_sheet(struct book *b)
{
	static const enum text_id policies[] = {TEXT_workbook_policy,  TEXT_workbook_id,
	                                        TEXT_workbook_choice,  TEXT_workbook_meaning,
	                                        TEXT_workbook_follows, TEXT_workbook_passed};
	static const enum text_id items[] = {TEXT_workbook_item, TEXT_workbook_id,
	                                     TEXT_workbook_given, TEXT_workbook_kind,
	                                     TEXT_workbook_check};
	static const enum text_id others[] = {TEXT_workbook_policy, TEXT_workbook_id,
	                                      TEXT_workbook_nothing, TEXT_workbook_meaning,
	                                      TEXT_workbook_passed};
	const struct plan_of_cells *c = b->cells;
	lxw_row_t row = book_head(b, c->rules, book_word(b, TEXT_workbook_rules));
	book_text(b, at(b, row++, 0), STYLE_NOTE, book_word(b, TEXT_workbook_rules_note));
	heads(b, c->policies - 1, policies, sizeof policies / sizeof *policies);
	for (size_t i = 0; i < b->method->n_policies; i++)
		policy_row(b, i);
	heads(b, c->items - 1, items, sizeof items / sizeof *items);
	for (size_t i = 0; i < b->method->n_items; i++)
		item_row(b, i);
	heads(b, c->alternatives - 1, others, sizeof others / sizeof *others);
	for (size_t i = 0; i < b->method->n_policies; i++)
		alternative_rows(b, i);
	constants(b);
}
