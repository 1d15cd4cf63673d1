#include "engine/near_name.h"

#include "engine/code_point.h"
#include "engine/lookalikes.h"

#include <string.h>

bool near_name_read(const uint16_t *lookalikes, const char *key, struct near_name *out)
{
	out->n = 0;
	while (*key) {
		if (out->n == NEAR_POINTS_MAX)
			return false;
		out->points[out->n++] = lookalikes_plain(lookalikes, code_point_next(&key));
	}
	return out->n >= NEAR_LEAST;
}

/* A part of a name. */
struct span {
	const uint32_t *points;
	size_t n;
};

/* How many slips make one of the other, as far as 0 and 1 go; 2: more. */
static int slips(struct span x, struct span y)
{
	size_t from = 0, end = 0, least = x.n < y.n ? x.n : y.n;
	if (x.n > y.n + 1 || y.n > x.n + 1)
		return 2;
	while (from < least && x.points[from] == y.points[from])
		from++;
	while (end < least - from && x.points[x.n - 1 - end] == y.points[y.n - 1 - end])
		end++;
	size_t left = x.n - from - end, right = y.n - from - end;
	if (left <= 1 && right <= 1)
		return left + right > 0;
	return left == 2 && right == 2 && x.points[from] == y.points[from + 1] &&
	                       x.points[from + 1] == y.points[from]
	               ? 1
	               : 2;
}

static struct span part(const struct near_name *x, size_t from, size_t end)
{
	return (struct span){x->points + from, end - from};
}

static bool same(struct span x, struct span y)
{
	return x.n == y.n && memcmp(x.points, y.points, x.n * sizeof *x.points) == 0;
}

/* One on either side of characters that both have. */
static bool two_slips(const struct near_name *x, const struct near_name *y)
{
	const size_t between = NEAR_BETWEEN;
	for (size_t i = 0; i + between <= x->n; i++)
		for (size_t k = i > 0 ? i - 1 : 0; k <= i + 1 && k + between <= y->n; k++)
			if (same(part(x, i, i + between), part(y, k, k + between)) &&
			    slips(part(x, 0, i), part(y, 0, k)) == 1 &&
			    slips(part(x, i + between, x->n), part(y, k + between, y->n)) == 1)
				return true;
	return false;
}

bool near_name_alike(const struct near_name *x, const struct near_name *y)
{
	if (slips(part(x, 0, x->n), part(y, 0, y->n)) <= 1)
		return true;
	return near_name_long(x) && near_name_long(y) && two_slips(x, y);
}
