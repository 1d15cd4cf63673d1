/* sampling.h - what the options of `kaohe sensitivity` ask for. */
#ifndef KAOHE_SAMPLING_H
#define KAOHE_SAMPLING_H

#include "cli/command.h"
#include "vary/firmness.h"

/* Without --draws and --seed. */
#define SAMPLING_DRAWS 1000000
#define SAMPLING_SEED  1224
/* Of shares of variance, which learn more of each: quasi-random, and many evaluations a row. */
#define SAMPLING_ROWS 32768

/* --weights, --draws, --precision, --seed, --threads; what is not given has its default, --weights
 * that of a plain table or a case. Errors: value_unknown, option_whole, option_decimal. */
void sampling_read(struct run *run, bool table, struct firmness_request *out);

/* --only: which rows of analyses[] are asked for. Without it all that can be made; those that take
 * long with so many units are left out, and *left_out has their words, by ", ", else "". units: of
 * the largest field. Errors: value_unknown, only_case. */
void sampling_only(struct run *run, bool table, size_t units, bool *asked, const char **left_out);

#endif
