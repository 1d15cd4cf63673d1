#include "inputs/names.h"
#include "tests/fixture.h"

static void keys(void **state)
{
	static const struct {
		const char *text, *key;
	} rows[] = {
	        {"北区", "北区"},
	        {" 北 区\t", "北区"},
	        {"北\n区\xE3\x80\x80", "北区"},
	        {"北\xE2\x80\x8B区", "北区"},
	        {"商贸（含电商）业", "商贸(含电商)业"},
	        {"２０２３年", "2023年"},
	        {"Trade And FREIGHT", "tradeandfreight"},
	        {"2023—2025", "2023-2025"},
	        {"2023–2025", "2023-2025"},
	        {"2023−2025", "2023-2025"},
	        {"", ""},
	        {" ", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(names_key(*state, rows[i].text), rows[i].key);
}

static void ids_names_and_spellings(void **state)
{
	const struct method *m = fixture_method(*state);
	struct diag_list *log = diag_list_new(*state);
	const struct names *n = names_new(*state, m, log);
	assert_int_equal(names_find(n, NAMES_UNIT, "north"), UNIT_NORTH);
	assert_int_equal(names_find(n, NAMES_UNIT, "北区"), UNIT_NORTH);
	assert_int_equal(names_find(n, NAMES_UNIT, "North"), UNIT_NORTH);
	assert_int_equal(names_find(n, NAMES_ITEM, "物流(货运)业"), ITEM_FREIGHT);
	assert_int_equal(names_find(n, NAMES_TYPE, "企业类"), TYPE_FIRMS);
	assert_int_equal(names_find(n, NAMES_PERIOD, "三年"), PERIOD_SPAN);
	assert_int_equal(names_find(n, NAMES_UNIT, "东区"), NONE);
	assert_int_equal(names_find(n, NAMES_UNIT, "北"), NONE);
	assert_int_equal(names_find(n, NAMES_UNIT, ""), NONE);
}

static void totals(void **state)
{
	const struct method *m = fixture_method(*state);
	struct diag_list *log = diag_list_new(*state);
	const struct names *n = names_new(*state, m, log);
	assert_int_equal(names_find(n, NAMES_UNIT, "全市"), all_units(m));
	assert_int_equal(names_find(n, NAMES_ITEM, "合计"), all_items(m));
	assert_int_equal(names_find(n, NAMES_TYPE, "小计"), all_types(m));
	/* The root of the tree is the total of all items. */
	assert_int_equal(names_find(n, NAMES_ITEM, "total"), all_items(m));
	assert_int_equal(names_find(n, NAMES_ITEM, "总分"), all_items(m));
	assert_int_equal(names_find(n, NAMES_PERIOD, "合计"), NONE);
}

static void words_of_the_method(void **state)
{
	const struct method *m = fixture_bundled(*state, "huzhou-1224");
	struct diag_list *log = diag_list_new(*state);
	const struct names *n = names_new(*state, m, log);
	assert_int_equal(names_find(n, NAMES_ITEM, "招引总数（个、家）"), all_items(m));
	assert_int_equal(names_find(n, NAMES_TYPE, "招引小计"), all_types(m));
	assert_int_equal(names_find(n, NAMES_ITEM, "工作配合"), method_item(m, "cooperation"));
	assert_int_equal(names_find(n, NAMES_ITEM, "商贸（含\n电商）业"),
	                 method_item(m, "commerce"));
	assert_int_equal(names_find(n, NAMES_PERIOD, "2023"), method_period(m, "2023"));
	assert_int_equal(names_find(n, NAMES_PERIOD, "今后\n三年"), method_period(m, "2023-2025"));
}

/* A spelling of two things of one kind, or of one and a total, cannot be told apart in a table. */
static void ambiguous_spellings(void **state)
{
	static const char *const aliases[] = {"NORTH（甲）"};
	struct method m = *fixture_method(*state);
	struct unit *units = ARENA_NEWS(*state, struct unit, FIXTURE_UNITS);
	for (size_t i = 0; i < FIXTURE_UNITS; i++)
		units[i] = m.units[i];
	units[UNIT_SOUTH].named.name.in[LANG_EN] = "no rth";
	units[UNIT_SOUTH].named.place = (struct place){"m.cfg", 5, 3};
	units[UNIT_CITY].named.name.in[LANG_EN] = "north(甲)";
	units[UNIT_CITY].named.aliases = aliases;
	units[UNIT_CITY].named.n_aliases = 1;
	m.units = units;
	m.total_unit = (struct named){.name = {{"直属", NULL}}, .place = {"m.cfg", 9, 1}};
	struct diag_list *log = diag_list_new(*state);
	(void)names_new(*state, &m, log);
#define EQUAL                                                                                      \
	"; to mend: change one of the names or aliases; case, blanks, full-width forms and kinds " \
	"of dashes make no difference\n"
	assert_string_equal(
	        fixture_findings(*state, log, LANG_EN),
	        "m.cfg:5:3: error[name-ambiguous]: tables cannot tell \"no rth\" from \"north\" of "
	        "North" EQUAL "m.cfg:9:1: error[name-ambiguous]: tables cannot tell \"直属\" from "
	        "\"直属\" of north(甲)" EQUAL);
}

static const char *mend(struct arena *a, const struct names *n, enum names_kind kind,
                        enum names_scope scope, const char *text, enum lang lang)
{
	(void)a;
	return names_mend(n, kind, scope, text).in[lang];
}

static void suggestions(void **state)
{
	const struct names *n = names_new(*state, fixture_method(*state), diag_list_new(*state));
	assert_string_equal(mend(*state, n, NAMES_UNIT, NAMES_ANY, "北曲", LANG_ZH),
	                    "是否为“北区”？可用：北区、南县、直属");
	assert_string_equal(mend(*state, n, NAMES_UNIT, NAMES_ANY, "nroth", LANG_EN),
	                    "did you mean \"North\"? Known here: North, South, City");
	assert_string_equal(mend(*state, n, NAMES_UNIT, NAMES_ANY, "xyz", LANG_EN),
	                    "known here: North, South, City");
	/* A short form keeps the order of the characters. */
	assert_string_equal(mend(*state, n, NAMES_ITEM, NAMES_COUNTED, "物流业", LANG_ZH),
	                    "是否为“物流（货运）业”？可用：商贸业、物流（货运）业");
	assert_string_equal(mend(*state, n, NAMES_ITEM, NAMES_JUDGED, "商贸", LANG_ZH),
	                    "可用：信息报送");
}

static void long_names_are_not_compared(void **state)
{
	const struct names *n = names_new(*state, fixture_method(*state), diag_list_new(*state));
	char *text = arena_alloc(*state, 1001);
	memset(text, 'n', 1000);
	assert_string_equal(mend(*state, n, NAMES_TYPE, NAMES_ANY, text, LANG_ZH),
	                    "可用：建设类、企业类");
}

/* A province: every name is found, a wrong one is mended without a list of thousands. */
static void many_names(void **state)
{
	struct method m = *fixture_method(*state);
	struct unit *units = ARENA_NEWS(*state, struct unit, 3000);
	for (unsigned i = 0; i < 3000; i++)
		units[i].named = fixture_name(arena_print(*state, "u%u", i),
		                              arena_print(*state, "第%u区", i), NULL);
	m.units = units;
	m.n_units = 3000;
	struct diag_list *log = diag_list_new(*state);
	const struct names *n = names_new(*state, &m, log);
	assert_int_equal(diag_count(log), 0);
	for (unsigned i = 0; i < 3000; i++) {
		assert_int_equal(names_find(n, NAMES_UNIT, units[i].named.id), i);
		assert_int_equal(names_find(n, NAMES_UNIT, arena_print(*state, "第 %u 区", i)), i);
	}
	assert_int_equal(names_find(n, NAMES_UNIT, "第3000区"), NONE);
	const char *text = mend(*state, n, NAMES_UNIT, NAMES_ANY, "第２９９９县", LANG_ZH);
	assert_string_equal(text, "是否为“第2999区”？可用的共 3000 个");
	text = mend(*state, n, NAMES_UNIT, NAMES_ANY, "?", LANG_ZH);
	assert_non_null(strstr(text, "可用：第0区、第1区、"));
	assert_non_null(strstr(text, "、第38区、第39区 等 3000 个"));
	assert_null(strstr(text, "第40区"));
	text = mend(*state, n, NAMES_UNIT, NAMES_ANY, "?", LANG_EN);
	assert_non_null(strstr(text, "第39区 and others, 3000 in all"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(keys),
	        FIXTURE_TEST(ids_names_and_spellings),
	        FIXTURE_TEST(totals),
	        FIXTURE_TEST(words_of_the_method),
	        FIXTURE_TEST(ambiguous_spellings),
	        FIXTURE_TEST(suggestions),
	        FIXTURE_TEST(long_names_are_not_compared),
	        FIXTURE_TEST(many_names),
	};
	return cmocka_run_group_tests_name("inputs/names", tests, NULL, NULL);
}
