/* text_hash.h - a number for a text, for tables that are looked up by texts.
 *
 * Eight bytes at a time. Not against an enemy who chooses texts: whoever finds two texts under one
 * number compares them. The same on every machine of one byte order; nothing that is written out
 * depends on it.
 */
#ifndef KAOHE_TEXT_HASH_H
#define KAOHE_TEXT_HASH_H

#include <stdint.h>
#include <string.h>

/* All bits are of equal use. */
static inline uint64_t text_hash(const char *text)
{
	size_t left = strlen(text);
	uint64_t h = left * UINT64_C(0x9E3779B97F4A7C15), word;
	for (; left >= sizeof word; left -= sizeof word, text += sizeof word) {
		memcpy(&word, text, sizeof word);
		h = (h ^ word) * UINT64_C(0xBF58476D1CE4E5B9);
		h ^= h >> 32;
	}
	for (word = 0; left > 0; left--)
		word = word << 8 | (unsigned char)text[left - 1];
	h = (h ^ word) * UINT64_C(0x94D049BB133111EB);
	return h ^ h >> 29;
}

#endif
