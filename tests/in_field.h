/* in_field.h - one item scored by one method over a field of units, for hand-worked tests.
 *
 *     in_field("method = \"minmax\";", "a=1 b=5 c city=9", out) gives "a 0 b 100 c - city 200"
 * A unit without "=" has no value, "=-" does not apply to it; a name that begins with "city" is not
 * assessed; "a@g=1" is of group g (one of g, h). Exact marks; "-" for no task, "?" for unreported.
 * With a finding: all findings in English.
 */
#ifndef KAOHE_TESTS_IN_FIELD_H
#define KAOHE_TESTS_IN_FIELD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/assessed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IN_FIELD_UNITS 32

struct in_field {
	struct assessed assessed;
	const struct sheet *sheet; /* NULL: refused */
};

/* One word of `values`, cut up in place. */
struct in_field_unit {
	char *name, *group, *value; /* group and value may be NULL */
};

static inline struct in_field_unit in_field_unit(char *word)
{
	struct in_field_unit u = {word, NULL, strchr(word, '=')};
	if (u.value)
		*u.value++ = '\0';
	u.group = strchr(word, '@');
	if (u.group)
		*u.group++ = '\0';
	return u;
}

static inline struct in_field in_field_open(const char *scoring, const char *values)
{
	char *rest = strdup(values), *rules = malloc(20000);
	struct in_field_unit units[IN_FIELD_UNITS];
	size_t n = 0;
	for (char *word = strtok(rest, " "); word; word = strtok(NULL, " "))
		units[n++] = in_field_unit(word);
	bool grouped = strstr(scoring, "among") != NULL;
	int at = sprintf(rules, "periods = [ \"2024\" ]; units = (");
	for (size_t i = 0; i < n; i++) {
		bool city = !strncmp(units[i].name, "city", 4);
		at += sprintf(rules + at, "%s{ id = \"%s\"; name = \"%s\";%s", i ? ", " : " ",
		              units[i].name, units[i].name, city ? " assessed = false;" : "");
		if (units[i].group)
			at += sprintf(rules + at, " group = \"%s\";", units[i].group);
		at += sprintf(rules + at, " }");
	}
	sprintf(rules + at,
	        " ); %sscoring = ( { id = \"s\"; %s } ); points = 100; "
	        "items = ( { id = \"a\"; name = \"甲\"; points = 100; scoring = \"s\"; } );",
	        grouped ? "groups = ( { id = \"g\"; name = \"G\"; }, { id = \"h\"; name = \"H\"; } "
	                  "); "
	                : "",
	        scoring);
	struct in_field f = {.assessed = assessed_open(rules)};
	for (size_t i = 0; i < n; i++)
		if (units[i].value)
			assessed_value(&f.assessed, units[i].name, "a", NULL, units[i].value);
	f.sheet = assessed_score(&f.assessed);
	free(rest);
	free(rules);
	return f;
}

static inline const struct points *in_field_points(const struct in_field *f, size_t unit)
{
	return sheet_points(f->sheet, unit, method_item(f->assessed.method, "a"));
}

/* All marks; `out` has room for 4000 bytes. */
static inline const char *in_field(const char *scoring, const char *values, char *out)
{
	struct in_field f = in_field_open(scoring, values);
	const struct method *m = f.assessed.method;
	int at = 0;
	*out = '\0';
	if (!f.sheet)
		sprintf(out, "%.3999s", assessed_findings(&f.assessed));
	for (size_t i = 0; f.sheet && i < m->n_units; i++) {
		const struct points *p = in_field_points(&f, i);
		const char *mark = p->state == POINTS_UNREPORTED ? "?"
		                   : p->mark ? ratio_exact(f.assessed.arena, p->mark)
		                             : "-";
		at += sprintf(out + at, "%s%s %s", i ? " " : "", m->units[i].named.id, mark);
	}
	assessed_close(&f.assessed);
	return out;
}

/* The formula of the first unit, or all findings. */
static inline const char *in_field_formula(const char *scoring, const char *values, char *out)
{
	struct in_field f = in_field_open(scoring, values);
	const char *text =
	        f.sheet ? in_field_points(&f, 0)->formula : assessed_findings(&f.assessed);
	sprintf(out, "%.3999s", text ? text : "none");
	assessed_close(&f.assessed);
	return out;
}

#define IN_FIELD_IS(scoring, values, expected)                                                     \
	do {                                                                                       \
		char in_field_out_[4000];                                                          \
		assert_string_equal(in_field((scoring), (values), in_field_out_), (expected));     \
	} while (0)
#define IN_FIELD_FORMULA_IS(scoring, values, expected)                                             \
	do {                                                                                       \
		char in_field_out_[4000];                                                          \
		assert_string_equal(in_field_formula((scoring), (values), in_field_out_),          \
		                    (expected));                                                   \
	} while (0)

#endif
