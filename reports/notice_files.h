/* notice_files.h - the files that `kaohe report` can write: one row each. */
#ifndef KAOHE_NOTICE_FILES_H
#define KAOHE_NOTICE_FILES_H

#include "engine/buffer.h"
#include "reports/notice_view.h"

struct notice_file {
	const char *format; /* as --format names it; several rows may share one */
	const char *name;   /* within the folder: "report.md" */
	bool csv;           /* --encoding applies */
	/* One of the two. Puts all bytes into the buffer; */
	void (*write)(struct buffer *out, const struct notice *n);
	/* or, where a library insists on a file, writes it to `path`, which exists and is empty:
	 * 0, or errno. */
	int (*write_to)(const char *path, const struct notice *n, struct arena *a);
	/* What write() makes is not yet the file: another program makes it of that (cli/convert.h).
	 * Only written where it is asked for. */
	bool converted;
	/* Whether there is anything to write of this notice; NULL: always. */
	bool (*has)(const struct notice *n);
};

enum { NOTICE_FILES_MAX = 16 };
extern const struct notice_file notice_files[]; /* ends with format == NULL */

#endif
