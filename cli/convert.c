#define _XOPEN_SOURCE 700 /* mkdtemp(), nftw() */

#include "cli/convert.h"
#include "cli/program.h"
#include "source/file.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECONDS = 120, SECONDS_FONTS = 20, ARGUMENTS_MOST = 32, DEEPEST = 16 };
#define MOST_BYTES ((size_t)256 << 20)

/* Stands in arguments for the full path of the folder where the program runs. */
#define FOLDER "{folder}"

struct converter {
	const char *format;
	const char *const *programs; /* the first that is there */
	const char *const
	        *arguments; /* from `source` makes `result`, in the folder where it runs */
	const char *root;   /* one more where it runs as root; or NULL */
	const char *source, *result;
	const char *packages; /* where it is not there */
	bool chinese;         /* draws letters, so that it needs a Chinese font */
	/* What would be another in each run; NULL: nothing. */
	void (*settle)(struct arena *a, char *bytes, size_t size);
};

/* When it was made. */
static void undated(char *bytes, size_t size)
{
	static const char *const keys[] = {"/CreationDate (D:", "/ModDate (D:"};
	static const char date[] = "20000101000000";
	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		size_t n = strlen(keys[k]);
		for (size_t i = 0; i + n + sizeof date <= size; i++)
			if (bytes[i] == '/' && memcmp(bytes + i, keys[k], n) == 0)
				memcpy(bytes + i + n, date, sizeof date - 1);
	}
}

/* What the browser calls the elements of a page, "(node00000125)": numbers of its own that rise
 * through the page, but for a few that it gave out before. */
enum { NODE_MARK = 5, NODE_DIGITS = 8, NODE = NODE_MARK + NODE_DIGITS + 1 };

static bool is_node(const char *at)
{
	if (memcmp(at, "(node", NODE_MARK) != 0 || at[NODE - 1] != ')')
		return false;
	for (size_t i = NODE_MARK; i < NODE - 1; i++)
		if (at[i] < '0' || at[i] > '9')
			return false;
	return true;
}

static int by_digits(const void *x, const void *y)
{
	const char *const *left = x, *const *right = y;
	return memcmp(*left, *right, NODE);
}

/* Numbered from 1 in their own order, by which readers look them up. */
static void renumbered(struct arena *a, char *bytes, size_t size)
{
	const char **nodes;
	size_t n = 0, last = 0;
	for (size_t i = 0; i + NODE <= size; i++)
		n += bytes[i] == '(' && is_node(bytes + i);
	nodes = ARENA_NEWS(a, const char *, n);
	n = 0;
	for (size_t i = 0; i + NODE <= size; i++)
		if (bytes[i] == '(' && is_node(bytes + i))
			nodes[n++] = bytes + i;
	qsort(nodes, n, sizeof *nodes, by_digits);
	/* Equal ones stand together: their first is told by what it was. */
	char old[NODE] = {0};
	for (size_t i = 0; i < n; i++) {
		char *at = bytes + (nodes[i] - bytes), text[NODE_DIGITS + 1];
		if (last == 0 || memcmp(old, at, NODE) != 0)
			last++;
		memcpy(old, at, NODE);
		(void)snprintf(text, sizeof text, "%0*zu", NODE_DIGITS, last % 100000000);
		memcpy(at + NODE_MARK, text, NODE_DIGITS);
	}
}

/* All by which two runs of one Chromium differ. */
static void settled(struct arena *a, char *bytes, size_t size)
{
	undated(bytes, size);
	renumbered(a, bytes, size);
}

/* Where a zip archive has the times of its entries: in the directory at its end, and before each.
 */
enum { CENTRAL = 46, CENTRAL_TIME = 12, LOCAL = 30, LOCAL_TIME = 10, END = 22 };

static size_t number(const char *at, unsigned bytes)
{
	size_t x = 0;
	while (bytes-- > 0)
		x = x << 8 | (unsigned char)at[bytes];
	return x;
}

/* 1 January 1980, 0:00: the first moment that such archives know. */
static void set_time(char *at)
{
	static const char first[] = {0, 0, 0x21, 0};
	memcpy(at, first, sizeof first);
}

/* The only bytes of a document by which two runs of one LibreOffice differ. */
static void untimed(struct arena *a, char *bytes, size_t size)
{
	(void)a;
	size_t end = size >= END ? size - END : 0;
	while (end > 0 && memcmp(bytes + end, "PK\5\6", 4) != 0)
		end--;
	if (end == 0)
		return;
	size_t entries = number(bytes + end + 10, 2), at = number(bytes + end + 16, 4);
	for (size_t i = 0; i < entries && at + CENTRAL <= end; i++) {
		size_t local = number(bytes + at + 42, 4);
		if (memcmp(bytes + at, "PK\1\2", 4) != 0 || local + LOCAL > end ||
		    memcmp(bytes + local, "PK\3\4", 4) != 0)
			return;
		set_time(bytes + at + CENTRAL_TIME);
		set_time(bytes + local + LOCAL_TIME);
		at += CENTRAL + number(bytes + at + 28, 2) + number(bytes + at + 30, 2) +
		      number(bytes + at + 32, 2);
	}
}

static const char *const browsers[] = {"chromium", "chromium-browser", "google-chrome-stable",
                                       "google-chrome", NULL};
static const char *const print[] = {"--headless",
                                    "--disable-gpu",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    "--disable-dev-shm-usage",
                                    "--user-data-dir=profile",
                                    "--no-pdf-header-footer",
                                    "--print-to-pdf=report.pdf",
                                    "report.html",
                                    NULL};
