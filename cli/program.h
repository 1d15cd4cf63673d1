/* program.h - another program, run to its end in a folder, for a limited time. */
#ifndef KAOHE_PROGRAM_H
#define KAOHE_PROGRAM_H

#include "engine/arena.h"
#include <stdbool.h>

/* The full path of a program, by PATH; NULL: it is not there. */
const char *program_find(struct arena *a, const char *name);

/* Runs arguments[0] (a full path) with these, in `folder`, which is its TMPDIR. Of our environment
 * it has PATH and HOME alone, so that nothing depends on a locale or time zone, and proxies that
 * lead nowhere. What it says goes to the file `says` there. Its children end with it. Returns its
 * exit code, or -1 where it did not end by itself, in time. */
int program_in(struct arena *a, const char *folder, const char *const *arguments, const char *says,
               unsigned seconds);

#endif
