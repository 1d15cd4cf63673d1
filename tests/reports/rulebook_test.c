/* rulebook_test - a rule file for people: groups, combined periods, grades, what lies outside the
 * full points, and what depends on others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "reports/report.h"
#include "tests/assessed.h"

static const char rules[] =
        "clauses = ( { id = \"c\"; ref = \"第三条\"; ref_en = \"article 3\"; } );"
        "periods = ( { id = \"y\"; name = \"全年\"; name_en = \"year\";"
        "  parts = ( [ \"h1\", 40 ], [ \"h2\", 60 ] ); },"
        "{ id = \"h1\"; name = \"上半年\"; name_en = \"first half\"; },"
        "{ id = \"h2\"; name = \"下半年\"; name_en = \"second half\"; } );"
        "groups = ( { id = \"city\"; name = \"城区组\"; name_en = \"cities\"; } );"
        "units = ( { id = \"a\"; name = \"甲区\"; name_en = \"A\"; group = \"city\"; },"
        "{ id = \"b\"; name = \"乙区\"; name_en = \"B\"; } );"
        "rank = { in_groups = true; }; points = 100;"
        "scoring = ( { id = \"v\"; method = \"value\"; }, { id = \"m\"; method = \"minmax\"; } );"
        "items = ("
        "{ id = \"index\"; name = \"指数\"; name_en = \"Index\"; points = 100;"
        "  combine = \"geometric\"; weights = \"normalise\"; items = ("
        "  { id = \"x\"; name = \"税收\"; name_en = \"Tax\"; weight = \"1/8\"; scoring = \"m\"; },"
        "  { id = \"z\"; name = \"能耗\"; name_en = \"Energy\"; weight = \"1/8\";"
        "    scoring = \"v\"; } ); },"
        "{ id = \"fairs\"; name = \"展会\"; name_en = \"Fairs\"; points = 5; outside = \"bonus\";"
        "  scoring = \"v\"; },"
        "{ id = \"late\"; name = \"迟报\"; name_en = \"Late\"; points = 5;"
        "  outside = \"deduction\"; scoring = \"v\"; } );"
        "grades = ( { id = \"good\"; name = \"良好\"; name_en = \"good\"; from = 80; quota = 30; "
        "most = 2; },"
        "{ id = \"pass\"; name = \"合格\"; name_en = \"pass\"; } );"
        "consequences = ( { id = \"veto\"; name = \"一票否决\"; name_en = \"Veto\"; item = "
        "\"late\";"
        "  from = 3; effect = \"cap\"; grade = \"pass\"; clause = \"c\"; },"
        "{ id = \"lift\"; name = \"升档\"; name_en = \"Lift\"; item = \"fairs\"; from = 2;"
        "  effect = \"lift\"; } );";

static void says(const char *text, const char *what)
{
	if (strstr(text, what) == NULL)
		fail_msg("no \"%s\" in:\n%s", what, text);
}

static const char *rulebook(struct assessed *x, enum lang lang)
{
	struct buffer out;
	buffer_start(&out, x->arena);
	report_rules(&out, x->method, lang, (struct report_look){false, 0});
	return out.text;
}

static void a_rule_file_is_told_in_chinese(void **state)
{
	struct assessed x = assessed_open(rules);
	const char *text = rulebook(&x, LANG_ZH);
	(void)state;
	says(text, "全年 (y) = 上半年 × 40、下半年 × 60");
	says(text, "组别：城区组（甲区）");
	says(text, "排名：各组分别排名、评定等次");
	says(text, "展会（加分）");
	says(text, "迟报（扣分）");
	says(text, "几何平均");
	says(text, "“指数”各项得分不相加：几何平均，每项以 100 分计。");
	says(text, "权重不必合计 100，按比例折算：指数。");
	says(text, "得分随其他考核对象的数据变动：税收。");
	says(text, "等次：良好（80 分及以上，不超过 30%，不超过 2 个）、合格（其余）。");
	says(text, "一票否决：迟报 ≥ 3，不高于合格（第三条）");
	says(text, "升档：展会 ≥ 2，升 1 档");
	assessed_close(&x);
}

static void and_in_english(void **state)
{
	struct assessed x = assessed_open(rules);
	const char *text = rulebook(&x, LANG_EN);
	(void)state;
	says(text, "year (y) = first half × 40, second half × 60");
	says(text, "Group: cities (A)");
	says(text, "Fairs (bonus)");
	says(text, "Index: the parts do not add up: geometric mean, each out of 100.");
	says(text, "Marks that move with the figures of other units: Tax.");
	says(text,
	     "Grades: good (from 80 points; at most 30%; at most 2 units), pass (all others).");
	says(text, "Veto: Late ≥ 3, no better than pass (article 3)");
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_rule_file_is_told_in_chinese),
	        cmocka_unit_test(and_in_english),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
