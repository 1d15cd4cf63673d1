/* bench.h - the engine's side: the real rule file, settings and figures made from a world. */
#ifndef KAOHE_RECOUNT_BENCH_H
#define KAOHE_RECOUNT_BENCH_H

#include "engine/settings.h"
#include "engine/sheet.h"
#include "tests/recount/world.h"

/* The rule file, and where its parts stand in it. */
struct rules_in_hand {
	const struct method *method;
	size_t period, sector_part, daily_part, total;
	size_t units[UNITS], sectors[SECTORS], types[TYPES], judged[JUDGED];
};

/* Any lack of memory ends the program. */
struct arena *bench_arena(void);

/* The method of a rule file that is built in; ends the program when it cannot be read. */
void bench_load(struct rules_in_hand *r, struct arena *a, const char *id);

/* order: where the unit of index u of the world stands in the method; NULL: at u. */
const struct figures *bench_figures(struct arena *a, const struct rules_in_hand *r,
                                    const struct method *m, const struct world *w,
                                    const int *order);

/* The world's policies and weights through settings_apply(). */
const struct method *bench_method(struct arena *a, const struct rules_in_hand *r,
                                  const struct world *w, struct diag_list *log);

void bench_print(const struct diag_list *log, struct arena *a);

#endif
