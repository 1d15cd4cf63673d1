/* encoding.c - see encoding.h. iconv does GB18030; UTF-8 is checked here, since the whole
 * program relies on it being strict (no overlong forms, no surrogates). */
#include "source/encoding.h"
#include "engine/buffer.h"
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* The first byte decides the length and the range of the second. */
struct lead {
	unsigned char first, last; /* of the leading byte */
	unsigned char low, high;   /* of the byte after it */
	size_t length;
};

static const struct lead leads[] = {
        {0x00, 0x7F, 0x00, 0x00, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

/* Bytes of the character at text[0 .. length), or 0 when it is not valid. */
static size_t character_length(const unsigned char *text, size_t length)
{
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		const struct lead *l = &leads[i];
		if (text[0] < l->first || text[0] > l->last)
			continue;
		if (l->length > length)
			return 0;
		if (l->length > 1 && (text[1] < l->low || text[1] > l->high))
			return 0;
		for (size_t k = 2; k < l->length; k++)
			if ((text[k] & 0xC0) != 0x80)
				return 0;
		return l->length;
	}
	return 0;
}

/* Characters of one byte, eight at a time. */
static size_t skip_ascii(const char *text, size_t at, size_t length)
{
	uint64_t eight;
	while (length - at >= sizeof eight) {
		memcpy(&eight, text + at, sizeof eight);
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			break;
		at += sizeof eight;
	}
	return at;
}

/* Nearly all others are of three bytes, and of those that begin like Chinese characters (E4 to E9)
 * any two may follow. */
static size_t skip_chinese(const unsigned char *text, size_t at, size_t length)
{
	while (length - at >= 3 && text[at] >= 0xE4 && text[at] <= 0xE9 &&
	       (text[at + 1] & 0xC0) == 0x80 && (text[at + 2] & 0xC0) == 0x80)
		at += 3;
	return at;
}

size_t encoding_valid_prefix(const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t at = 0;
	while (at < length) {
		if (bytes[at] < 0x80) {
			at = skip_ascii(text, at, length);
			while (at < length && bytes[at] < 0x80)
				at++;
			continue;
		}
		const size_t behind = skip_chinese(bytes, at, length);
		size_t n = behind > at ? behind - at : character_length(bytes + at, length - at);
		if (n == 0)
			break;
		at += n;
	}
	return at;
}

/* Where valid UTF-8 ends. In tables the column counts fields, elsewhere characters. */
static struct place place_after(const char *file, const char *text, size_t length, bool table)
{
	struct place p = {file, 1, 1};
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\n') {
			p.line++;
			p.column = 1;
		} else if (table ? text[i] == ',' : ((unsigned char)text[i] & 0xC0) != 0x80) {
			p.column++;
		}
	}
	return p;
}

struct conversion {
	struct buffer out;
	size_t used; /* bytes of the input that were converted */
	bool known;  /* false: this machine's iconv does not know the encoding */
};

static struct conversion convert(struct arena *a, const char *to, const char *from,
                                 const char *bytes, size_t size)
{
	struct conversion c = {.known = false};
	buffer_start(&c.out, a);
	iconv_t cd = iconv_open(to, from);
	if (cd == (iconv_t)-1)
		return c;
	c.known = true;
	char *in = (char *)(size_t)bytes; /* iconv's prototype lacks the const that it keeps */
	size_t left = size;
	char block[4096];
	while (left > 0) {
		char *out = block;
		size_t room = sizeof block;
		size_t done = iconv(cd, &in, &left, &out, &room);
		buffer_add_n(&c.out, block, sizeof block - room);
		if (done == (size_t)-1 && errno != E2BIG)
			break;
	}
	(void)iconv_close(cd);
	c.used = size - left;
	return c;
}

static struct utf8 without_mark(const char *text, size_t length)
{
	size_t mark = length >= 3 && memcmp(text, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
	return (struct utf8){text + mark, length - mark};
}

static struct utf8 from_gb18030(struct arena *a, const struct file *f, size_t valid,
                                struct diag_list *log)
{
	struct conversion c = convert(a, "UTF-8", "GB18030", f->bytes, f->size);
	if (!c.known) {
		diag_add(log, (struct place){f->name, 0, 0}, DIAG_file_unreadable,
		         ARGS(words_same(f->name), words_same("iconv: GB18030")));
	} else if (c.used < f->size) {
		/* The encoding that explains more of the file is the one that was meant. */
		struct place p = valid >= c.used
		                         ? place_after(f->name, f->bytes, valid, true)
		                         : place_after(f->name, c.out.text, c.out.length, true);
		diag_add(log, p, DIAG_not_text, NO_ARGS);
	} else {
		return without_mark(c.out.text, c.out.length);
	}
	return (struct utf8){NULL, 0};
}

/* The byte-order mark of either byte order; neither begins a text in UTF-8 or GB18030. */
static bool is_utf16(const struct file *f)
{
	return f->size >= 2 &&
	       (memcmp(f->bytes, "\xFF\xFE", 2) == 0 || memcmp(f->bytes, "\xFE\xFF", 2) == 0);
}

/* A zip archive (xlsx, ods) or an old binary workbook (xls). */
static bool is_archive(const struct file *f)
{
	return f->size >= 4 && (memcmp(f->bytes, "PK\x03\x04", 4) == 0 ||
	                        memcmp(f->bytes, "\xD0\xCF\x11\xE0", 4) == 0);
}

struct utf8 encoding_to_utf8(struct arena *a, const struct file *f, bool gb18030,
                             struct diag_list *log)
{
	const struct utf8 none = {NULL, 0};
	if (is_utf16(f)) {
		diag_add(log, (struct place){f->name, 0, 0}, DIAG_utf16, NO_ARGS);
		return none;
	}
	if (is_archive(f)) {
		diag_add(log, (struct place){f->name, 0, 0}, DIAG_workbook, NO_ARGS);
		return none;
	}
	const char *nul = f->size > 0 ? memchr(f->bytes, '\0', f->size) : NULL;
	if (nul != NULL) {
		diag_add(log, place_after(f->name, f->bytes, (size_t)(nul - f->bytes), gb18030),
		         DIAG_nul_byte, NO_ARGS);
		return none;
	}
	size_t valid = encoding_valid_prefix(f->bytes, f->size);
	if (valid == f->size)
		return without_mark(f->bytes, f->size);
	if (gb18030)
		return from_gb18030(a, f, valid, log);
	diag_add(log, place_after(f->name, f->bytes, valid, false), DIAG_not_utf8, NO_ARGS);
	return none;
}

const char *encoding_to_gb18030(struct arena *a, const char *utf8, size_t length, size_t *out)
{
	struct conversion c = convert(a, "GB18030", "UTF-8", utf8, length);
	if (!c.known || c.used < length)
		(void)arena_array(a, SIZE_MAX, 2); /* does not return */
	*out = c.out.length;
	return c.out.text;
}
