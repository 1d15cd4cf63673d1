/* possible.h - what a parameter may become under any setting of the policies.
 *
 * For the checks of scoring methods: what holds for every value that a policy offers needs no
 * check when it is scored. A literal can become itself only, an absent parameter its fallback.
 */
#ifndef KAOHE_POSSIBLE_H
#define KAOHE_POSSIBLE_H

#include "engine/scoring.h"

bool possible_word(const struct method *m, const struct scoring *use, size_t param,
                   const char *word);

/* The smallest and the largest. */
struct possible {
	const ratio *low, *high; /* NULL: absent, or refused when read */
};
struct possible possible_numbers(const struct method *m, const struct scoring *use, size_t param);

/* "80" or "80 … 120", for messages. */
struct words possible_text(struct arena *a, struct possible numbers);

/* Parameter `less` is below `more`, or the same where that may be, for every value of the policies.
 * Errors: param_order. */
void possible_order(const struct method *m, const struct scoring *use, size_t less, size_t more,
                    bool or_same, struct diag_list *log);

/* Where the parameter is written; else the use itself. */
struct place possible_place(const struct scoring *use, size_t param);

#endif
