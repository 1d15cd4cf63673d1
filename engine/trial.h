/* trial.h - the same figures with single cells changed, for trials.
 *
 * A trial sets cells after every check of the tables: that their totals are what official parts
 * add up to stays what it was, and a cell of a trial makes no total wrong.
 * Ownership: the copy lives in the arena given; what was not changed is borrowed from `f`, which
 * stays as it was.
 */
#ifndef KAOHE_TRIAL_H
#define KAOHE_TRIAL_H

#include "engine/figures.h"
#include "engine/settings.h"

enum trial_space { TRIAL_TARGET, TRIAL_COUNT, TRIAL_VALUE, TRIAL_JUDGED, TRIAL_SPACES };

/* What --set calls it: "target", "count", "value", "judged". */
extern const char *const trial_spaces[TRIAL_SPACES];

struct trial_cell {
	enum trial_space space;
	size_t unit, item;
	size_t type;   /* NONE for values, judged points, and targets of items scored by values */
	size_t period; /* never one that is combined of others */
	const ratio *value; /* NULL: "-", no task or not applicable; of targets and values alone */
	struct place place;
};

/* The figures with the cells changed, in order.
 *
 * Judged points: every scorer there is gives the same number, so that the mark is that number
 * however scorers are weighed; where there is none yet, one scorer does, or one of each group that
 * the method weighs.
 * Cost: a copy of the tables that a cell is in. */
const struct figures *trial_figures(struct arena *a, const struct figures *f,
                                    const struct trial_cell *cells, size_t n);

/* Does this setting change figures (target.…, count.…, value.…, judged.…), and not the method? */
bool trial_is_cell(const struct setting *s);

/* The cell that a setting names: count.UNIT.ITEM.TYPE, target.UNIT.ITEM.TYPE (without type where
 * the item is scored by values), value.UNIT.ITEM, judged.UNIT.ITEM, each with .PERIOD behind it
 * where it is not the assessed one; parts by id, name or alias. `f`: for the method and the
 * assessed period. False after an error:
 *     setting_cell    not that form, or no period where the assessed one is combined of others
 *     setting_part    no such unit, item, type or period
 *     setting_value   a negative count, a number that must be whole, points beyond the scale */
bool trial_read(struct arena *a, const struct figures *f, const struct setting *s,
                struct trial_cell *out, struct diag_list *log);

/* All settings that change figures, read and carried out; `f` itself where there is none.
 * Errors: those of trial_read(), setting_twice. Returns figures even then; look at the list. */
const struct figures *trial_apply(struct arena *a, const struct figures *f,
                                  const struct setting *settings, size_t n, struct diag_list *log);

#endif
