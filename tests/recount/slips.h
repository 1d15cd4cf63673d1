/* slips.h - deliberate mistakes of the recount of schemes: each must be noticed against the engine.
 */
#ifndef KAOHE_RECOUNT_SLIPS_H
#define KAOHE_RECOUNT_SLIPS_H

/* SLIP(name, what the recount then does) */
#define SLIPS(SLIP)                                                                                \
	SLIP(FULL_IS_100, "value: full points are earned by 100, whatever `full`")                 \
	SLIP(LIMIT_IGNORED, "proportional: any over-completion counts")                            \
	SLIP(LOW_IGNORED, "proportional: marks are not raised to `low`")                           \
	SLIP(FIGURE_FIRST, "proportional: a figure is missed where nothing can be asked")          \
	SLIP(LESS_IS_SHARE, "proportional: x / t where t / x is asked")                            \
	SLIP(MET_ABOVE, "threshold: the target itself is not enough")                              \
	SLIP(BONUS_UNLIMITED, "threshold: the bonus has no limit")                                 \
	SLIP(STEPS_IN_PART, "threshold and steps: a part of a step counts")                        \
	SLIP(HIGH_IS_FULL, "steps: at most the item's points, whatever `high`")                    \
	SLIP(BOUNDARY_IGNORED, "bands: a boundary is always inclusive")                            \
	SLIP(SIDE_IGNORED, "bands: the side condition is ignored")                                 \
	SLIP(PERCENTILE_OF_OTHERS, "bands: the percentile leaves the unit itself out")             \
	SLIP(NONE_IS_IDLE, "counts: a target of 0 asks for nothing where less is better")          \
	SLIP(CLIP_IGNORED, "goalposts: marks are not limited")                                     \
	SLIP(EFFICACY_FROM_0, "efficacy: from 0")                                                  \
	SLIP(FIRST_DAY_IGNORED, "time_progress: the first day has not gone")                       \
	SLIP(MEAN_TURNED_ROUND, "relative: R / x in place of the reciprocals' mean")               \
	SLIP(WORST_IS_LEAST, "relative: the worst is the least in either direction")               \
	SLIP(ZEROS_UNDEFINED, "relative: `equal` is ignored")                                      \
	SLIP(PLACES_COMPETE, "rank: ties are always 1-1-3")                                        \
	SLIP(EQUAL_IS_TO, "minmax: all equal earn `to`")                                           \
	SLIP(MORE_IS_BETTER, "minmax: `direction` is ignored")                                     \
	SLIP(UNDER_AS_OVER, "average: below the mean goes by `over`")                              \
	SLIP(POPULATION, "zscore: n in place of n - 1")                                            \
	SLIP(TIES_COUNT_0, "borda: equal units earn nothing")                                      \
	SLIP(IDLE_TYPES_STAY, "blend: a type without target keeps its share")                      \
	SLIP(NEVER_TRIMMED, "judged: no extremes are left out")                                    \
	SLIP(ABSENT_GIVE_0, "raters: a group that is absent gives 0")                              \
	SLIP(GROWTH_OF_NOW, "growth is taken of the new value")                                    \
	SLIP(LOG_IGNORED, "no logarithm is taken")                                                 \
	SLIP(ALL_IN_FIELD, "units that are not assessed are in the field")                         \
	SLIP(GROUP_IGNORED, "the field is all units in place of the group")                        \
	SLIP(ZERO_IN_FIELD, "a missing value is in the field as 0")                                \
	SLIP(LIMIT_AFTER_BONUS, "sum: the limit holds for bonuses too")                            \
	SLIP(OUTSIDE_BELOW_0, "sum: what stands outside may be below 0")                           \
	SLIP(DEDUCTION_ADDED, "sum: a deduction is added")                                         \
	SLIP(WEIGHTS_OF_100, "weighted: weights are percent though normalised")                    \
	SLIP(IDLE_KEEPS_WEIGHT, "weighted: a child without task keeps its weight")                 \
	SLIP(IDLE_IS_NOTHING, "no_task: `full` counts as `zero`")                                  \
	SLIP(PRODUCT_OF_TWO, "product: only the first two children")                               \
	SLIP(MINIMUM_IS_FIRST, "minimum: the first child decides")                                 \
	SLIP(EVEN_WEIGHTS, "geometric: all weights are equal")                                     \
	SLIP(NO_LIMIT, "nothing is limited to full points")                                        \
	SLIP(EVEN_PARTS, "parts of a period have equal weight")                                    \
	SLIP(PARTS_ROUNDED, "parts of a period are rounded")                                       \
	SLIP(IDLE_PARTS_STAY, "parts of a period in which nothing was asked count")                \
	SLIP(EVEN_IS_UP, "half_even rounds half up")                                               \
	SLIP(ALWAYS_PUBLISHED, "ranks always go by published scores")                              \
	SLIP(NEVER_DENSE, "ranks are always 1-1-3")                                                \
	SLIP(ONE_FOR_ALL, "groups are ranked together")                                            \
	SLIP(FROM_ABOVE, "grades: `from` itself is not enough")                                    \
	SLIP(QUOTA_UP, "grades: quotas are rounded up")                                            \
	SLIP(TIE_SPLIT, "grades: room for one of a tie is enough")                                 \
	SLIP(PASSING, "grades: one behind may get a better one")                                   \
	SLIP(CAPS_FIRST, "consequences: caps apply before lifts")                                  \
	SLIP(EFFECT_OF_LOG, "consequences: the logarithm decides")                                 \
	SLIP(EFFECT_IF_ASKED, "consequences: none without a task")                                 \
	SLIP(BELOW_IS_FROM, "consequences: `below` is read as `from`")                             \
	SLIP(BELOW_REACHED, "consequences: `below` itself is enough")                              \
	SLIP(APART_COUNTS, "grades: quotas are of all units, ranked or not")

#define SLIP_NAME(name, text) SLIP_##name,
enum slip { NO_SLIP, SLIPS(SLIP_NAME) ALL_SLIPS };
#undef SLIP_NAME

extern const char *const slip_texts[ALL_SLIPS];

#endif
