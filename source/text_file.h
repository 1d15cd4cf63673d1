/* text_file.h - a text file read piece by piece, as UTF-8, whatever its size.
 *
 * Opening it reads all of it once, to know its encoding and that it is text to its end; reading it
 * is the second time. Memory: two blocks.
 */
#ifndef KAOHE_TEXT_FILE_H
#define KAOHE_TEXT_FILE_H

#include "engine/arena.h"
#include "engine/diag.h"
#include <stdbool.h>

struct text_file;

/* Parameters as for file_read(); a table, UTF-8 or GB18030. It is closed at the end of the arena.
 * archive: becomes true, without a finding, for a workbook or another archive, which is no text.
 * Errors: file_missing, file_not_regular, file_unreadable (machine), utf16, nul_byte, not_text.
 * NULL in all these cases. */
struct text_file *text_file_open(struct arena *a, const char *path, const char *name,
                                 struct place asked_at, bool *archive, struct diag_list *log);

/* A csv_refill of it. Without a byte-order mark. */
size_t text_file_more(void *text_file, char *to, size_t room);

/* No fewer than it has. */
size_t text_file_lines(const struct text_file *f);

/* Did reading fail on the way, so that what came last is not the end of the file? Then
 * file_unreadable, which is to be told in place of what seems wrong there. */
bool text_file_stopped(const struct text_file *f, struct diag_list *log);

/* Of all that was read, once it was read to its end. Errors: file_unreadable, where reading failed
 * or the file became another one meanwhile: NULL then. */
const char *text_file_sha256(struct text_file *f, struct diag_list *log);

#endif
