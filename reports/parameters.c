#include "reports/parameters.h"
#include "engine/combine.h"
#include "engine/scoring.h"
#include "reports/shape.h"
#include <string.h>

/* What names and words of rule files mean; value NULL: the name itself. "METHOD.NAME" holds for
 * that scoring method, before what the name means elsewhere. */
static const struct {
	const char *name, *value;
	enum text_id text;
} meanings[] = {
        {"limit", NULL, TEXT_param_limit},
        {"substitution", NULL, TEXT_param_substitution},
        {"cover_from", NULL, TEXT_param_cover_from},
        {"cover_to", NULL, TEXT_param_cover_to},
        {"missing", NULL, TEXT_param_missing},
        {"step", NULL, TEXT_param_step},
        {"trim_from", NULL, TEXT_param_trim_from},
        {"no_task", NULL, TEXT_param_no_task},
        {"on", NULL, TEXT_param_on},
        {"min_assigned", NULL, TEXT_param_min_assigned},
        {"limit", "full", TEXT_param_limit_full},
        {"limit", "none", TEXT_param_limit_none},
        {"substitution", "separate", TEXT_param_substitution_separate},
        {"substitution", "pooled", TEXT_param_substitution_pooled},
        {"substitution", "covering", TEXT_param_substitution_covering},
        {"missing", "refuse", TEXT_param_missing_refuse},
        {"missing", "zero", TEXT_param_missing_zero},
        {"trim_from", "0", TEXT_param_trim_from_0},
        {"no_task", "redistribute", TEXT_param_no_task_redistribute},
        {"no_task", "full", TEXT_param_no_task_full},
        {"no_task", "zero", TEXT_param_no_task_zero},
        {"on", "published", TEXT_param_on_published},
        {"on", "exact", TEXT_param_on_exact},
        {"of", NULL, TEXT_param_of},
        {"base", NULL, TEXT_param_base},
        {"log", NULL, TEXT_param_log},
        {"direction", NULL, TEXT_param_direction},
        {"neutral", NULL, TEXT_param_neutral},
        {"among", NULL, TEXT_param_among},
        {"target", NULL, TEXT_param_target},
        {"low", NULL, TEXT_param_low},
        {"high", NULL, TEXT_param_high},
        {"full", NULL, TEXT_param_full},
        {"met", NULL, TEXT_param_met},
        {"unmet", NULL, TEXT_param_unmet},
        {"every", NULL, TEXT_param_every},
        {"every_of", NULL, TEXT_param_every_of},
        {"bonus", NULL, TEXT_param_bonus},
        {"bonus_most", NULL, TEXT_param_bonus_most},
        {"part", NULL, TEXT_param_part},
        {"start", NULL, TEXT_param_start},
        {"over", NULL, TEXT_param_over},
        {"under", NULL, TEXT_param_under},
        {"per", NULL, TEXT_param_per},
        {"bands", NULL, TEXT_param_bands},
        {"side", NULL, TEXT_param_side},
        {"below", NULL, TEXT_param_below},
        {"against", NULL, TEXT_param_against},
        {"boundary", NULL, TEXT_param_boundary},
        {"floor", NULL, TEXT_param_floor},
        {"satisfactory", NULL, TEXT_param_satisfactory},
        {"from", NULL, TEXT_param_from},
        {"to", NULL, TEXT_param_to},
        {"clip", NULL, TEXT_param_clip},
        {"due", NULL, TEXT_param_due},
        {"shares", NULL, TEXT_param_shares},
        {"of", "value", TEXT_param_of_value},
        {"of", "change", TEXT_param_of_change},
        {"of", "growth", TEXT_param_of_growth},
        {"of", "count", TEXT_param_of_count},
        {"of", "completion", TEXT_param_of_completion},
        {"log", "none", TEXT_param_log_none},
        {"log", "e", TEXT_param_log_e},
        {"log", "10", TEXT_param_log_10},
        {"log", "2", TEXT_param_log_2},
        {"direction", "higher", TEXT_param_direction_higher},
        {"direction", "lower", TEXT_param_direction_lower},
        {"missing", "exclude", TEXT_param_missing_exclude},
        {"missing", "neutral", TEXT_param_missing_neutral},
        {"among", "all", TEXT_param_among_all},
        {"among", "group", TEXT_param_among_group},
        {"every_of", "percent", TEXT_param_every_of_percent},
        {"every_of", "points", TEXT_param_every_of_points},
        {"part", "proportional", TEXT_param_part_proportional},
        {"part", "down", TEXT_param_part_down},
        {"part", "up", TEXT_param_part_up},
        {"against", "none", TEXT_param_against_none},
        {"against", "mean", TEXT_param_against_mean},
        {"against", "best", TEXT_param_against_best},
        {"against", "worst", TEXT_param_against_worst},
        {"against", "percentile", TEXT_param_against_percentile},
        {"boundary", "inclusive", TEXT_param_boundary_inclusive},
        {"boundary", "exclusive", TEXT_param_boundary_exclusive},
        {"clip", "both", TEXT_param_clip_both},
        {"clip", "low", TEXT_param_clip_low},
        {"clip", "high", TEXT_param_clip_high},
        {"clip", "none", TEXT_param_clip_none},
        {"rank.step", NULL, TEXT_param_rank_step},
        {"first", NULL, TEXT_param_first},
        {"ties", NULL, TEXT_param_ties},
        {"tie", NULL, TEXT_param_tie},
        {"reference", NULL, TEXT_param_reference},
        {"form", NULL, TEXT_param_form},
        {"scale", NULL, TEXT_param_scale},
        {"equal", NULL, TEXT_param_equal},
        {"centre", NULL, TEXT_param_centre},
        {"sd", NULL, TEXT_param_sd},
        {"groups", NULL, TEXT_param_groups},
        {"absent", NULL, TEXT_param_absent},
        {"ties", "competition", TEXT_param_ties_competition},
        {"ties", "dense", TEXT_param_ties_dense},
        {"ties", "average", TEXT_param_ties_average},
        {"reference", "best", TEXT_param_reference_best},
        {"reference", "worst", TEXT_param_reference_worst},
        {"reference", "mean", TEXT_param_reference_mean},
        {"reference", "sum", TEXT_param_reference_sum},
        {"form", "ratio", TEXT_param_form_ratio},
        {"form", "difference", TEXT_param_form_difference},
        {"borda.scale", "count", TEXT_param_borda_scale_count},
        {"borda.scale", "percent", TEXT_param_borda_scale_percent},
        {"sd", "sample", TEXT_param_sd_sample},
        {"sd", "population", TEXT_param_sd_population},
        {"absent", "refuse", TEXT_param_absent_refuse},
        {"absent", "reweight", TEXT_param_absent_reweight},
};

