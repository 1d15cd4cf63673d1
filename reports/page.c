#include "reports/page.h"
#include "reports/parameters.h"
#include "reports/sentences.h"
#include <string.h>

struct page page_new(struct arena *a, const struct report *r, bool with_view)
{
	return (struct page){.arena = a,
	                     .view = with_view ? view_new(a) : NULL,
	                     .report = r,
	                     .sheet = r->sheet,
	                     .method = r->sheet->method,
	                     .lang = r->lang};
}

const char *page_words(const struct page *p, struct words w)
{
	return words_in(w, p->lang);
}

const char *page_name(const struct page *p, const struct named *n)
{
	const char *name = page_words(p, n->name);
	return *name != '\0' ? name : n->id;
}

const char *page_text(const struct page *p, enum text_id id)
{
	return text_in(id, p->lang);
}

const char *page_group(const struct page *p, size_t group)
{
	return group != NONE ? page_name(p, &p->method->groups[group].named)
	                     : page_text(p, TEXT_no_group);
}

const char *page_fill(const struct page *p, enum text_id id, const char *const *arguments)
{
	struct words words[DIAG_ARGUMENTS];
	size_t n = 0;
	for (; n < DIAG_ARGUMENTS && arguments[n] != NULL; n++)
		words[n] = words_same(arguments[n]);
	return text_fill(p->arena, id, p->lang, n, words);
}

const char *page_points(const struct page *p, const ratio *x)
{
	unsigned decimals = p->method->decimals;
	if (x == NULL)
		return "";
	if (!ratio_round_certain(p->arena, x, decimals, ROUND_HALF_UP))
		return ratio_plain(p->arena, x);
	return ratio_fixed(p->arena, x, decimals, ROUND_HALF_UP);
}

const char *page_plain(const struct page *p, const ratio *x)
{
	return x == NULL ? "" : ratio_plain(p->arena, x);
}

/* Longer fractions say nothing to a reader; so many digits behind the point do. */
enum { FRACTION_MOST = 40, SHORT_DECIMALS = 10 };

const char *page_short(const struct page *p, const ratio *x)
{
	const char *plain = page_plain(p, x);
	if (strlen(plain) <= FRACTION_MOST)
		return plain;
	return arena_print(p->arena, "%s…", ratio_fixed(p->arena, x, SHORT_DECIMALS, ROUND_DOWN));
}

const char *page_read(const struct page *p, const ratio *x)
{
	const char *plain = page_short(p, x);
	if (strchr(plain, '/') == NULL)
		return plain;
	return PAGE_FILL(p, TEXT_choice, page_points(p, x), plain);
}

/* Spreadsheets keep 15 digits: more decimals than this beside a score would be rounded. */
enum { DECIMALS_MOST = 12, SMALL_DECIMALS = 4, LARGE_DECIMALS = 2, ERROR_DIGITS = 1000 };

const char *page_decimal(const struct page *p, const ratio *x)
{
	for (unsigned decimals = 0; ratio_is_exact(x) && decimals <= DECIMALS_MOST; decimals++) {
		const ratio *shown = ratio_round(p->arena, x, decimals, ROUND_DOWN);
		if (ratio_cmp(shown, x) == 0)
			return ratio_fixed(p->arena, x, decimals, ROUND_DOWN);
	}
	return NULL;
}

const char *page_value(const struct page *p, const ratio *x)
{
	const char *decimal = x != NULL ? page_decimal(p, x) : "";
	return decimal != NULL ? decimal : ratio_plain(p->arena, x);
}

const char *page_measure(const struct page *p, const ratio *x)
{
	const char *plain = page_plain(p, x);
	if (strchr(plain, '/') == NULL)
		return plain;
	const ratio *ten = ratio_of(p->arena, 10, 1), *minus_ten = ratio_of(p->arena, -10, 1);
	bool small = ratio_cmp(x, ten) < 0 && ratio_cmp(x, minus_ten) > 0;
	unsigned decimals = small ? SMALL_DECIMALS : LARGE_DECIMALS;
	if (p->method->decimals > decimals)
		decimals = p->method->decimals;
	return ratio_fixed(p->arena, x, decimals, ROUND_HALF_UP);
}

const char *page_equals(const struct page *p, const ratio *x)
{
	return arena_print(p->arena, ratio_is_exact(x) ? " = %s" : " %s", page_read(p, x));
}

const char *page_error(const struct page *p, const ratio *x)
{
	const ratio *error = ratio_error(x), *tenth = ratio_of(p->arena, 1, 10);
	unsigned digits = 0;
	for (const ratio *bound = tenth; error != NULL && digits < ERROR_DIGITS; digits++) {
		if (ratio_cmp(error, bound) >= 0)
			break;
		bound = ratio_mul(p->arena, bound, tenth);
	}
	return digits > 0 ? arena_print(p->arena, "10^-%u", digits) : "";
}

