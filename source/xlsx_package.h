/* xlsx_package.h - internal to source/: the parts of a workbook, read as streams of XML.
 *
 * A part is unpacked as it is read and never held. Limits: entries of the archive, bytes unpacked
 * in all, and how many times its packed size a part may have.
 */
#ifndef KAOHE_XLSX_PACKAGE_H
#define KAOHE_XLSX_PACKAGE_H

#include "source/file.h"
#include <libxml/xmlreader.h>
#include <stdint.h>
#include <zip.h>

struct package {
	struct arena *arena;
	const struct file *file;
	struct diag_list *log;
	zip_t *zip;
	uint64_t unpacked; /* bytes so far, of all parts */
};

enum part_fault { PART_SOUND, PART_BROKEN, PART_DOCTYPE, PART_LARGE, PART_LOCKED };

struct part {
	struct package *package;
	const char *name;
	zip_file_t *stream;
	xmlTextReaderPtr reader;
	uint64_t packed, size; /* bytes in the archive, and unpacked so far */
	enum part_fault fault; /* the first one */
};

/* Errors: workbook_old, workbook_other, workbook_large, workbook_names. False then. */
bool package_open(struct package *p, struct arena *a, const struct file *f, struct diag_list *log);
void package_close(struct package *p);

/* Whether the archive has a part of this name. */
bool package_has(const struct package *p, const char *name);

/* The name of a part that another one, `from`, refers to as `target`; NULL where that leads out of
 * the workbook. */
const char *package_resolve(const struct package *p, const char *from, const char *target);

/* workbook_broken, naming the part. */
void package_broken(const struct package *p, const char *name);

/* Errors of all these are told by part_close(). A part that is not there is broken. */
void part_open(struct part *part, struct package *p, const char *name);
/* To the next node; false at the end and after an error. */
bool part_next(struct part *part);
/* Whether the node is the start of the element, whatever its prefix; or its end. */
bool part_starts(const struct part *part, const char *name);
bool part_ends(const struct part *part, const char *name);
/* Whether the element has no content, so that no end follows. */
bool part_is_empty(const struct part *part);
/* Of the text node the text, else NULL. */
const char *part_text(const struct part *part);
/* An attribute of the element, whatever its prefix; NULL when absent. It lives in the arena, or,
 * when it fits into `room`, there. */
const char *part_attribute(const struct part *part, const char *name, char *room, size_t size);
/* False after an error, which has been told. */
bool part_close(struct part *part);

#endif
