/* convert.h - files that another program makes of one of ours.
 *
 * It runs in a folder of its own, which goes with it, sees nothing of the terminal, and is ended
 * when it takes too long. Whether it is there is asked before anything is written.
 */
#ifndef KAOHE_CONVERT_H
#define KAOHE_CONVERT_H

#include "cli/command.h"
#include "engine/buffer.h"

/* Errors: convert_missing, convert_font. */
bool convert_ready(struct run *run, const char *format);

/* The file in that format, or NULL. Errors: convert_failed, or those of reading it. */
const char *convert(struct run *run, const char *format, const struct buffer *source, size_t *size);

#endif
