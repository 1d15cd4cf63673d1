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

/* The same piece by piece, for what is too long to be held. Errors are told at the end. */
struct output {
	struct run *run;
	const char *name;          /* of -o; NULL: standard output */
	const char *path, *beside; /* of the file, and where it is written first */
	bool refused, exists;
	mode_t mode; /* of the file that it replaces */
	int fd;
	int error; /* errno of the first failure, or 0 */
};
struct output output_open(struct run *run);
/* The same for a file of its own, whatever -o says. */
struct output output_open_file(struct run *run, const char *name);
void output_add(struct output *out, const char *bytes, size_t size);
void output_close(struct output *out);

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
