#include "source/text_file.h"
#include "source/encoding.h"
#include "source/file.h"
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <nettle/sha2.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

enum { BLOCK = 1 << 16, CHARACTER_MAX = 8 };

struct text_file {
	struct arena *arena;
	const char *path, *name;
	struct place asked_at;
	int fd;
	iconv_t converter; /* (iconv_t)-1: it is UTF-8 */
	struct sha256_ctx hash;
	off_t size, read; /* when it was opened; so far */
	size_t lines;     /* of the text, or some more */
	bool begun, cut;  /* cut: characters that do not fit the encoding, the second time */
	int error;        /* errno, or 0 */
	char block[BLOCK + CHARACTER_MAX];
	size_t at, end; /* of the block: bytes not yet used */
};

static void close_file(void *object)
{
	struct text_file *f = object;
	if (f->converter != (iconv_t)-1)
		(void)iconv_close(f->converter);
	(void)close(f->fd); /* nothing was written: a failure loses nothing */
}

/* Keeps what is left of the block, and reads on behind it. False at the end. */
static bool fill(struct text_file *f)
{
	size_t left = f->end - f->at;
	memmove(f->block, f->block + f->at, left);
	f->at = 0;
	f->end = left;
	for (;;) {
		ssize_t n = read(f->fd, f->block + left, BLOCK);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			f->error = errno;
		if (n <= 0)
			return false;
		f->end += (size_t)n;
		return true;
	}
}

/* ---- the first time: what is it? ---- */

/* Where a text goes wrong, as csv.h counts. */
struct position {
	unsigned line, column;
	size_t breaks; /* of lines, of any kind */
};

static size_t count(const char *text, size_t n, char what)
{
	size_t found = 0;
	const char *end = text + n;
	while (n > 0 && (text = memchr(text, what, (size_t)(end - text))) != NULL) {
		found++;
		text++;
	}
	return found;
}

static void advance(struct position *p, const char *text, size_t n)
{
	const size_t feeds = count(text, n, '\n');
	size_t last = n; /* where the last line begins */
	while (last > 0 && text[last - 1] != '\n' && text[last - 1] != '\r')
		last--;
	if (last > 0)
		p->column = 1;
	p->line += (unsigned)feeds;
	p->breaks += feeds + count(text, n, '\r');
	p->column += (unsigned)count(text + last, n - last, ',');
}

struct survey {
	struct position valid, converted, nul; /* where either encoding ends, and a byte 0 */
	bool utf8, gb18030, has_nul;
	off_t n_valid, n_converted;
};

static void survey_utf8(struct text_file *f, struct survey *s)
{
	while (fill(f)) {
		const char *nul = memchr(f->block, '\0', f->end);
		size_t n = nul != NULL ? (size_t)(nul - f->block)
		                       : encoding_valid_prefix(f->block, f->end);
		advance(&s->valid, f->block, n);
		s->n_valid += (off_t)n;
		f->at = n;
		if (nul != NULL) {
			s->has_nul = true;
			s->nul = s->valid;
			return;
		}
		if (f->end - n >= 4)
			return;
	}
	s->utf8 = f->at == f->end && f->error == 0;
}

static void survey_gb18030(struct text_file *f, struct survey *s)
{
	char out[2 * BLOCK];
	f->at = f->end = 0;
	while (fill(f)) {
		char *in = f->block, *to = out;
		size_t left = f->end, room = sizeof out;
		size_t done = iconv(f->converter, &in, &left, &to, &room);
		advance(&s->converted, out, (size_t)(to - out));
		s->n_converted += (off_t)(f->end - left);
		f->at = f->end - left;
		if (memchr(f->block, '\0', f->end) != NULL && !s->has_nul) {
			s->has_nul = true;
			s->nul = s->converted;
			return;
		}
		if (done == (size_t)-1 && errno != EINVAL && errno != E2BIG)
			return;
	}
	s->gb18030 = f->at == f->end && f->error == 0;
	(void)iconv(f->converter, NULL, NULL, NULL, NULL);
}

static bool begins(const struct text_file *f, const char *mark, size_t n)
{
	return f->end >= n && memcmp(f->block, mark, n) == 0;
}

static bool unreadable(const struct text_file *f, int error, struct diag_list *log)
{
	diag_add(log, f->asked_at, DIAG_file_unreadable,
	         ARGS(words_same(f->name), file_reason(f->arena, error)));
	return false;
}

/* By its first bytes: is it no text that can be read here, or cannot be read at all? */
static bool is_other(struct text_file *f, bool *archive, struct diag_list *log)
{
	const struct place whole = {f->name, 0, 0};
	ssize_t n = pread(f->fd, f->block, 4, 0);
	if (n < 0)
		return !unreadable(f, errno, log);
	f->end = (size_t)n;
	bool wide = begins(f, "\xFF\xFE", 2) || begins(f, "\xFE\xFF", 2);
	*archive = begins(f, "PK\x03\x04", 4) || begins(f, "\xD0\xCF\x11\xE0", 4);
	f->end = 0;
	if (wide)
		diag_add(log, whole, DIAG_utf16, NO_ARGS);
	return wide || *archive;
}

static struct place placed(const struct text_file *f, struct position p)
{
	return (struct place){f->name, p.line, p.column};
}

