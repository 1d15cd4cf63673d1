#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/assessed.h"
#include "tests/huzhou.h"

#include "engine/settings.h"

#include <stdio.h>
#include <string.h>

/* Settings, then what items get: "item=points ..." exact; or the code of the only finding. */
static const struct {
	const char *settings;
	bool rebalance;
	const char *points;
	const char *finding;
} rows[] = {
        {"", false, "sectors=90 commerce=18 software=9 daily=10 reporting=2", NULL},
        {"weight.commerce=20", false, "commerce=18", NULL},
        {"weight.commerce=25", false, NULL, "weights-sum"},
        {"weight.commerce=25 weight.tourism=10", false, "commerce=45/2 tourism=9 hr=27/2", NULL},
        {"weight.commerce=25", true, "commerce=45/2 tourism=405/32 software=135/16", NULL},
        {"weight.commerce=100", true, "commerce=90 tourism=0 software=0", NULL},
        {"weight.commerce=0", true, "commerce=0 tourism=135/8", NULL},
        {"weight.commerce=101", true, NULL, "setting-value"},
        {"weight.commerce=-1", true, NULL, "setting-value"},
        {"weight.commerce=x", false, NULL, "setting-value"},
        {"weight.commerce=60 weight.tourism=60", true, NULL, "rebalance-impossible"},
        {"weight.reporting=10", false, NULL, "setting-unknown"},
        {"weight.nothing=10", false, NULL, "setting-unknown"},
        {"points.commerce=18", false, NULL, "setting-unknown"},
        {"points.total=100", false, NULL, "setting-unknown"},
        {"points.policy=2", false, "policy=2", NULL},
        {"points.reporting=3", false, NULL, "points-sum"},
        {"points.reporting=3", true, "reporting=3 mechanism=7/4 cooperation=7/4 daily=10", NULL},
        {"points.sectors=80", false, NULL, "points-sum"},
        {"points.sectors=80", true, "sectors=80 commerce=16 daily=20 reporting=4", NULL},
        {"points.sectors=80 points.daily=20", false, "commerce=16 tourism=12 reporting=4", NULL},
        {"points.sectors=89 points.daily=11 points.reporting=3", false,
         "daily=11 reporting=3 mechanism=2", NULL},
        {"points.sectors=80 points.daily=20 points.reporting=3", true, "reporting=3 mechanism=17/4",
         NULL},
        {"points.sectors=100 points.daily=0", false, "sectors=100 reporting=0 commerce=20", NULL},
        {"points.daily=101", true, NULL, "rebalance-impossible"},
        {"policy.no_task=ful", false, NULL, "setting-value"},
        {"policy.nothing=1", false, NULL, "setting-unknown"},
        {"policy.rank_min_assigned=101", false, NULL, "setting-value"},
        {"policy.rank_min_assigned=12.5", false, "sectors=90", NULL},
        {"tariff.commerce=1", false, NULL, "setting-unknown"},
        {"policy.no_task=full policy.no_task=zero", false, NULL, "setting-twice"},
        {"policy.no_task=full policy.无任务行业=zero", false, NULL, "setting-twice"},
        {"weight.商贸业=25 weight.文化旅游业=10", false, "commerce=45/2 tourism=9", NULL},
        {"weight.商贸业=25 weight.commerce=25", true, NULL, "setting-twice"},
        {"points.信息报送=3", true, "reporting=3 mechanism=7/4", NULL},
};

static void assert_points(const struct huzhou *h, const char *expected)
{
	char *rest = arena_copy(h->arena, expected);
	for (char *word = strtok(rest, " "); word; word = strtok(NULL, " ")) {
		char *value = strchr(word, '=');
		*value++ = '\0';
		const struct item *item = &h->method->items[method_item(h->method, word)];
		assert_string_equal(ratio_exact(h->arena, item->points), value);
	}
}

static void settings_change_points_or_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct huzhou h = huzhou_open();
		huzhou_set(&h, rows[i].settings, rows[i].rebalance);
		print_message("%s\n", rows[i].settings);
		assert_int_equal(diag_count(h.log), rows[i].finding ? 1 : 0);
		if (rows[i].finding)
			assert_string_equal(diag_name(diag_at(h.log, 0)->code), rows[i].finding);
		else
			assert_points(&h, rows[i].points);
		huzhou_close(&h);
	}
}

