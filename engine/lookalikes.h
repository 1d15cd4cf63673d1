/* lookalikes.h - characters that are two forms of one, or look alike: traditional ones that are
 * frequent in names of companies, and letters and digits. For names that are compared, not for
 * texts that are shown. */
#ifndef KAOHE_LOOKALIKES_H
#define KAOHE_LOOKALIKES_H

#include "engine/arena.h"

#include <stdint.h>

/* What each character below 0x10000 is taken for; 0: for itself. 128 KiB, in `a`. */
const uint16_t *lookalikes_new(struct arena *a);

static inline uint32_t lookalikes_plain(const uint16_t *table, uint32_t c)
{
	return c < 0x10000 && table[c] ? table[c] : c;
}

#endif