/* Decides the encoding: the one that explains more of the file is the one that was meant. */
static bool survey(struct text_file *f, bool *archive, struct diag_list *log)
{
	struct survey s = {.valid = {1, 1, 0}, .converted = {1, 1, 0}};
	if (is_other(f, archive, log))
		return false;
	survey_utf8(f, &s);
	if (f->error == 0 && !s.utf8 && !s.has_nul) {
		f->converter = iconv_open("UTF-8", "GB18030");
		if (f->converter == (iconv_t)-1 || lseek(f->fd, 0, SEEK_SET) != 0)
			return unreadable(f, errno, log);
		survey_gb18030(f, &s);
	}
	if (f->error != 0)
		return unreadable(f, f->error, log);
	if (s.has_nul)
		diag_add(log, placed(f, s.nul), DIAG_nul_byte, NO_ARGS);
	else if (!s.utf8 && !s.gb18030)
		diag_add(log, placed(f, s.n_valid >= s.n_converted ? s.valid : s.converted),
		         DIAG_not_text, NO_ARGS);
	f->lines = 1 + (s.utf8 ? s.valid : s.converted).breaks;
	f->at = f->end = 0;
	if (lseek(f->fd, 0, SEEK_SET) != 0)
		return unreadable(f, errno, log);
	return !s.has_nul && (s.utf8 || s.gb18030);
}

struct text_file *text_file_open(struct arena *a, const char *path, const char *name,
                                 struct place asked_at, bool *archive, struct diag_list *log)
{
	/* O_NONBLOCK: opening a FIFO must not wait for a writer. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat st = {0};
	if (fd < 0 || fstat(fd, &st) != 0) {
		int error = errno;
		if (fd >= 0)
			(void)close(fd);
		if (file_leads_nowhere(error))
			diag_add(log, asked_at, DIAG_file_missing, ARGS(words_same(name)));
		else
			diag_add(log, asked_at, DIAG_file_unreadable,
			         ARGS(words_same(name), file_reason(a, error)));
		return NULL;
	}
	struct text_file *f = ARENA_NEW(a, struct text_file);
	*f = (struct text_file){.arena = a,
	                        .path = path,
	                        .name = name,
	                        .asked_at = asked_at,
	                        .fd = fd,
	                        .converter = (iconv_t)-1,
	                        .size = st.st_size};
	sha256_init(&f->hash);
	arena_at_end(a, close_file, f);
	if (!S_ISREG(st.st_mode)) {
		diag_add(log, asked_at, DIAG_file_not_regular, ARGS(words_same(name)));
		return NULL;
	}
	return survey(f, archive, log) ? f : NULL;
}

/* ---- the second time ---- */

/* Copies what is whole, and says how much. */
static size_t take_utf8(struct text_file *f, char *to, size_t room)
{
	size_t n = f->end - f->at < room ? f->end - f->at : room;
	n = encoding_valid_prefix(f->block + f->at, n);
	memcpy(to, f->block + f->at, n);
	f->at += n;
	return n;
}

static size_t take_gb18030(struct text_file *f, char *to, size_t room)
{
	char *in = f->block + f->at, *out = to;
	size_t left = f->end - f->at, free_room = room;
	(void)iconv(f->converter, &in, &left, &out, &free_room);
	f->at = f->end - left;
	return room - free_room;
}

static bool read_block(struct text_file *f)
{
	size_t left = f->end - f->at;
	if (!fill(f))
		return false;
	sha256_update(&f->hash, f->end - left, (const uint8_t *)f->block + left);
	f->read += (off_t)(f->end - left);
	if (!f->begun && begins(f, "\xEF\xBB\xBF", 3) && f->converter == (iconv_t)-1)
		f->at = 3;
	f->begun = true;
	return true;
}

size_t text_file_more(void *text_file, char *to, size_t room)
{
	struct text_file *f = text_file;
	size_t n = 0;
	while (n == 0) {
		if (f->end - f->at < CHARACTER_MAX && !read_block(f) && f->at == f->end)
			return 0;
		if (f->at == f->end) /* a byte-order mark alone */
			continue;
		n = (f->converter == (iconv_t)-1 ? take_utf8 : take_gb18030)(f, to, room);
		if (n == 0 && (f->end - f->at >= CHARACTER_MAX || !read_block(f))) {
			f->cut = true; /* it was text the first time */
			return 0;
		}
	}
	return n;
}

size_t text_file_lines(const struct text_file *f)
{
	return f->lines;
}

bool text_file_stopped(const struct text_file *f, struct diag_list *log)
{
	return f->error != 0 && !unreadable(f, f->error, log);
}

const char *text_file_sha256(struct text_file *f, struct diag_list *log)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[SHA256_DIGEST_SIZE];
	if (f->error != 0 || f->cut || f->read != f->size) {
		(void)unreadable(f, f->error != 0 ? f->error : EIO, log);
		return NULL;
	}
	sha256_digest(&f->hash, sizeof digest, digest);
	char *text = arena_alloc(f->arena, 2 * sizeof digest + 1);
	for (size_t i = 0; i < sizeof digest; i++) {
		text[2 * i] = digits[digest[i] >> 4];
		text[2 * i + 1] = digits[digest[i] & 15];
	}
	return text;
}
