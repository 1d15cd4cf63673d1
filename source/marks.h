/* marks.h - internal to source/: do brackets, commas and quotes of a configuration file fit?
 *
 * libconfig names the token at which it gave up; what was forgotten often stands lines before. Here
 * the bracket that is open is known, so the finding can say which, and what to write.
 */
#ifndef KAOHE_MARKS_H
#define KAOHE_MARKS_H

#include "source/tokens.h"

/* A comma behind the last entry of a list means nothing, as in newer libconfig: it is taken out. */
void marks_drop_last_commas(struct tokens *tokens);

/* Reports the first mistake that can be told, since all behind it would be read wrongly.
 * Errors: config_syntax, config_unquoted, config_depth: false is returned. */
bool marks_check(struct arena *a, const struct tokens *tokens, struct diag_list *log);

#endif
