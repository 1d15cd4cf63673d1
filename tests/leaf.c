#include "tests/leaf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/rules.h"
#include "source/file.h"

#include <string.h>

static const char rules[] =
        "periods = ( { id = \"now\"; name = \"now\"; from = \"2025-01-01\"; to = \"2025-12-31\"; "
        "},\n"
        "  { id = \"base\"; name = \"base\"; } );\n"
        "units = ( { id = \"one\"; name = \"one\"; }, { id = \"two\"; name = \"two\"; },\n"
        "  { id = \"three\"; name = \"three\"; }, { id = \"city\"; name = \"city\"; assessed = "
        "false; } );\n"
        "types = [ \"x\", \"y\" ]; points = 100;\n"
        "items = ( { id = \"a\"; name = \"a\"; points = 10; scoring = \"s\"; },\n"
        "  { id = \"b\"; name = \"b\"; points = 90; scoring = \"plain\"; } );\n"
        "scoring = ( { id = \"plain\"; method = \"value\"; missing = \"exclude\"; },\n"
        "  { id = \"s\"; %s } );\n";

struct assessed leaf_open(const char *entry)
{
	struct arena *a = arena_new(NULL, NULL);
	struct assessed x = assessed_open(arena_print(a, rules, entry));
	arena_free(a);
	return x;
}

const char *leaf_shows(struct assessed *x, const char *unit)
{
	const struct sheet *s = assessed_score(x);
	if (!s)
		return assessed_findings(x);
	const struct points *p =
	        sheet_points(s, method_unit(x->method, unit), method_item(x->method, "a"));
	return p->state == POINTS_NO_TASK      ? "no task"
	       : p->state == POINTS_UNREPORTED ? "unreported"
	                                       : p->formula;
}

static void check_row(const char *method, const struct leaf_row *row)
{
	struct arena *a = arena_new(NULL, NULL);
	struct assessed x = leaf_open(arena_print(a, "method = \"%s\"; %s", method, row->params));
	arena_free(a);
	if (row->target)
		assessed_target(&x, "one", "a", NULL, row->target);
	if (row->value)
		assessed_value(&x, "one", "a", NULL, row->value);
	assessed_value(&x, "two", "a", NULL, "-");
	assessed_value(&x, "three", "a", NULL, "-");
	const struct sheet *s = assessed_score(&x);
	if (!strcmp(row->mark, "!")) {
		assert_null(s);
		const char *found = assessed_findings(&x);
		if (!strstr(found, row->formula))
			assert_string_equal(found, row->formula);
	} else {
		if (!s) {
			fail_msg("%s", assessed_findings(&x));
			return;
		}
		const struct points *p = sheet_points(s, 0, method_item(x.method, "a"));
		bool none = !strcmp(row->mark, "-");
		assert_int_equal(p->state, none ? POINTS_NO_TASK : POINTS_SCORED);
		assert_string_equal(assessed_mark(&x, s, "one", "a"), none ? "" : row->mark);
		if (row->formula)
			assert_string_equal(p->formula, row->formula);
	}
	assessed_close(&x);
}

void leaf_check(const char *method, const struct leaf_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		print_message("row %zu: %s\n", i, rows[i].params);
		check_row(method, &rows[i]);
	}
}

const char *leaf_rules_findings(struct arena *a, const char *entry)
{
	struct buffer b;
	struct diag_list *log = diag_list_new(a);
	const char *head = "kaohe = 1; id = \"t\"; title = \"t\"; source = { title = \"t\"; };\n";
	const char *text = arena_print(a, "%s%s", head, arena_print(a, rules, entry));
	rules_read(a, file_from_memory(a, "t.cfg", text, strlen(text)), log);
	buffer_start(&b, a);
	diag_print_all(&b, log, LANG_EN);
	return b.text;
}
