/* file.c - see file.h. */
#include "source/file.h"
#include "engine/buffer.h"
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

const char *file_sha256(struct arena *a, const void *bytes, size_t size)
{
	static const char digits[] = "0123456789abcdef";
	struct sha256_ctx context;
	sha256_init(&context);
	sha256_update(&context, size, bytes);
	unsigned char digest[SHA256_DIGEST_SIZE];
	sha256_digest(&context, sizeof digest, digest);
	char *text = arena_alloc(a, 2 * sizeof digest + 1);
	for (size_t i = 0; i < sizeof digest; i++) {
		text[2 * i] = digits[digest[i] >> 4];
		text[2 * i + 1] = digits[digest[i] & 15];
	}
	return text;
}

const struct file *file_from_memory(struct arena *a, const char *name, const char *bytes,
                                    size_t size)
{
	struct file *f = ARENA_NEW(a, struct file);
	f->name = name;
	f->bytes = arena_copy_n(a, bytes, size);
	f->size = size;
	f->sha256 = file_sha256(a, f->bytes, size);
	return f;
}

bool file_leads_nowhere(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG || error == ELOOP;
}

struct words file_reason(struct arena *a, int error)
{
	static const struct {
		int error;
		enum text_id text;
	} rows[] = {{ENOSPC, TEXT_errno_space},   {EDQUOT, TEXT_errno_space},
	            {EACCES, TEXT_errno_access},  {EPERM, TEXT_errno_access},
	            {EROFS, TEXT_errno_access},   {ENOENT, TEXT_errno_folder},
	            {ENOTDIR, TEXT_errno_folder}, {EIO, TEXT_errno_device}};
	enum text_id text = TEXT_errno_other;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].error == error)
			text = rows[i].text;
	struct words number = words_same(arena_print(a, "%d", error));
	struct words name = words_same(arena_copy(a, strerror(error)));
	struct words all;
	for (int lang = 0; lang < LANGS; lang++)
		all.in[lang] = text_fill(a, text, (enum lang)lang, ARGS(number, name));
	return all;
}

static const struct file *unreadable(struct arena *a, const char *name, struct place asked_at,
                                     int error, struct diag_list *log)
{
	if (file_leads_nowhere(error))
		diag_add(log, asked_at, DIAG_file_missing, ARGS(words_same(name)));
	else
		diag_add(log, asked_at, DIAG_file_unreadable,
		         ARGS(words_same(name), file_reason(a, error)));
	return NULL;
}

/* Fills `b` up to the end of the file or past `max`. Returns errno, or 0. */
static int read_whole(int fd, struct buffer *b, size_t max)
{
	char block[65536];
	while (b->length <= max) {
		ssize_t n = read(fd, block, sizeof block);
		if (n == 0)
			break;
		if (n > 0)
			buffer_add_n(b, block, (size_t)n);
		else if (errno != EINTR)
			return errno;
	}
	return 0;
}

const struct file *file_read(struct arena *a, const char *path, const char *name,
                             struct place asked_at, size_t max, struct diag_list *log)
{
	/* O_NONBLOCK: opening a FIFO must not wait for a writer. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return unreadable(a, name, asked_at, errno, log);
	struct stat st;
	int error = fstat(fd, &st) == 0 ? 0 : errno;
	bool regular = error == 0 && S_ISREG(st.st_mode);
	struct buffer b;
	buffer_start(&b, a);
	if (regular)
		error = read_whole(fd, &b, max);
	(void)close(fd); /* nothing was written: a failure loses nothing */
	if (error != 0)
		return unreadable(a, name, asked_at, error, log);
	if (!regular) {
		diag_add(log, asked_at, DIAG_file_not_regular, ARGS(words_same(name)));
		return NULL;
	}
	if (b.length > max) {
		diag_add(log, asked_at, DIAG_file_too_large,
		         ARGS(words_same(name), words_same(arena_print(a, "%zu", max))));
		return NULL;
	}
	return file_from_memory(a, name, b.text, b.length);
}