bool page_idle(const struct points *x)
{
	return x->state == POINTS_NO_TASK && (x->max == NULL || ratio_sign(x->max) == 0);
}

const char *page_figure(const struct page *p, const struct figure *f)
{
	switch (f->state) {
	case FIGURE_NO_TASK:
		return "-";
	case FIGURE_NUMBER:
		return ratio_plain(p->arena, f->value);
	case FIGURE_ABSENT:
		break;
	}
	return "";
}

const char *page_place(const struct page *p, struct place place)
{
	return place_text(p->arena, place);
}

const char *page_list(const struct page *p, const char *list, const char *entry)
{
	if (*list == '\0')
		return entry;
	return arena_print(p->arena, "%s%s%s", list, page_text(p, TEXT_list_comma), entry);
}

const char *page_clause(const struct page *p, size_t clause)
{
	if (clause == NONE)
		return "";
	const struct clause *c = &p->method->clauses[clause];
	const char *gist = page_words(p, c->gist);
	if (*gist == '\0')
		return page_name(p, &c->named);
	return PAGE_FILL(p, TEXT_clause_gist, page_name(p, &c->named), gist);
}

const char *page_choice(const struct page *p, const struct policy *policy, size_t alternative)
{
	const struct alternative *a = &policy->alternatives[alternative];
	return PAGE_FILL(p, TEXT_choice, a->id, page_words(p, a->text));
}

const char *page_in_force(const struct page *p, const struct policy *policy)
{
	if (policy->n_alternatives > 0)
		return page_choice(p, policy, policy->chosen);
	return arena_print(p->arena, "%s%s%s", ratio_plain(p->arena, policy->number),
	                   *page_words(p, policy->measure) == '%' ? "" : " ",
	                   page_words(p, policy->measure));
}

const char *page_others(const struct page *p, const struct policy *policy)
{
	const char *list = "";
	if (policy->n_alternatives == 0)
		return PAGE_FILL(p, TEXT_policy_range, ratio_plain(p->arena, policy->low),
		                 ratio_plain(p->arena, policy->high));
	for (size_t i = 0; i < policy->n_alternatives; i++)
		if (i != policy->chosen)
			list = *list == '\0' ? page_choice(p, policy, i)
			                     : arena_print(p->arena, "%s%s%s", list,
			                                   page_text(p, TEXT_list_semicolon),
			                                   page_choice(p, policy, i));
	return list;
}

const char *page_origin(const struct page *p, enum origin origin)
{
	static const enum text_id texts[] = {[ORIGIN_RULES] = TEXT_origin_rules,
	                                     [ORIGIN_CASE] = TEXT_origin_case,
	                                     [ORIGIN_TRIAL] = TEXT_origin_trial};
	return page_text(p, texts[origin]);
}

const char *page_rank_on(const struct page *p)
{
	static const struct param_spec spec = {.name = "on", .fallback = "published"};
	static const enum text_id texts[RANK_ONS] = {
	        [RANK_PUBLISHED] = TEXT_rank_on_published, [RANK_EXACT] = TEXT_rank_on_exact};
	const char *on = param_text(p->method, &p->method->rank_on, &spec);
	bool exact = strcmp(on, method_rank_on[RANK_EXACT]) == 0;
	return page_text(p, texts[exact ? RANK_EXACT : RANK_PUBLISHED]);
}

const char *page_decision(const struct page *p, const struct policy *policy)
{
	return PAGE_FILL(p, TEXT_policy_line, page_name(p, &policy->named), policy->named.id,
	                 page_in_force(p, policy), page_origin(p, policy->origin));
}

struct view_table *page_table(struct page *p, const char *caption)
{
	struct view_table *t = view_table(p->view);
	t->continued = PAGE_FILL(p, TEXT_continued, caption);
	return t;
}

static void banners(struct page *p)
{
	const struct heading *h = p->report->heading;
	const char *list = "";
	if (h->example)
		view_banner(p->view, page_text(p, p->sheet != NULL ? TEXT_banner_example
		                                                   : TEXT_banner_example_plan));
	for (size_t i = 0; i < h->n_trials; i++)
		list = page_list(p, list, h->trials[i]);
	if (h->n_trials > 0)
		view_banner(p->view, PAGE_FILL(p, TEXT_banner_trial, list));
}

static void fact(struct page *p, enum text_id label, const char *text)
{
	if (*text != '\0')
		view_entry(p->view, TONE_PLAIN, 0, page_text(p, label), text);
}

