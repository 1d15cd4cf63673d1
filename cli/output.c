#define _XOPEN_SOURCE 700 /* realpath() */

#include "cli/output.h"
#include "cli/memory.h"
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
	/* What starts several processes gives each a terminal of its own, which nobody sees. */
	bool terminal = file_named(run) == NULL && run->spread == NULL && isatty(STDOUT_FILENO);
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

/* Where a file is to be written. NULL where it must not be. */
static const char *path_of(struct run *run, const char *name, struct output *out)
{
	struct stat old;
	out->exists = stat(name, &old) == 0;
	if (!out->exists)
		return name;
	if (!S_ISREG(old.st_mode)) {
		USAGE(run, output_not_file, words_same(name));
		return NULL;
	}
	out->mode = old.st_mode & 07777;
	/* A link stays a link: what it points to is replaced. */
	char *target = realpath(name, NULL);
	const char *path = target != NULL ? arena_copy(run->arena, target) : name;
	free(target);
	return path;
}

struct output output_open(struct run *run)
{
	return output_open_file(run, file_named(run));
}

struct output output_open_file(struct run *run, const char *name)
{
	struct output out = {.run = run, .name = name, .fd = -1};
	out.refused = run->silent;
	if (out.name == NULL || out.refused)
		return out;
	out.path = path_of(run, out.name, &out);
	out.refused = out.path == NULL;
	if (out.refused)
		return out;
	out.fd = open_beside(run->arena, out.path, &out.beside);
	out.error = out.fd < 0 ? errno : 0;
	if (out.fd < 0)
		return out;
	out.unfinished = ARENA_NEW(run->arena, struct memory_unfinished);
	*out.unfinished = (struct memory_unfinished){.path = out.beside};
	memory_begin(out.unfinished);
	return out;
}

void output_add(struct output *out, const char *bytes, size_t size)
{
	if (out->refused || out->error != 0)
		return;
	if (out->name != NULL) {
		out->error = write_whole(out->fd, bytes, size);
		return;
	}
	errno = 0;
	if (fwrite(bytes, 1, size, stdout) != size)
		out->error = errno;
}

static void close_stdout(struct output *out)
{
	errno = 0;
	if ((fflush(stdout) != 0 || ferror(stdout)) && out->error == 0)
		out->error = errno;
	if (fclose(stdout) != 0 && out->error == 0)
		out->error = errno;
}

/* Whole on the disk, beside its place. */
static void finish_file(struct output *out)
{
	if (out->fd < 0)
		return;
	if (out->error == 0 && out->exists && fchmod(out->fd, out->mode) != 0)
		out->error = errno;
	if (out->error == 0 && fsync(out->fd) != 0)
		out->error = errno;
	if (close(out->fd) != 0 && out->error == 0)
		out->error = errno;
}

/* Into its place; or, on error or where it is not to be kept, with nothing left behind. */
static void place_file(struct output *out, bool keep)
{
	if (out->fd < 0)
		return;
	if (keep && out->error == 0 && rename(out->beside, out->path) != 0)
		out->error = errno;
	if (!keep || out->error != 0)
		unlink(out->beside);
	memory_end(out->unfinished);
}

static void say_failed(const struct output *out)
{
	if (out->error != 0)
		failed(out->run, out->name, out->error);
}

void output_close(struct output *out)
{
	if (out->refused)
		return;
	if (out->name != NULL) {
		finish_file(out);
		place_file(out, true);
	} else {
		close_stdout(out);
	}
	say_failed(out);
}

/* ---- several files that belong together ---- */

struct output_files output_files_open(struct run *run, const char *folder, size_t most)
{
	struct output_files f = {.run = run, .folder = folder};
	f.list = ARENA_NEWS(run->arena, struct output, most);
	if (run->silent)
		return f;
	f.made = ARENA_NEW(run->arena, struct memory_unfinished);
	*f.made = (struct memory_unfinished){.path = folder, .folder = true};
	if (mkdir(folder, 0777) == 0) {
		memory_begin(f.made);
	} else {
		if (errno != EEXIST)
			failed(run, folder, errno);
		f.made = NULL;
	}
	return f;
}

struct output *output_files_add(struct output_files *f, const char *name)
{
	struct output *out = &f->list[f->n++];
	*out = output_open_file(f->run, name);
	return out;
}

void output_files_finish(struct output *out)
{
	if (out->refused)
		return;
	finish_file(out);
	say_failed(out);
}

void output_files_close(struct output_files *f)
{
	bool keep = diag_errors(f->run->log) == 0;
	size_t placed = 0;
	for (size_t i = 0; i < f->n; i++) {
		place_file(&f->list[i], keep);
		if (keep && f->list[i].error != 0) {
			say_failed(&f->list[i]);
			keep = false;
			placed = i;
		}
	}
	/* What has taken the place of nothing can be taken back. */
	for (size_t i = 0; i < placed; i++)
		if (!f->list[i].exists)
			unlink(f->list[i].path);
	if (f->made == NULL)
		return;
	if (!keep)
		rmdir(f->folder);
	memory_end(f->made);
}

void output_write(struct run *run, const char *bytes, size_t size)
{
	struct output out = output_open(run);
	output_add(&out, bytes, size);
	output_close(&out);
}

void output_fresh(struct run *run)
{
	const char *name = file_named(run);
	struct stat st;
	if (name != NULL && lstat(name, &st) == 0)
		USAGE(run, output_exists, words_same(name));
}

static void guard(struct run *run, const char *name, const char *input)
{
	struct stat output, read;
	if (name != NULL && stat(name, &output) == 0 && stat(input, &read) == 0 &&
	    output.st_dev == read.st_dev && output.st_ino == read.st_ino)
		USAGE(run, output_is_input, words_same(name));
}

void output_guard(struct run *run, const char *input)
{
	if (run->writes == NULL)
		guard(run, file_named(run), input);
	for (size_t i = 0; run->writes != NULL && run->writes[i] != NULL; i++)
		guard(run, run->writes[i], input);
}