static const char *meaning(const struct page *p, const char *name, const char *value)
{
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (strcmp(meanings[i].name, name) == 0 &&
		    (value == NULL
		             ? meanings[i].value == NULL
		             : meanings[i].value != NULL && strcmp(meanings[i].value, value) == 0))
			return page_text(p, meanings[i].text);
	return "";
}

static const char *meaning_of(const struct page *p, const struct parameter *x, const char *value)
{
	const char *own = meaning(p, arena_print(p->arena, "%s.%s", x->method, x->name), value);
	return *own != '\0' ? own : meaning(p, x->name, value);
}

/* "no task, no_task = zero (zero points)" */
static const char *spelled(const struct page *p, const struct parameter *x)
{
	const char *value = x->value;
	const char *word = *x->called != '\0' ? x->called : meaning_of(p, x, value);
	if (*word != '\0')
		value = PAGE_FILL(p, TEXT_param_word, value, word);
	return PAGE_FILL(p, TEXT_param_value, meaning_of(p, x, NULL), x->name, value);
}

struct collection {
	const struct page *page;
	struct parameter *list;
	size_t n;
};

/* "[95, 100], [85, 80]" */
static const char *rows_text(struct arena *a, const struct param *param)
{
	struct buffer b;
	buffer_start(&b, a);
	for (size_t i = 0; i < param->n_rows; i++) {
		const struct param_row *row = &param->rows[i];
		buffer_print(&b, "%s[%s", i ? ", " : "", row->word ? row->word : "");
		for (size_t k = 0; k < row->n; k++)
			buffer_print(&b, "%s%s", k || row->word ? ", " : "",
			             ratio_plain(a, row->numbers[k]));
		buffer_add(&b, "]");
	}
	return b.text;
}

/* The name of what a parameter stands for by its id. */
static const char *called(const struct page *p, const struct param_spec *spec, const char *id)
{
	const struct method *m = p->method;
	size_t item = spec->kind == PARAM_ITEM ? method_item(m, id) : NONE;
	size_t period = spec->kind == PARAM_PERIOD ? method_period(m, id) : NONE;
	size_t type = spec->kind == PARAM_TYPE ? method_type(m, id) : NONE;
	if (item != NONE)
		return page_name(p, &m->items[item].named);
	if (type != NONE)
		return page_name(p, &m->types[type].named);
	return period != NONE ? page_name(p, &m->periods[period].named) : "";
}

static void add(struct collection *c, struct parameter owner, const struct param *param,
                const struct param_spec *spec)
{
	owner.name = spec->name;
	owner.value = param->policy == NONE ? param_text(c->page->method, param, spec) : "";
	if (spec->kind == PARAM_ROWS)
		owner.value = rows_text(c->page->arena, param);
	owner.stated = param->literal != NULL;
	owner.called = called(c->page, spec, owner.value);
	if (owner.value != NULL && *owner.value != '\0')
		c->list[c->n++] = owner;
}

static struct parameter owned(const char *owner, const char *id, const char *title,
                              const char *brief)
{
	return (struct parameter){.owner = owner,
	                          .id = id,
	                          .title = title,
	                          .brief = brief,
	                          .method = "",
	                          .called = ""};
}

