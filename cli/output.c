#define _XOPEN_SOURCE 700 /* realpath() */

#include "cli/output.h"
#include "source/file.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *file_named(const struct run *run)
{
	const char *name = run->options.values[OPTION_OUTPUT];
	return name != NULL && strcmp(name, "-") != 0 ? name : NULL;
}

static bool wants_colour(const struct run *run, bool terminal)
{
	const char *when = run->options.values[OPTION_COLOR], *no = getenv("NO_COLOR");
	const char *name = getenv("TERM");
	if (when != NULL && strcmp(when, "auto") != 0)
		return strcmp(when, "always") == 0;
	return terminal && (no == NULL || *no == '\0') && name != NULL && strcmp(name, "dumb") != 0;
}

/* Below this, columns of figures no longer fit whatever we do. */
enum { NARROWEST = 60 };

struct report_look output_look(const struct run *run)
{
	bool terminal = file_named(run) == NULL && isatty(STDOUT_FILENO);
	struct report_look look = {.colour = wants_colour(run, terminal)};
	struct winsize size;
	if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		look.width = size.ws_col > NARROWEST ? size.ws_col : NARROWEST;
	return look;
}

static void failed(struct run *run, const char *name, int error)
{
	struct words what = name != NULL ? words_same(name) : text_words(TEXT_stdout);
	USAGE(run, output_failed, what, file_reason(run->arena, error));
}

/* 0, or errno. */
static int write_whole(int fd, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, bytes, size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		bytes += n;
		size -= (size_t)n;
	}
	return 0;
}

static void to_stdout(struct run *run, const char *bytes, size_t size)
{
	int error = 0;
	errno = 0;
	if (fwrite(bytes, 1, size, stdout) != size || fflush(stdout) != 0 || ferror(stdout))
		error = errno;
	if (fclose(stdout) != 0 && error == 0)
		error = errno;
	if (error != 0)
		failed(run, NULL, error);
}

/* Opens a new file beside `path`; its name goes to *name. -1 on error. */
static int open_beside(struct arena *a, const char *path, const char **name)
{
	int fd = -1;
	for (unsigned i = 0; i < 100 && fd < 0; i++) {
		*name = arena_print(a, "%s.%d-%u.tmp", path, (int)getpid(), i);
		fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

/* 0, or errno with nothing left behind. */
static int replace(struct arena *a, const char *path, const struct stat *old, const char *bytes,
                   size_t size)
{
	const char *beside;
	int fd = open_beside(a, path, &beside), error = 0;
	if (fd < 0)
		return errno;
	error = write_whole(fd, bytes, size);
	if (error == 0 && old != NULL && fchmod(fd, old->st_mode & 07777) != 0)
		error = errno;
	if (error == 0 && fsync(fd) != 0)
		error = errno;
	if (close(fd) != 0 && error == 0)
		error = errno;
	if (error == 0 && rename(beside, path) != 0)
		error = errno;
	if (error != 0)
		unlink(beside);
	return error;
}

static void to_file(struct run *run, const char *name, const char *bytes, size_t size)
{
	struct stat old;
	bool exists = stat(name, &old) == 0;
	const char *path = name;
	if (exists && !S_ISREG(old.st_mode)) {
		USAGE(run, output_not_file, words_same(name));
		return;
	}
	/* A link stays a link: what it points to is replaced. */
	char *target = exists ? realpath(name, NULL) : NULL;
	if (target != NULL)
		path = arena_copy(run->arena, target);
	free(target);
	int error = replace(run->arena, path, exists ? &old : NULL, bytes, size);
	if (error != 0)
		failed(run, name, error);
}

void output_write(struct run *run, const char *bytes, size_t size)
{
	const char *name = file_named(run);
	if (name != NULL)
		to_file(run, name, bytes, size);
	else
		to_stdout(run, bytes, size);
}

void output_fresh(struct run *run)
{
	const char *name = file_named(run);
	struct stat st;
	if (name != NULL && lstat(name, &st) == 0)
		USAGE(run, output_exists, words_same(name));
}

void output_guard(struct run *run, const char *input)
{
	const char *name = file_named(run);
	struct stat output, read;
	if (name != NULL && stat(name, &output) == 0 && stat(input, &read) == 0 &&
	    output.st_dev == read.st_dev && output.st_ino == read.st_ino)
		USAGE(run, output_is_input, words_same(name));
}
