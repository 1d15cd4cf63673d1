/* near_name.h - internal to engine/: are two names of projects nearly the same?
 *
 * Names are compared as company_key() gives them, and here also without telling characters apart
 * that look alike or are two forms of one: traditional and simplified, 0 and o, 1 and l.
 * A slip is a character more, less or another, or two neighbours that changed places.
 * Nearly the same are names of NEAR_LEAST characters and more that are one slip apart, or none; and
 * names of NEAR_TWO_LEAST to NEAR_TWO_MOST characters that are two slips apart with at least
 * NEAR_BETWEEN characters between them that both have: two slips within a brand of two or three
 * characters are mostly another brand, and two neighbours that are others another word.
 */
#ifndef KAOHE_NEAR_NAME_H
#define KAOHE_NEAR_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	NEAR_LEAST = 6,
	NEAR_TWO_LEAST = 10,
	NEAR_TWO_MOST = 32,
	NEAR_BETWEEN = 2,
	NEAR_POINTS_MAX = 128
};

/* Characters that are compared. */
struct near_name {
	uint32_t points[NEAR_POINTS_MAX];
	size_t n;
};

/* lookalikes: of lookalikes_new(). key: valid UTF-8. False for names that are shorter than
 * NEAR_LEAST or longer than NEAR_POINTS_MAX, which are not compared. */
bool near_name_read(const uint16_t *lookalikes, const char *key, struct near_name *out);

/* Are they nearly the same? Both are read by near_name_read(). */
bool near_name_alike(const struct near_name *x, const struct near_name *y);

/* Does the name take part in the comparison by two slips? */
static inline bool near_name_long(const struct near_name *x)
{
	return x->n >= NEAR_TWO_LEAST && x->n <= NEAR_TWO_MOST;
}

#endif
