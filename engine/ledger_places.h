/* ledger_places.h - internal to engine/: names less their words of place and branch.
 *
 * 湖州华达物流 and 华达物流 are nearly the same name, and so is 华达物流安吉分公司: they are found
 * by leaving out words of place (provinces, cities of Zhejiang and large ones, and the units of the
 * method, with or without 省, 市, 县 and 区) wherever they stand, and words of branch at the end,
 * and by looking for the rest among the names.
 */
#ifndef KAOHE_LEDGER_PLACES_H
#define KAOHE_LEDGER_PLACES_H

#include "engine/method.h"

struct ledger_places;

struct ledger_places *ledger_places_new(struct arena *a, const struct method *m);

/* At most so many words of a name are left out: of more the first. */
enum { LEDGER_PLACES_WORDS = 3, LEDGER_PLACES_SHORTER = (1 << LEDGER_PLACES_WORDS) - 1 };
/* Characters that the rest has at least; longer names than this many bytes have no rest. */
enum { LEDGER_PLACES_LEAST = 4, LEDGER_PLACES_BYTES = 384 };

struct ledger_shorter {
	char texts[LEDGER_PLACES_SHORTER][LEDGER_PLACES_BYTES];
	uint64_t hashes[LEDGER_PLACES_SHORTER]; /* room for those who look them up */
	size_t n;
};

/* The name less one of its words, less another, less both... in a fixed order. key: as
 * company_key() gives it. */
void ledger_places_shorten(const struct ledger_places *p, const char *key,
                           struct ledger_shorter *out);

#endif
