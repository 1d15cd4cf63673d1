#include "reports/flags.h"
#include "reports/sentences.h"
#include "reports/shape.h"
#include "reports/trace.h"

static void line(struct trace *t, enum view_tone tone, const char *text)
{
	view_line(t->page.view, tone, 0, text);
}

static void score(struct trace *t, const struct unit_result *u)
{
	const struct page *p = &t->page;
	const struct method *m = p->method;
	const char *published = ratio_fixed(p->arena, u->published, m->decimals, m->rounding);
	const char *error = page_error(p, u->score);
	line(t, TONE_STRONG,
	     *error != '\0' ? PAGE_FILL(p, TEXT_trace_score_near, published,
	                                ratio_plain(p->arena, u->score), error)
	                    : PAGE_FILL(p, TEXT_trace_score, published, page_short(p, u->score)));
}

static void rank(struct trace *t, const struct unit_result *u)
{
	const struct page *p = &t->page;
	const struct method *m = p->method;
	const struct unit *unit = &m->units[t->unit];
	const char *place = arena_print(p->arena, "%zu", u->rank);
	if (m->n_groups > 0)
		line(t, TONE_PLAIN, PAGE_FILL(p, TEXT_trace_group, page_group(p, unit->group)));
	if (u->ranked)
		line(t, TONE_STRONG,
		     m->rank_in_groups ? PAGE_FILL(p, TEXT_trace_rank_group,
		                                   page_group(p, unit->group), place)
		                       : PAGE_FILL(p, TEXT_trace_rank, place));
	else if (unit->assessed && !u->apart)
		line(t, TONE_PLAIN, page_text(p, TEXT_trace_no_rank));
}

static size_t ranked_beside(const struct trace *t)
{
	const struct sheet *s = t->page.sheet;
	const struct method *m = s->method;
	size_t n = 0;
	for (size_t i = 0; i < m->n_units; i++)
		n += s->units[i].ranked &&
		     (!m->rank_in_groups || m->units[i].group == m->units[t->unit].group);
	return n;
}

static void grade(struct trace *t, const struct unit_result *u)
{
	const struct page *p = &t->page;
	const struct method *m = p->method;
	size_t better = sentence_crowded_out(p, u);
	if (m->n_grades > 0 && m->units[t->unit].assessed) {
		line(t, TONE_STRONG, PAGE_FILL(p, TEXT_trace_grade, sentence_grade(p, u->grade)));
		trace_say(t, 1, TEXT_label_grades, sentence_grades(p, ranked_beside(t)));
	}
	if (u->grade_earned != NONE)
		trace_say(t, 1, TEXT_label_clause,
		          page_clause(p, m->grades[u->grade_earned].clause));
	if (better != NONE)
		line(t, TONE_PLAIN,
		     PAGE_FILL(p, TEXT_remark_crowded_out, page_name(p, &m->units[t->unit].named),
		               sentence_grade(p, better), sentence_grade(p, u->grade_earned)));
	for (size_t i = 0; i < u->n_consequences; i++) {
		line(t, TONE_ALERT, sentence_consequence(p, &u->consequences[i]));
		trace_say(t, 1, TEXT_label_clause,
		          page_clause(p, u->consequences[i].consequence->clause));
	}
	if (*sentence_outcome(p, u) != '\0')
		line(t, TONE_ALERT, sentence_outcome(p, u));
}

void trace_result(struct trace *t)
{
	const struct page *p = &t->page;
	const struct unit_result *u = &p->sheet->units[t->unit];
	if (!p->method->units[t->unit].assessed)
		line(t, TONE_ALERT, page_text(p, TEXT_trace_information));
	if (u->published == NULL) {
		line(t, TONE_ALERT, page_text(p, TEXT_trace_incomplete));
		return;
	}
	score(t, u);
	rank(t, u);
	grade(t, u);
	if (shape_has(p->method, 0, INPUT_COUNTS))
		line(t, u->few ? TONE_ALERT : TONE_PLAIN,
		     PAGE_FILL(p, TEXT_trace_projects, page_plain(p, u->projects),
		               page_measure(p, u->assigned)));
	if (u->targets_missing)
		line(t, TONE_ALERT, page_text(p, TEXT_trace_targets));
	if (u->apart && !flags_has_effect(u, EFFECT_UNRANKED))
		line(t, TONE_ALERT, page_text(p, TEXT_trace_apart));
}
