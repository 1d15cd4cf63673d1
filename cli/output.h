/* output.h - a finished report leaves the program: whole, or not at all. */
#ifndef KAOHE_OUTPUT_H
#define KAOHE_OUTPUT_H

#include "cli/command.h"
#include "reports/report.h"
#include <sys/types.h>

/* To -o FILE or, without -o or with "-", to standard output.
 *
 * A file is written beside its place, forced to disk and then renamed, keeping the permissions
 * of the file that it replaces.
 * Errors: output_not_file (usage); output_failed (machine). */
void output_write(struct run *run, const char *bytes, size_t size);

struct memory_unfinished; /* cli/memory.h */

/* The same piece by piece, for what is too long to be held. Errors are told at the end. */
struct output {
	struct run *run;
	const char *name;          /* of -o; NULL: standard output */
	const char *path, *beside; /* of the file, and where it is written first */
	bool refused, exists;
	mode_t mode; /* of the file that it replaces */
	int fd;
	int error; /* errno of the first failure, or 0 */
	struct memory_unfinished *unfinished;
};
struct output output_open(struct run *run);
/* The same for a file of its own, whatever -o says. */
struct output output_open_file(struct run *run, const char *name);
void output_add(struct output *out, const char *bytes, size_t size);
void output_close(struct output *out);

/* Several files that belong together, in a folder that is made where it is not there: each is
 * written whole beside its place, and only when all are do they take their places. After any error
 * of the run none does, and a folder made for them is gone again.
 * Errors: as above, of the folder too. */
struct output_files {
	struct run *run;
	const char *folder;
	struct output *list;
	size_t n;
	struct memory_unfinished *made; /* the folder, where it was made; or NULL */
};
struct output_files output_files_open(struct run *run, const char *folder, size_t most);
/* To be written with output_add(), or at out->beside; then output_files_finish(). */
struct output *output_files_add(struct output_files *f, const char *name);
void output_files_finish(struct output *out);
void output_files_close(struct output_files *f);

/* Refuses -o when it names a file that exists: for what must not take the place of somebody's work.
 * Errors: output_exists. */
void output_fresh(struct run *run);

/* Refuses -o, or one of run->writes, when it names one of the files read. Errors: output_is_input.
 */
void output_guard(struct run *run, const char *input);

/* What the terminal allows: its colours and width. Nothing of either for a file or a pipe, unless
 * colours are asked for. */
struct report_look output_look(const struct run *run);

#endif
