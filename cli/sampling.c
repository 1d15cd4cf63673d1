#include "cli/sampling.h"
#include "reports/analyses.h"
#include "vary/parallel.h"
#include "vary/smaa.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* As many draws as can be counted; seeds are written into JSON as whole numbers. */
#define DRAWS_MAX   UINT64_C(4294967295)
#define SEED_MAX    ((uint64_t)INT64_MAX)
#define THREADS_MAX 256

static const char *value(const struct run *run, enum option_id id)
{
	return run->options.values[id];
}

static const char *spelled(struct run *run, enum option_id id)
{
	return options_spelled(run->arena, id, false);
}

/* ---- numbers ---- */

/* Plain digits up to `most`; false for anything else. */
static bool read_whole(const char *text, uint64_t most, uint64_t *out)
{
	uint64_t x = 0;
	for (const char *p = text; *p != '\0'; p++) {
		if (*p < '0' || *p > '9')
			return false;
		uint64_t digit = (uint64_t)(*p - '0');
		if (x > (most - digit) / 10)
			return false;
		x = 10 * x + digit;
	}
	*out = x;
	return *text != '\0';
}

static uint64_t whole(struct run *run, enum option_id id, uint64_t least, uint64_t most,
                      uint64_t otherwise)
{
	const char *text = value(run, id);
	uint64_t x = otherwise;
	if (text == NULL || (read_whole(text, most, &x) && x >= least))
		return x;
	USAGE(run, option_whole, words_same(spelled(run, id)), words_same(text),
	      words_same(arena_print(run->arena, "%" PRIu64, least)),
	      words_same(arena_print(run->arena, "%" PRIu64, most)));
	return otherwise;
}

/* The decimal nearest to it. */
static double rounded(struct arena *a, const ratio *x)
{
	enum { DECIMALS = 15 };
	const char *text = ratio_fixed(a, x, DECIMALS, ROUND_HALF_UP);
	double out = 0, scale = 1;
	bool behind = false;
	for (; *text != '\0'; text++) {
		if (*text == '.') {
			behind = true;
			continue;
		}
		out = 10 * out + (*text - '0');
		scale *= behind ? 10 : 1;
	}
	return out / scale;
}

static double precision(struct run *run)
{
	const char *text = value(run, OPTION_PRECISION);
	if (text == NULL)
		return 0;
	const ratio *x = ratio_read(run->arena, text);
	const ratio *least = ratio_of(run->arena, 1, 1000000), *most = ratio_of(run->arena, 1, 2);
	if (x != NULL && ratio_cmp(x, least) >= 0 && ratio_cmp(x, most) <= 0)
		return rounded(run->arena, x);
	USAGE(run, option_decimal, words_same(spelled(run, OPTION_PRECISION)), words_same(text),
	      words_same("0.000001"), words_same("0.5"));
	return 0;
}

/* ---- weights ---- */

/* A number above 0 and, unless most is NULL, at most that; NULL for anything else. */
static const ratio *positive(struct arena *a, const char *text, const ratio *most)
{
	const ratio *x = ratio_read(a, text);
	bool fits = x != NULL && ratio_sign(x) > 0 && (most == NULL || ratio_cmp(x, most) <= 0);
	return fits ? x : NULL;
}

static bool read_box(struct arena *a, const char *text, struct weight_set *out)
{
	const ratio *hundred = ratio_of(a, 100, 1);
	size_t n = strlen(text);
	if (n < 2 || text[n - 1] != '%')
		return false;
	const ratio *percent = positive(a, arena_copy_n(a, text, n - 1), hundred);
	if (percent == NULL)
		return false;
	*out = (struct weight_set){.kind = WEIGHTS_BOX, .reach = ratio_div(a, percent, hundred)};
	return true;
}

static bool read_dirichlet(struct arena *a, const char *text, struct weight_set *out)
{
	const ratio *concentration = positive(a, text, ratio_of(a, 1000000, 1));
	*out = (struct weight_set){.kind = WEIGHTS_DIRICHLET, .concentration = concentration};
	return concentration != NULL;
}

