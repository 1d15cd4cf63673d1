/* format.h - the format and encoding that --format, --encoding and the name of -o ask for. */
#ifndef KAOHE_FORMAT_H
#define KAOHE_FORMAT_H

#include "cli/command.h"
#include "cli/output.h"
#include "engine/buffer.h"

/* "text", "csv" or "json". Errors: format_unclear, NULL then; encoding_not_csv. */
const char *format_choose(struct run *run);

/* Writes a finished report in the encoding asked for; see output_write(). */
void format_write(struct run *run, const struct buffer *out);

/* A buffer that is written while it grows, where the encoding allows; to be ended by format_end().
 * Everything that can be wrong must be known by now. */
struct format_stream {
	struct output output;
	struct buffer buffer;
	bool open;
};
void format_start(struct run *run, struct format_stream *s);
void format_end(struct run *run, struct format_stream *s);

#endif
