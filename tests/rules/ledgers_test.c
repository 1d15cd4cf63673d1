#include "tests/fixture.h"

#define HEAD                                                                                       \
	"kaohe = 1; id = \"l\"; title = \"示例\"; source = { title = \"文件\"; };\n"           \
	"clauses = ( { id = \"c1\"; ref = \"第一条\"; } );\n"                                   \
	"plan = { span = \"2021..2025\"; };\n"                                                     \
	"indicators = ( { id = \"output\"; name = \"增加值\"; targets = ( { due = 2025; "       \
	"value = 100; } ); } );\n"

static const struct ledger_rule *read(struct arena *a, const char *text)
{
	struct diag_list *log = diag_list_new(a);
	const struct file *f = file_from_memory(a, "l.cfg", text, strlen(text));
	const struct method *m = rules_read(a, f, log);
	assert_string_equal(fixture_findings(a, log, LANG_EN), "");
	assert_non_null(m);
	return m->ledger;
}

static void assert_defaults(const struct ledger_rule *r)
{
	assert_true(r->recognition);
	assert_int_equal(r->stage, LEDGER_NO_STAGE);
	assert_int_equal(r->day, LEDGER_RECOGNISED_ON);
	assert_int_equal(r->duplicate, LEDGER_BLOCK);
	assert_int_equal(r->duplicate_by, ORIGIN_RULES);
	assert_false(r->weighted);
	assert_int_equal(r->n_thresholds + r->n_exclusions + r->n_qualities, 0);
	assert_true(r->clause == NONE);
}

static void without_a_group_there_are_defaults(void **state)
{
	const struct ledger_rule *r = read(*state, HEAD);
	assert_defaults(r);
	assert_false(r->given);
}

static void an_empty_group_has_the_same_defaults(void **state)
{
	const struct ledger_rule *r = read(*state, HEAD "ledger = { };\n");
	assert_defaults(r);
	assert_true(r->given);
}

static void words_and_days_are_read(void **state)
{
	const struct ledger_rule *r =
	        read(*state,
	             HEAD "ledger = { recognition = false; stage = \"started\"; date = \"landed\"; "
	                  "duplicate = \"share\"; clause = \"c1\"; why = \"理由\"; why_en = "
	                  "\"reason\"; };\n");
	assert_false(r->recognition);
	assert_int_equal(r->stage, LEDGER_STARTED);
	assert_int_equal(r->day, LEDGER_LANDED_ON);
	assert_int_equal(r->duplicate, LEDGER_SHARE);
	assert_int_equal(r->clause, 0);
	assert_string_equal(r->why.in[LANG_ZH], "理由");
	assert_string_equal(r->why.in[LANG_EN], "reason");
}

/* Amounts are hundredths of a yuan. */
static void lists_are_read(void **state)
{
	const struct ledger_rule *r = read(
	        *state, HEAD
	        "ledger = { weighted = true;\n"
	        "thresholds = ( { investment = \"1.5亿元\"; revenue = \"not set\"; } );\n"
	        "exclusions = ( { name = \"搬迁\"; words = [ \"搬迁\", \"迁建\" ]; },\n"
	        "{ name = \"在谈\"; stages = [ \"talks\", \"signed\" ]; clause = \"c1\"; } );\n"
	        "qualities = ( { name = \"总部\"; investment = \"5000万元\"; weight = \"1.5\"; } "
	        "); };\n");
	assert_int_equal(r->n_thresholds, 1);
	assert_true(r->thresholds[0].item == NONE && r->thresholds[0].type == NONE);
	assert_int_equal(r->thresholds[0].investment, INT64_C(15000000000));
	assert_int_equal(r->thresholds[0].revenue, LEDGER_NO_AMOUNT);
	assert_int_equal(r->n_exclusions, 2);
	assert_int_equal(r->exclusions[0].n_words, 2);
	assert_string_equal(r->exclusions[0].words[1], "迁建");
	assert_int_equal(r->exclusions[0].stages, 0);
	assert_true(r->exclusions[0].clause == NONE);
	assert_int_equal(r->exclusions[1].stages, 1u << LEDGER_TALKS | 1u << LEDGER_SIGNED);
	assert_int_equal(r->exclusions[1].clause, 0);
	assert_true(r->weighted);
	assert_int_equal(r->n_qualities, 1);
	assert_int_equal(r->qualities[0].investment, INT64_C(5000000000));
	assert_string_equal(ratio_exact(*state, r->qualities[0].weight), "3/2");
	assert_int_equal(r->qualities[0].n_words, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(without_a_group_there_are_defaults),
	        FIXTURE_TEST(an_empty_group_has_the_same_defaults),
	        FIXTURE_TEST(words_and_days_are_read),
	        FIXTURE_TEST(lists_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