static void the_method_itself_stays_as_it_was(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_set(&h, "policy.no_task=full weight.commerce=25", true);
	size_t policy = method_policy(h.base, "no_task");
	assert_string_equal(policy_value(h.arena, &h.base->policies[policy]), "redistribute");
	assert_string_equal(policy_value(h.arena, &h.method->policies[policy]), "full");
	assert_int_equal(h.method->policies[policy].origin, ORIGIN_TRIAL);
	assert_int_equal(h.base->policies[policy].origin, ORIGIN_RULES);
	h.method = h.base;
	assert_points(&h, "commerce=18");
	huzhou_close(&h);
}

static void a_trial_comes_after_the_case(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	const struct setting list[] = {
	        {"policy", "no_task", "zero", ORIGIN_CASE, {"assessment.cfg", 3, 1}},
	        {"policy", "over_completion", "bonus", ORIGIN_CASE, {"assessment.cfg", 4, 1}},
	        {"policy", "no_task", "full", ORIGIN_TRIAL, {"--set", 0, 0}},
	};
	const struct method *m = settings_apply(h.arena, h.base, list, 3, false, h.log);
	assert_int_equal(diag_count(h.log), 0);
	const struct policy *p = &m->policies[method_policy(m, "no_task")];
	assert_string_equal(policy_value(h.arena, p), "full");
	p = &m->policies[method_policy(m, "over_completion")];
	assert_string_equal(policy_value(h.arena, p), "bonus");
	assert_int_equal(p->origin, ORIGIN_CASE);
	huzhou_close(&h);
}

static void mistakes_of_the_case_are_errors_not_usage(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	const struct setting list[] = {
	        {"policy", "no_task", "ful", ORIGIN_CASE, {"assessment.cfg", 3, 1}},
	        {"policy", "nothing", "1", ORIGIN_CASE, {"assessment.cfg", 4, 1}},
	};
	settings_apply(h.arena, h.base, list, 2, false, h.log);
	assert_int_equal(diag_count(h.log), 2);
	assert_int_equal(diag_exit_code(h.log), 1);
	huzhou_close(&h);
}

/* Weights of 1/8 each keep their sum of 1/2: one of 1/4 leaves 1/12 for each of the others. */
static void normalised_weights_keep_their_sum(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = [ \"2024\" ]; units = [ \"one\" ]; combine = \"weighted\"; weights = "
	        "\"normalise\"; scoring = ( { id = \"v\"; method = \"value\"; } ); points = 60; "
	        "items = ("
	        "{ id = \"a\"; name = \"a\"; weight = \"1/8\"; scoring = \"v\"; },"
	        "{ id = \"b\"; name = \"b\"; weight = \"1/8\"; scoring = \"v\"; },"
	        "{ id = \"c\"; name = \"c\"; weight = \"1/8\"; scoring = \"v\"; },"
	        "{ id = \"d\"; name = \"d\"; weight = \"1/8\"; scoring = \"v\"; } );");
	const struct setting set = {"weight", "a", "1/4", ORIGIN_TRIAL, {"--set", 0, 0}};
	const struct method *m = settings_apply(x.arena, x.method, &set, 1, true, x.log);
	assert_string_equal(ratio_exact(x.arena, m->items[2].weight), "1/12");
	assert_string_equal(ratio_exact(x.arena, m->items[1].points), "30");
	assert_string_equal(ratio_exact(x.arena, m->items[2].points), "10");
	/* Without the word nothing else moves: 1/4 of 5/8. */
	m = settings_apply(x.arena, x.method, &set, 1, false, x.log);
	assert_string_equal(ratio_exact(x.arena, m->items[1].points), "24");
	assert_int_equal(diag_count(x.log), 0);
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(settings_change_points_or_are_refused),
	        cmocka_unit_test(the_method_itself_stays_as_it_was),
	        cmocka_unit_test(a_trial_comes_after_the_case),
	        cmocka_unit_test(mistakes_of_the_case_are_errors_not_usage),
	        cmocka_unit_test(normalised_weights_keep_their_sum),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
