/* code_point.h - the characters of a text. Internal to engine/. */
#ifndef KAOHE_CODE_POINT_H
#define KAOHE_CODE_POINT_H

#include <stddef.h>
#include <stdint.h>

/* The character at *at, which is valid UTF-8 and not at its end; *at goes behind it. */
static inline uint32_t code_point_next(const char **at)
{
	const unsigned char *p = (const unsigned char *)*at;
	const size_t length = *p < 0x80 ? 1 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
	uint32_t c = length == 1 ? *p : *p & (0xFFu >> (length + 1));
	for (size_t i = 1; i < length; i++)
		c = c << 6 | (p[i] & 0x3Fu);
	*at += length;
	return c;
}

#endif
