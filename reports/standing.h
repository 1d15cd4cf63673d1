/* standing.h - what the reports of a plan share: which lines they show, and how values,
 * targets and standings read.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_STANDING_H
#define KAOHE_STANDING_H

#include "reports/page.h"

struct standing {
	struct page page;
	const struct standing_request *request;
	const struct progress_report *progress;
	const struct plan *plan;
};

struct standing standing_new(struct arena *a, const struct standing_request *r, bool with_view);

/* Whether the report is about this indicator, list or line. */
bool standing_shows(const struct standing *p, size_t indicator);
bool standing_shows_list(const struct standing *p, size_t list);
/* The department that is asked for is responsible for the entry. */
bool standing_leads(const struct standing *p, size_t list, size_t entry);
/* Of a list that is shown: all, but where only what the department leads is asked for. */
bool standing_shows_entry(const struct standing *p, size_t list, size_t entry);

const struct plan_indicator *standing_indicator(const struct standing *p,
                                                const struct progress *line);
/* NULL where the indicator has none. */
const struct plan_target *standing_target(const struct standing *p, const struct progress *line);
/* Of the indicator's series, those on or before the day. */
size_t standing_observed(const struct standing *p, size_t indicator);

/* "48000", "1/3" as "0.33"; a number that is not exact only with certain digits. "" for NULL. */
const char *standing_value(const struct page *p, const ratio *x);
/* "46.2%" */
const char *standing_percent(const struct page *p, const ratio *x, unsigned decimals);
/* Digits that are certain, or NULL where they are not. x != NULL. */
const char *standing_certain(const struct page *p, const ratio *x, unsigned decimals);

/* As people write it: "≥48000", ">3", "约48000", "2–3", "“与…同步”", "**". */
const char *standing_goal(const struct page *p, const struct plan_indicator *i,
                          const struct plan_target *t);
/* "2025", "未写年份" */
const char *standing_due(const struct page *p, const struct plan_target *t);
/* How many entries a list is to have: "约20". */
const char *standing_size(const struct page *p, const struct plan_list *l);
/* "2025", "2021–2025" */
const char *standing_span(const struct page *p, struct date_span span);

/* "● 绿", with its tone. */
const char *standing_colour(const struct standing *p, size_t colour);
enum view_tone standing_tone(const struct standing *p, size_t colour);
/* "● 绿 106.3%", "无法判断" */
const char *standing_verdict(const struct standing *p, const struct progress *line);
/* "已达到", "已到期，未达到", why there is no colour; or "". */
const char *standing_outcome(const struct standing *p, const struct progress *line);
enum text_id standing_reason(enum progress_reason reason);
/* "能达到目标"; "" for PROGRESS_UNKNOWN. */
const char *standing_outlook_text(const struct page *p, enum progress_outlook outlook);
/* "no_value": stable, for programs; "" where judged. */
const char *standing_reason_id(enum progress_reason reason);
const char *standing_outlook_id(enum progress_outlook outlook); /* "" for PROGRESS_UNKNOWN */

/* The latest value, or what is written in its place, and when. */
struct standing_latest {
	const char *value, *at;
};
struct standing_latest standing_latest(const struct standing *p, const struct progress *line);

/* "▁▃▇" of the values up to the day, oldest first, with the first and last year; "" where there
 * are fewer than two. */
struct standing_course {
	const char *drawing, *years;
};
struct standing_course standing_course(const struct standing *p, size_t indicator);

/* "A、B" of texts, of ids. */
const char *standing_texts(const struct page *p, const char *const *texts, size_t n);

#endif