static bool read_weights(struct arena *a, const char *text, struct weight_set *out)
{
	static const char box[] = "box:", dirichlet[] = "dirichlet:";
	bool plain = strcmp(text, "simplex") == 0;
	if (plain || strcmp(text, "order") == 0) {
		*out = (struct weight_set){.kind = plain ? WEIGHTS_SIMPLEX : WEIGHTS_ORDER};
		return true;
	}
	if (strncmp(text, box, strlen(box)) == 0)
		return read_box(a, text + strlen(box), out);
	return strncmp(text, dirichlet, strlen(dirichlet)) == 0 &&
	       read_dirichlet(a, text + strlen(dirichlet), out);
}

static struct weight_set weights(struct run *run, bool table)
{
	const char *text = value(run, OPTION_WEIGHTS);
	struct weight_set set = {.kind = WEIGHTS_SIMPLEX};
	(void)read_weights(run->arena, text != NULL ? text : table ? "simplex" : "box:20%", &set);
	if (text != NULL && !read_weights(run->arena, text, &set))
		USAGE(run, value_unknown, words_same("--weights"), words_same(text),
		      words_same("simplex, box:20%, order, dirichlet:50"));
	return set;
}

/* For tests and measurements alone: no result depends on it. */
static const char *instruction_set(struct run *run)
{
	const char *name = getenv("KAOHE_ISA"), *list = "";
	const char *const *all = smaa_isas(run->arena);
	for (size_t i = 0; name != NULL && all[i] != NULL; i++) {
		if (strcmp(all[i], name) == 0)
			return name;
		list = arena_print(run->arena, "%s%s%s", list, i > 0 ? ", " : "", all[i]);
	}
	if (name != NULL)
		USAGE(run, value_unknown, words_same("KAOHE_ISA"), words_same(name),
		      words_same(list));
	return NULL;
}

void sampling_read(struct run *run, bool table, struct firmness_request *out)
{
	out->weights = weights(run, table);
	/* With a precision alone as many as it takes. */
	out->draws = whole(run, OPTION_DRAWS, 1, DRAWS_MAX,
	                   value(run, OPTION_PRECISION) != NULL ? 0 : SAMPLING_DRAWS);
	out->rows = value(run, OPTION_DRAWS) != NULL ? out->draws : SAMPLING_ROWS;
	out->seed = whole(run, OPTION_SEED, 0, SEED_MAX, SAMPLING_SEED);
	out->threads = (unsigned)whole(run, OPTION_THREADS, 1, THREADS_MAX, parallel_processors());
	out->precision = precision(run);
	out->isa = instruction_set(run);
}

/* ---- --only ---- */

/* All ids, each once. */
static const char *known(struct run *run)
{
	const char *list = "";
	for (size_t i = 0; analyses[i].id != NULL; i++)
		if (i == 0 || strcmp(analyses[i].id, analyses[i - 1].id) != 0)
			list = arena_print(run->arena, "%s%s%s", list, i > 0 ? ", " : "",
			                   analyses[i].id);
	return list;
}

static void choose(struct run *run, bool table, const char *word, bool *asked)
{
	bool found = false, possible = false;
	for (size_t i = 0; analyses[i].id != NULL; i++) {
		if (strcmp(analyses[i].id, word) != 0)
			continue;
		found = true;
		asked[i] = !table || !analyses[i].needs_case;
		possible = possible || asked[i];
	}
	if (!found)
		USAGE(run, value_unknown, words_same("--only"), words_same(word),
		      words_same(known(run)));
	else if (!possible)
		USAGE(run, only_case, words_same(word));
}

void sampling_only(struct run *run, bool table, size_t units, bool *asked, const char **left_out)
{
	const char *list = value(run, OPTION_ONLY), *last = "";
	*left_out = "";
	for (size_t i = 0; list == NULL && analyses[i].id != NULL; i++) {
		bool possible = !table || !analyses[i].needs_case;
		asked[i] = possible && units <= analyses[i].most_units;
		if (!possible || asked[i] || strcmp(analyses[i].id, last) == 0)
			continue;
		last = analyses[i].id;
		*left_out = arena_print(run->arena, "%s%s%s", *left_out,
		                        **left_out != '\0' ? ", " : "", last);
	}
	while (list != NULL) {
		size_t n = strcspn(list, ",");
		choose(run, table, arena_copy_n(run->arena, list, n), asked);
		list = list[n] == ',' ? list + n + 1 : NULL;
	}
}