static void add_all(struct collection *c, struct parameter owner, const struct param *params,
                    const struct param_spec *specs)
{
	for (size_t i = 0; specs != NULL && specs[i].name != NULL; i++)
		add(c, owner, &params[i], &specs[i]);
}

struct parameters parameters_of(const struct page *p)
{
	static const struct param_spec on = {.name = "on", .fallback = "published"};
	static const struct param_spec least = {.name = "min_assigned", .fallback = "0"};
	const struct method *m = p->method;
	size_t most = 2 + PARAMS_MAX * (m->n_scorings + m->n_items);
	struct collection c = {p, ARENA_NEWS(p->arena, struct parameter, most), 0};
	for (size_t i = 0; i < m->n_scorings; i++) {
		const struct scoring *s = &m->scorings[i];
		const char *title = PAGE_FILL(p, TEXT_param_scoring, s->named.id,
		                              page_text(p, s->method->name));
		struct parameter owner = owned("scoring", s->named.id, title, s->named.id);
		owner.method = s->method->id;
		add_all(&c, owner, s->params, s->method->params);
	}
	for (size_t i = 0; i < m->n_items; i++) {
		const struct item *item = &m->items[i];
		if (item_is_leaf(item))
			continue;
		const char *title = PAGE_FILL(p, TEXT_param_item, page_name(p, &item->named),
		                              page_text(p, item->combination->name));
		const char *brief = page_name(p, &item->named);
		add_all(&c, owned("item", item->named.id, title, brief), item->params,
		        item->combination->params);
	}
	const char *title = page_text(p, TEXT_param_rank);
	struct parameter rank = owned("rank", "", title, title);
	add(&c, rank, &m->rank_on, &on);
	if (shape_has(m, 0, INPUT_COUNTS) || m->min_assigned.literal != NULL)
		add(&c, rank, &m->min_assigned, &least);
	return (struct parameters){c.list, c.n};
}

static void line(const struct page *p, const char *owners, const char *list)
{
	view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet),
	           PAGE_FILL(p, TEXT_param_line, owners, list));
}

static void stated_view(struct page *p, const struct parameters *all)
{
	bool begun = false;
	for (size_t i = 0, next; i < all->n; i = next) {
		const char *list = "";
		for (next = i; next < all->n && all->list[next].title == all->list[i].title; next++)
			if (all->list[next].stated)
				list = page_list(p, list, spelled(p, &all->list[next]));
		if (*list == '\0')
			continue;
		if (!begun)
			view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_param_heading));
		begun = true;
		line(p, all->list[i].title, list);
	}
}

/* A default, and all that take it. */
struct shared {
	const char *owner; /* of which kind they are */
	const char *text;
	const char *who; /* their list; NULL: printed */
	size_t n_who;
};

static size_t gather(const struct page *p, const struct parameters *all, struct shared *list)
{
	size_t n = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct parameter *x = &all->list[i];
		if (x->stated)
			continue;
		const char *text = spelled(p, x);
		size_t k = 0;
		while (k < n &&
		       (strcmp(list[k].owner, x->owner) != 0 || strcmp(list[k].text, text) != 0))
			k++;
		if (k == n)
			list[n++] = (struct shared){x->owner, text, "", 0};
		list[k].who = page_list(p, list[k].who, x->brief);
		list[k].n_who++;
	}
	return n;
}

/* "every scoring method", "scoring methods growth, late", "Total, Sectors" */
static const char *owners(const struct page *p, const struct shared *s)
{
	if (strcmp(s->owner, "scoring") != 0)
		return s->who;
	if (s->n_who > 1 && s->n_who == p->method->n_scorings)
		return page_text(p, TEXT_param_scoring_all);
	return PAGE_FILL(p, s->n_who > 1 ? TEXT_param_scoring_list : TEXT_param_scoring_one,
	                 s->who);
}

/* Defaults that the same ones take stand in one line: rule files have dozens of entries that leave
 * the same things open. */
static void defaults_view(struct page *p, const struct parameters *all)
{
	struct shared *list = ARENA_NEWS(p->arena, struct shared, all->n);
	size_t n = gather(p, all, list);
	if (n > 0)
		view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_param_heading_default));
	for (size_t i = 0; i < n; i++) {
		struct shared first = list[i];
		const char *text = "";
		for (size_t k = i; k < n && first.who != NULL; k++)
			if (list[k].who != NULL && strcmp(list[k].owner, first.owner) == 0 &&
			    strcmp(list[k].who, first.who) == 0) {
				text = page_list(p, text, list[k].text);
				list[k].who = NULL;
			}
		if (*text != '\0')
			line(p, owners(p, &first), text);
	}
}

void parameters_view(struct page *p)
{
	struct parameters all = parameters_of(p);
	stated_view(p, &all);
	defaults_view(p, &all);
}
