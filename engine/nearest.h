/* nearest.h - what was probably meant. */
#ifndef KAOHE_NEAREST_H
#define KAOHE_NEAREST_H

#include "engine/arena.h"
#include "engine/diag.h"
#include "engine/words.h"

/* The word that `word` is a beginning of, or that differs from it in few letters; NULL if none.
 * words ends with NULL. */
const char *nearest(struct arena *a, const char *word, const char *const *words);

/* "did you mean NEAR? " in both languages; empty for NULL. */
struct words nearest_words(struct arena *a, const char *near);

#endif
