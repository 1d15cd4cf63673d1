/* page.h - what the views of one report share: phrases, numbers as shown, head and foot.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_PAGE_H
#define KAOHE_PAGE_H

#include "reports/report.h"
#include "reports/view.h"

struct page {
	struct arena *arena;
	struct view *view; /* NULL where only phrases are wanted */
	const struct report *report;
	const struct sheet *sheet; /* NULL where nothing is scored */
	const struct method *method;
	enum lang lang;
};

struct page page_new(struct arena *a, const struct report *r, bool with_view);

/* One text in the report's language; English falls back to Chinese. Never NULL. */
const char *page_words(const struct page *p, struct words w);
const char *page_name(const struct page *p, const struct named *n);
const char *page_text(const struct page *p, enum text_id id);
/* "no group" for NONE. */
const char *page_group(const struct page *p, size_t group);

/* A phrase of the catalogue with {0}, {1} ... filled in. */
#define PAGE_FILL(p, id, ...) page_fill((p), (id), (const char *const[]){__VA_ARGS__, NULL})
const char *page_fill(const struct page *p, enum text_id id, const char *const *arguments);

/* As many decimals as published scores have; "" for NULL. Parts are shown so, never rounded. Of a
 * number that is not exact only what is certain: "≈ 1.41". */
const char *page_points(const struct page *p, const ratio *x);
/* The decimal where at most 12 digits behind the point say it all, else NULL. */
const char *page_decimal(const struct page *p, const ratio *x);
/* What somebody submitted: its decimal; "" for NULL. */
const char *page_value(const struct page *p, const ratio *x);
/* What was made of it: 4 digits behind the point where they say it all, else rounded for reading,
 * to 4 below 10; "" for NULL. */
const char *page_measure(const struct page *p, const ratio *x);
/* " = 93.25 (373/4)", " ≈ 1.414214" */
const char *page_equals(const struct page *p, const ratio *x);
/* "10^-60": a power of ten that the error of a number that is not exact lies below; "" where there
 * is no error, or no such bound. */
const char *page_error(const struct page *p, const ratio *x);
/* Exact, as decimal where short; "" for NULL. */
const char *page_plain(const struct page *p, const ratio *x);
/* Nothing was asked and the weight went to others: no points, and no full points either. */
bool page_idle(const struct points *x);
/* Exact as page_plain(), or where the fraction is too long to be read the beginning of its decimal,
 * "45.3812345678…"; "" for NULL. */
const char *page_short(const struct page *p, const ratio *x);
/* For reading: the decimal first, the fraction only where the decimal does not say it all. */
const char *page_read(const struct page *p, const ratio *x);
/* A target or count: "12", "-" for no task, "" where absent. */
const char *page_figure(const struct page *p, const struct figure *f);
/* "counts.csv:12:3"; "" for nowhere. */
const char *page_place(const struct page *p, struct place place);
/* "、" or ", " between the entries of a list: returns both joined. */
const char *page_list(const struct page *p, const char *list, const char *entry);

/* "附件3第二条：gist"; "" for NONE. */
const char *page_clause(const struct page *p, size_t clause);
/* "full (记满分)" for an alternative, "50%" for a number. */
const char *page_choice(const struct page *p, const struct policy *policy, size_t alternative);
const char *page_in_force(const struct page *p, const struct policy *policy);
/* All but the one in force, as a list; the range of a number. */
const char *page_others(const struct page *p, const struct policy *policy);
const char *page_origin(const struct page *p, enum origin origin);
/* "what (id): full (...). Decided by the rule file" */
const char *page_decision(const struct page *p, const struct policy *policy);

/* "ranked on published scores" and the like. */
const char *page_rank_on(const struct page *p);

/* A table whose continuations, where it is too wide, are headed by `caption`. */
struct view_table *page_table(struct page *p, const char *caption);

/* Of the case, else of its method. */
const char *page_title(const struct page *p);
/* Title, banners, period and issuer. */
void page_head(struct page *p, const char *title);
/* Every policy with its alternatives, who decided and why; then what no policy decides. */
void page_policies(struct page *p, enum text_id title);
/* The hashes of what was read. */
void page_files(struct page *p);
/* How numbers were rounded, and those hashes. */
void page_foot(struct page *p);

#endif
