#include "tests/fixture.h"

#include "inputs/company.h"

/* Each is another way to write 湖州华达冷链物流有限公司. */
static const char *const same[] = {"湖州华达冷链物流有限公司",
                                   "湖州华达冷链物流",
                                   "湖州华达冷链物流公司",
                                   "湖州华达冷链物流有限责任公司",
                                   "湖州华达冷链物流股份有限公司",
                                   "湖州华达冷链物流集团",
                                   "湖州华达冷链物流集团有限公司",
                                   "湖州华达冷链物流集团股份有限公司",
                                   "湖州华达冷链物流集团公司",
                                   "湖州华达冷链物流（集团）有限公司",
                                   "湖州华达冷链物流(集团)有限公司",
                                   "湖州华达冷链物流(集团)股份有限公司",
                                   "湖州华达冷链物流股份公司",
                                   "湖州华达冷链物流项目",
                                   "湖州华达冷链物流建设项目",
                                   "湖州华达冷链物流有限公司项目",
                                   "湖州华达冷链物流有限公司建设项目",
                                   "湖州华达冷链物流（有限合伙）",
                                   "湖州华达冷链物流合伙企业",
                                   "湖州华达冷链物流合伙企业（有限合伙）",
                                   "湖州华达冷链物流（普通合伙）",
                                   "湖州（华达）冷链物流有限公司",
                                   "湖州(华达)冷链物流有限公司",
                                   "（湖州）华达冷链物流有限公司",
                                   "湖州【华达】冷链物流有限公司",
                                   "湖州〔华达〕冷链物流有限公司",
                                   "湖州［华达］冷链物流有限公司",
                                   "湖州「华达」冷链物流有限公司",
                                   "湖州“华达”冷链物流有限公司",
                                   "湖州\"华达\"冷链物流有限公司",
                                   "湖州《华达》冷链物流有限公司",
                                   "湖州‘华达’冷链物流有限公司",
                                   " 湖州华达冷链物流有限公司",
                                   "湖州华达冷链物流有限公司 ",
                                   "湖州 华达 冷链物流 有限公司",
                                   "湖州　华达冷链物流有限公司",
                                   "湖州\xC2\xA0华达冷链物流有限公司",
                                   "湖州\xE2\x80\x8B华达冷链物流有限公司",
                                   "\xEF\xBB\xBF湖州华达冷链物流有限公司",
                                   "湖州\t华达冷链物流有限公司",
                                   "湖州华达冷链物流有限公司\n",
                                   "湖州·华达冷链物流有限公司",
                                   "湖州•华达冷链物流有限公司",
                                   "湖州-华达冷链物流有限公司",
                                   "湖州—华达冷链物流有限公司",
                                   "湖州－华达冷链物流有限公司",
                                   "湖州_华达冷链物流有限公司",
                                   "湖州、华达冷链物流有限公司",
                                   "湖州，华达冷链物流有限公司。",
                                   "湖州华达冷链物流有限公司（项目）",
                                   "湖州华达冷链物流有限公司*",
                                   "湖州华达冷链物流有限公司.",
                                   "湖州华达冷链物流有限公司；",
                                   "湖州华达冷链物流Co.,Ltd.",
                                   "湖州华达冷链物流ＣＯ．，ＬＴＤ",
                                   "湖州华达冷链物流 Ltd",
                                   "湖州华达冷链物流 Limited",
                                   "湖州华达冷链物流 Corporation"};

static void kinds_of_the_same_name(void **state)
{
	const size_t n = sizeof same / sizeof *same;
	assert_true(n >= 50);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(company_key(*state, same[i]), "湖州华达冷链物流");
	assert_string_equal(company_key(*state, "ＡＢＣ１２３贸易有限公司"), "abc123贸易");
	assert_string_equal(company_key(*state, "Abc 123贸易"), "abc123贸易");
}

/* What tells projects apart stays. */
static void kinds_of_other_names(void **state)
{
	static const char *const other[] = {
	        "湖州华达冷链物流二期",   "湖州华达冷链物流一期",
	        "湖州华达冷链物流分公司", "湖州华达冷链物流有限公司安吉分公司",
	        "湖州华达冷链",           "湖州华达物流冷链",
	        "安吉华达冷链物流",       "湖州华达冷链物流园",
	        "湖州华达冷链物流2",      "湖州华达冷链物流控股"};
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		assert_string_not_equal(company_key(*state, other[i]), "湖州华达冷链物流");
	assert_string_equal(company_key(*state, "有限公司"), "有限公司");
	assert_string_equal(company_key(*state, "集团公司"), "集团");
	assert_string_equal(company_key(*state, "（）"), "");
}

static int by_text(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* 10,000 names as they are built, each another company: no two are compared as equal. */
static void ten_thousand_differ(void **state)
{
	static const char *const places[] = {"湖州", "安吉", "德清", "长兴", "浙江"};
	static const char *const first[] = {"华", "鼎", "润", "瑞", "恒", "信", "远",
	                                    "宏", "博", "盛", "景", "安", "云", "智",
	                                    "联", "海", "天", "汇", "金", "丰"};
	static const char *const second[] = {"达", "通", "源", "成", "运",
	                                     "科", "创", "驰", "拓", "翔"};
	static const char *const trades[] = {"物流", "贸易",     "软件",     "旅游发展", "融资租赁",
	                                     "集团", "公司管理", "人力资源", "供应链",   "检测"};
	static const char *const forms[] = {"有限公司", "股份有限公司", "（集团）有限公司", "公司"};
	enum { N = 10000 };
	const char **keys = ARENA_NEWS(*state, const char *, N);
	for (size_t i = 0; i < N; i++)
		keys[i] = company_key(*state, arena_print(*state, "%s%s%s%s%s", places[i % 5],
		                                          first[i / 5 % 20], second[i / 100 % 10],
		                                          trades[i / 1000 % 10], forms[i % 3]));
	qsort(keys, N, sizeof *keys, by_text);
	for (size_t i = 1; i < N; i++)
		assert_string_not_equal(keys[i - 1], keys[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(kinds_of_the_same_name),
	        FIXTURE_TEST(kinds_of_other_names),
	        FIXTURE_TEST(ten_thousand_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
