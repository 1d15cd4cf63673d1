/* file.h - the bytes of a file, and their SHA-256. */
#ifndef KAOHE_FILE_H
#define KAOHE_FILE_H

#include "engine/arena.h"
#include "engine/diag.h"
#include <stdbool.h>
#include <stddef.h>

struct file {
	const char *name;  /* as shown in diagnostics and reports; borrowed */
	const char *bytes; /* followed by a NUL that is not counted */
	size_t size;
	const char *sha256; /* 64 hexadecimal digits */
};

/* Reads a regular file whole (not a FIFO, device or folder).
 * path: where it is; name: how it is called in diagnostics; asked_at: where it was named
 * (an entry of assessment.cfg), or {name, 0, 0}.
 * Errors: file_missing, file_not_regular, file_too_large (over max bytes),
 *         file_unreadable (machine).
 * Returns NULL on error. */
const struct file *file_read(struct arena *a, const char *path, const char *name,
                             struct place asked_at, size_t max, struct diag_list *log);

/* Whether errno says that the path leads nowhere, which is the asker's mistake. */
bool file_leads_nowhere(int error);

/* What errno says, in both languages; the rarer reasons as the system calls them. */
struct words file_reason(struct arena *a, int error);

/* The same for bytes in memory, e.g. a rule file that is built in. */
const struct file *file_from_memory(struct arena *a, const char *name, const char *bytes,
                                    size_t size);

const char *file_sha256(struct arena *a, const void *bytes, size_t size);

#endif