static const char *const offices[] = {"soffice", "libreoffice", NULL};
static const char *const document[] = {("-env:UserInstallation=file://" FOLDER "/profile"),
                                       "--headless",
                                       "--norestore",
                                       "--nolockcheck",
                                       "--convert-to",
                                       "docx:MS Word 2007 XML",
                                       "report.fodt",
                                       NULL};
static const struct converter converters[] = {
        {"docx", offices, document, NULL, "report.fodt", "report.docx", "libreoffice-writer", false,
         untimed},
        {"pdf", browsers, print, "--no-sandbox", "report.html", "report.pdf",
         "chromium fonts-noto-cjk", true, settled},
        {0},
};

static const struct converter *converter_of(const char *format)
{
	const struct converter *c = converters;
	while (c->format != NULL && strcmp(c->format, format) != 0)
		c++;
	return c->format != NULL ? c : NULL;
}

static const char *program_of(struct run *run, const struct converter *c)
{
	const char *path = NULL;
	for (size_t i = 0; path == NULL && c->programs[i] != NULL; i++)
		path = program_find(run->arena, c->programs[i]);
	return path;
}

/* ---- the folder ---- */

static const char *folder_new(struct run *run)
{
	const char *where = getenv("TMPDIR");
	if (where == NULL || *where != '/')
		where = "/tmp";
	char *name = arena_print(run->arena, "%s/kaohe-XXXXXX", where);
	if (mkdtemp(name) != NULL)
		return name;
	USAGE(run, output_failed, words_same(name), file_reason(run->arena, errno));
	return NULL;
}

static int removed(const char *path, const struct stat *st, int kind, struct FTW *place)
{
	(void)st, (void)kind, (void)place;
	remove(path);
	return 0;
}

static void folder_done(const char *folder)
{
	nftw(folder, removed, DEEPEST, FTW_DEPTH | FTW_PHYS);
}

static bool put(struct run *run, const char *path, const struct buffer *b)
{
	FILE *file = fopen(path, "wb");
	bool done = file != NULL && fwrite(b->text, 1, b->length, file) == b->length;
	int error = errno;
	if (file != NULL && fclose(file) != 0 && done) {
		error = errno;
		done = false;
	}
	if (!done)
		USAGE(run, output_failed, words_same(path), file_reason(run->arena, error));
	return done;
}

/* ---- fonts ---- */

/* Where nobody can be asked for the fonts, they are taken to be there. */
static bool has_chinese(struct run *run)
{
	const char *list = program_find(run->arena, "fc-list"), *folder;
	struct stat st = {.st_size = 1};
	if (list == NULL || (folder = folder_new(run)) == NULL)
		return true;
	const char *const arguments[] = {list, ":lang=zh-cn", "family", NULL};
	int code = program_in(run->arena, folder, arguments, "fonts", SECONDS_FONTS);
	if (code == 0 && stat(arena_print(run->arena, "%s/fonts", folder), &st) != 0)
		st.st_size = 1;
	folder_done(folder);
	return st.st_size > 0;
}

bool convert_ready(struct run *run, const char *format)
{
	const struct converter *c = converter_of(format);
	if (program_of(run, c) == NULL)
		USAGE(run, convert_missing, words_same(format), words_same(c->programs[0]),
		      words_same(c->packages));
	else if (c->chinese && !has_chinese(run))
		USAGE(run, convert_font, words_same(format));
	else
		return true;
	return false;
}

/* ---- converting ---- */

static const char *placed(struct run *run, const char *argument, const char *folder)
{
	const char *at = strstr(argument, FOLDER);
	return at == NULL ? argument
	                  : arena_print(run->arena, "%.*s%s%s", (int)(at - argument), argument,
	                                folder, at + strlen(FOLDER));
}

static int start(struct run *run, const struct converter *c, const char *folder)
{
	const char *arguments[ARGUMENTS_MOST] = {program_of(run, c)};
	size_t n = 1;
	if (c->root != NULL && geteuid() == 0)
		arguments[n++] = c->root;
	for (size_t i = 0; c->arguments[i] != NULL; i++)
		arguments[n++] = placed(run, c->arguments[i], folder);
	return arguments[0] != NULL ? program_in(run->arena, folder, arguments, "says", SECONDS)
	                            : -1;
}

static const struct file *made(struct run *run, const struct converter *c, const char *folder)
{
	const char *path = arena_print(run->arena, "%s/%s", folder, c->result);
	struct stat st;
	int code = start(run, c, folder);
	if (code == 0 && stat(path, &st) == 0 && st.st_size > 0)
		return file_read(run->arena, path, c->result, (struct place){c->result, 0, 0},
		                 MOST_BYTES, run->log);
	USAGE(run, convert_failed, words_same(c->result), words_same(c->programs[0]),
	      code < 0 ? text_words(TEXT_convert_ended)
	               : words_same(arena_print(run->arena, "exit %d", code)));
	return NULL;
}

const char *convert(struct run *run, const char *format, const struct buffer *source, size_t *size)
{
	const struct converter *c = converter_of(format);
	const struct file *file = NULL;
	const char *folder = folder_new(run);
	if (folder == NULL)
		return NULL;
	if (put(run, arena_print(run->arena, "%s/%s", folder, c->source), source))
		file = made(run, c, folder);
	folder_done(folder);
	if (file == NULL)
		return NULL;
	char *bytes = arena_copy_n(run->arena, file->bytes, file->size);
	*size = file->size;
	if (c->settle != NULL)
		c->settle(run->arena, bytes, *size);
	return bytes;
}
