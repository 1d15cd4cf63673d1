#include "reports/flags.h"
#include "reports/shape.h"

static const struct {
	const char *id;
	enum text_id text;
} rows[FLAGS] = {
        [FLAG_TIED] = {"tied", TEXT_flag_tied},
        [FLAG_APART] = {"listed_apart", TEXT_flag_apart},
        [FLAG_NO_TASK] = {"no_task", TEXT_flag_no_task},
        [FLAG_TARGETS] = {"targets_missing", TEXT_flag_targets},
        [FLAG_FEW] = {"few_projects", TEXT_flag_few},
        [FLAG_UNSCORED] = {"unscored", TEXT_flag_unscored},
        [FLAG_LIMITED] = {"limited", TEXT_flag_limited},
        [FLAG_DEPARTMENT] = {"department_mark", TEXT_flag_department},
        [FLAG_UNREPORTED] = {"unreported", TEXT_flag_unreported},
        [FLAG_MISSING] = {"missing_figures", TEXT_flag_missing},
        [FLAG_LIFTED] = {"grade_lifted", TEXT_flag_lifted},
        [FLAG_CAPPED] = {"grade_lowered", TEXT_flag_lowered},
        [FLAG_UNRANKED] = {"unranked", TEXT_flag_unranked},
};

const char *flags_id(enum flag flag)
{
	return rows[flag].id;
}

enum text_id flags_text(enum flag flag)
{
	return rows[flag].text;
}

const ratio *flags_unscored(struct arena *a, const struct points *p)
{
	if (p->achieved == NULL || ratio_sign(p->achieved) == 0)
		return NULL;
	if (p->credited == NULL)
		return p->achieved;
	const ratio *rest = ratio_sub(a, p->achieved, p->credited);
	return ratio_sign(rest) > 0 ? rest : NULL;
}

bool flags_has_effect(const struct unit_result *u, enum effect effect)
{
	for (size_t i = 0; i < u->n_consequences; i++)
		if (u->consequences[i].consequence->effect == effect)
			return true;
	return false;
}

static bool is_tied(const struct sheet *s, size_t unit)
{
	const struct method *m = s->method;
	for (size_t i = 0; i < m->n_units; i++) {
		bool together = !m->rank_in_groups || m->units[i].group == m->units[unit].group;
		if (i != unit && together && s->units[i].ranked &&
		    s->units[i].rank == s->units[unit].rank)
			return s->units[unit].ranked;
	}
	return false;
}

/* What the items say; of a combined period those of every part. */
static void look_at_items(struct arena *a, const struct sheet *s, size_t unit, bool *on)
{
	for (size_t i = 0; i < s->method->n_items; i++) {
		const struct points *p = sheet_points(s, unit, i);
		on[FLAG_UNSCORED] |= flags_unscored(a, p) != NULL;
		/* Who is not assessed need not be judged, only counted. */
		on[FLAG_UNREPORTED] |= p->types != NULL && p->state == POINTS_UNREPORTED;
		on[FLAG_LIMITED] |= p->state == POINTS_LIMITED;
		on[FLAG_DEPARTMENT] |= p->by_department != NULL;
		on[FLAG_MISSING] |= shape_gap(s, unit, i) != GAP_NONE;
	}
	for (size_t i = 0; i < s->n_parts; i++)
		look_at_items(a, s->parts[i], unit, on);
}

unsigned flags_of(struct arena *a, const struct sheet *s, size_t unit)
{
	const struct unit_result *u = &s->units[unit];
	bool on[FLAGS] = {[FLAG_TIED] = is_tied(s, unit),
	                  [FLAG_APART] = u->apart,
	                  [FLAG_NO_TASK] = u->no_task,
	                  [FLAG_TARGETS] = u->targets_missing,
	                  [FLAG_FEW] = u->few,
	                  [FLAG_UNREPORTED] = s->method->units[unit].assessed && !u->complete,
	                  [FLAG_LIFTED] = u->grade < u->grade_earned,
	                  [FLAG_CAPPED] = u->grade != NONE && u->grade > u->grade_earned,
	                  [FLAG_UNRANKED] = flags_has_effect(u, EFFECT_UNRANKED)};
	unsigned flags = 0;
	look_at_items(a, s, unit, on);
	for (size_t i = 0; i < FLAGS; i++)
		flags |= on[i] ? 1u << i : 0u;
	return flags;
}
