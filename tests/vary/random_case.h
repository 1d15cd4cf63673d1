/* random_case.h - random rules and counts of one type, for tests that hold analyses against scores.
 */
#ifndef KAOHE_TESTS_VARY_RANDOM_CASE_H
#define KAOHE_TESTS_VARY_RANDOM_CASE_H

#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/random.h"

struct random_shape {
	size_t units, items;
	bool nested;         /* the weighted items lie beside another one, of 30 points */
	bool above;          /* completion counts up to 1.5 */
	const char *combine; /* how the items are combined */
	unsigned weights;    /* weights are 1 .. so many */
	unsigned no_task;    /* one target in so many is none; 0: all are set */
	const char *target;
	unsigned counts; /* counts are 0 .. so many - 1 */
};

static inline struct assessed random_case(uint64_t *state, struct random_shape r)
{
	struct arena *a = fixture_arena();
	struct buffer b;
	buffer_start(&b, a);
	buffer_add(&b, "periods = [ \"p\" ]; types = [ \"k\" ]; units = [ \"u0\"");
	for (size_t u = 1; u < r.units; u++)
		buffer_print(&b, ", \"u%zu\"", u);
	buffer_print(&b,
	             " ]; scoring = ( { id = \"r\"; method = \"completion\"; limit = \"%s\"; } ); "
	             "points = 100; ",
	             r.above ? "1.5" : "1");
	if (r.nested)
		buffer_add(&b, "items = ( { id = \"z\"; name = \"z\"; points = 30; scoring = "
		               "\"r\"; }, { id = \"all\"; name = \"all\"; points = 70; ");
	buffer_print(&b, "combine = \"%s\"; weights = \"normalise\"; items = ( ", r.combine);
	for (size_t i = 0; i < r.items; i++)
		buffer_print(&b,
		             "%s{ id = \"i%zu\"; name = \"i%zu\"; weight = %u; scoring = \"r\"; }",
		             i ? ", " : "", i, i, 1 + below(state, r.weights));
	buffer_add(&b, r.nested ? " ); } );" : " );");
	struct assessed x = assessed_open(b.text);
	for (size_t i = 0; i < r.items + r.nested; i++)
		for (size_t u = 0; u < r.units; u++) {
			const char *item = i < r.items ? arena_print(x.arena, "i%zu", i) : "z";
			const char *unit = arena_print(x.arena, "u%zu", u);
			bool asked = !r.no_task || below(state, r.no_task);
			assessed_target(&x, unit, item, "k", asked ? r.target : "-");
			assessed_count(&x, unit, item, "k",
			               arena_print(x.arena, "%u", below(state, r.counts)));
		}
	arena_free(a);
	return x;
}

#endif
