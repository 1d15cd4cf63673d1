#include "engine/jury.h"

#include <string.h>

static void nobody(const struct leaf *l, struct points *out, struct diag_list *missing,
                   size_t missing_param)
{
	if (!missing_settle(l, out, missing_param) && missing)
		diag_add(missing, l->figures->judged_at, DIAG_judged_missing,
		         ARGS(l->method->units[l->unit].named.name,
		              l->method->items[l->item].named.name));
}

bool jury_read(const struct leaf *l, struct points *out, struct diag_list *missing,
               size_t missing_param)
{
	const struct judgement *first = *figures_judged(l->figures, l->unit, l->item);
	out->mark_full = l->method->items[l->item].declared;
	out->judged = first;
	if (!first) {
		nobody(l, out, missing, missing_param);
		return false;
	}
	for (const struct judgement *j = first; j; j = j->next)
		if (!j->points) { /* a finding there says why */
			out->state = POINTS_UNREPORTED;
			return false;
		}
	for (const struct judgement *j = first; j; j = j->next)
		scoring_cite_place(l, out, j->place);
	return true;
}

/* "(1.8 + 1.6 + 2 − 2 − 1.6) ÷ 1", with `most` and `least` left out unless NULL; what one scorer
 * gave stands as it is. */
static const char *mean_text(struct arena *a, const ratio *const *points, size_t n,
                             const ratio *most, const ratio *least, size_t divisor)
{
	struct buffer b;
	if (n == 1)
		return ratio_plain(a, points[0]);
	buffer_start(&b, a);
	for (size_t i = 0; i < n; i++)
		buffer_print(&b, "%s%s", i ? " + " : "(", ratio_plain(a, points[i]));
	if (most)
		buffer_print(&b, " − %s − %s", ratio_plain(a, most), ratio_plain(a, least));
	buffer_print(&b, ") ÷ %zu", divisor);
	return b.text;
}

/* The points of one group or of all, in input order. */
static size_t collect(const struct leaf *l, const char *group, const ratio ***points)
{
	const struct judgement *first = *figures_judged(l->figures, l->unit, l->item);
	size_t n = 0, all = 0;
	for (const struct judgement *j = first; j; j = j->next)
		all++;
	*points = ARENA_NEWS(l->arena, const ratio *, all);
	for (const struct judgement *j = first; j; j = j->next)
		if (!group || !strcmp(j->group, group))
			(*points)[n++] = j->points;
	return n;
}

const ratio *jury_mean(const struct leaf *l, struct points *out, const char *group,
                       size_t trim_param, const char **formula)
{
	struct arena *a = l->arena;
	const ratio **points, *trim_from = scoring_number(l, trim_param);
	size_t n = collect(l, group, &points), divisor = n;
	if (!n)
		return NULL;
	const ratio *sum = ratio_of(a, 0, 1), *most = points[0], *least = points[0];
	for (size_t i = 0; i < n; i++) {
		sum = ratio_add(a, sum, points[i]);
		most = ratio_max(most, points[i]);
		least = ratio_min(least, points[i]);
	}
	bool trim = ratio_sign(trim_from) > 0 && ratio_cmp(ratio_of(a, (long)n, 1), trim_from) >= 0;
	if (trim) {
		sum = ratio_sub(a, sum, ratio_add(a, most, least));
		divisor -= 2;
		scoring_cite_param(l, out, trim_param);
	}
	if (l->explain)
		*formula = mean_text(a, points, n, trim ? most : NULL, least, divisor);
	return ratio_div(a, sum, ratio_of(a, (long)divisor, 1));
}
