/* format.h - the format and encoding that --format, --encoding and the name of -o ask for. */
#ifndef KAOHE_FORMAT_H
#define KAOHE_FORMAT_H

#include "cli/command.h"
#include "cli/output.h"
#include "engine/buffer.h"

/* Refuses a --format that is none of those of format_choose(). Errors: value_unknown. */
void format_check(struct run *run);

/* "text", "csv", "json", or another that the command has. Errors: format_unclear, NULL then;
 * encoding_not_csv. */
const char *format_choose(struct run *run);

/* --encoding gb18030 was given. */
bool format_gb18030(const struct run *run);
/* The same text in it, without a byte-order mark: a spreadsheet that expects GB18030 would show it
 * as a character. */
const char *format_to_gb18030(struct run *run, const struct buffer *out, size_t *size);

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
