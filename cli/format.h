/* format.h - the format and encoding that --format, --encoding and the name of -o ask for. */
#ifndef KAOHE_FORMAT_H
#define KAOHE_FORMAT_H

#include "cli/command.h"

/* "text", "csv" or "json". Errors: format_unclear, NULL then; encoding_not_csv. */
const char *format_choose(struct run *run);

/* Writes a finished report in the encoding asked for; see output_write(). */
void format_write(struct run *run, const struct buffer *out);

#endif