const char *page_title(const struct page *p)
{
	const char *title = page_words(p, p->report->heading->title);
	return *title != '\0' ? title : page_words(p, p->method->title);
}

void page_head(struct page *p, const char *title)
{
	const struct method *m = p->method;
	const struct heading *h = p->report->heading;
	view_title(p->view, title);
	banners(p);
	fact(p, TEXT_label_issuer, page_words(p, h->issuer));
	if (p->sheet != NULL)
		fact(p, TEXT_label_period,
		     page_name(p, &m->periods[p->sheet->figures->period].named));
	fact(p, TEXT_label_as_of, h->as_of);
	const char *document = page_words(p, m->document), *number = page_words(p, m->number);
	if (*number != '\0')
		document = PAGE_FILL(p, TEXT_document_number, document, number);
	fact(p, TEXT_label_document, document);
}

static void one_policy(struct page *p, const struct policy *policy)
{
	const char *question = page_words(p, policy->question), *why = page_words(p, policy->why);
	enum view_tone tone = policy->origin == ORIGIN_TRIAL ? TONE_ALERT : TONE_STRONG;
	view_entry(p->view, tone, 0, page_text(p, TEXT_bullet), page_decision(p, policy));
	if (*page_others(p, policy) != '\0')
		view_entry(p->view, TONE_PLAIN, 1, page_text(p, TEXT_label_others),
		           page_others(p, policy));
	if (*question != '\0')
		view_entry(p->view, TONE_QUIET, 1, page_text(p, TEXT_label_question), question);
	if (*why != '\0' && policy->origin == ORIGIN_RULES)
		view_entry(p->view, TONE_QUIET, 1, page_text(p, TEXT_label_why), why);
}

void page_policies(struct page *p, enum text_id title)
{
	view_section(p->view, page_text(p, title));
	for (size_t i = 0; i < p->method->n_policies; i++)
		one_policy(p, &p->method->policies[i]);
	parameters_view(p);
	if (p->sheet != NULL &&
	    *sentence_dependent(p) != '\0') /* a rulebook says it of its items */
		view_line(p->view, TONE_PLAIN, 0, sentence_dependent(p));
}

static void rounding(struct page *p)
{
	static const enum text_id hows[ROUNDINGS] = {[ROUND_HALF_UP] = TEXT_round_half_up,
	                                             [ROUND_HALF_EVEN] = TEXT_round_half_even,
	                                             [ROUND_DOWN] = TEXT_round_down,
	                                             [ROUND_UP] = TEXT_round_up};
	static const enum text_id ties[TIES_RULES] = {
	        [TIES_COMPETITION] = TEXT_ties_competition, [TIES_DENSE] = TEXT_ties_dense};
	const struct method *m = p->method;
	view_line(p->view, TONE_PLAIN, 0,
	          PAGE_FILL(p, TEXT_foot_rounding, arena_print(p->arena, "%u", m->decimals),
	                    page_text(p, hows[m->rounding])));
	if (m->rounding_clause != NONE)
		view_line(p->view, TONE_PLAIN, 0,
		          PAGE_FILL(p, TEXT_foot_rounding_clause,
		                    page_words(p, m->clauses[m->rounding_clause].named.name)));
	view_line(p->view, TONE_PLAIN, 0,
	          PAGE_FILL(p, TEXT_foot_ranks, page_rank_on(p), page_text(p, ties[m->ties])));
}

/* A file name beside a hash takes this much at least. */
enum { HASHES_WIDTH = 90 };

static bool is_narrow(const struct page *p)
{
	return p->report->look.width > 0 && p->report->look.width < HASHES_WIDTH;
}

static void file(struct page *p, struct view_table *t, const char *name, const char *sha256)
{
	view_cell(t, TONE_PLAIN, name);
	view_cell(t, TONE_QUIET, sha256);
	if (!is_narrow(p))
		return;
	view_line(p->view, TONE_PLAIN, 0, name);
	view_line(p->view, TONE_QUIET, 1, sha256);
}

void page_files(struct page *p)
{
	const struct heading *h = p->report->heading;
	struct view_table *t = view_table_new(p->arena);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_file));
	view_column(t, ALIGN_LEFT, "SHA-256");
	if (p->method->sha256 != NULL) /* a plain table has no rule file */
		file(p, t, PAGE_FILL(p, TEXT_rules_file, p->method->id), p->method->sha256);
	for (size_t i = 0; i < h->n_files; i++)
		file(p, t, h->files[i].name, h->files[i].sha256);
	if (!is_narrow(p))
		view_add_table(p->view, t);
}

void page_foot(struct page *p)
{
	view_section(p->view, page_text(p, TEXT_section_foot));
	rounding(p);
	page_files(p);
}
