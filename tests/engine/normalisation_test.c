/* The normalisation table of the OECD/JRC Handbook on Constructing Composite Indicators (2008),
 * table 15: mean years of schooling in 23 countries, normalised in nine ways, to the printed digit.
 */
#include "tests/in_field.h"

enum { RANK, ZSCORE, MINMAX, TO_MEAN, TO_BEST, TO_WORST, OFF_MEAN, OFF_WORST, PERCENTILE, COLUMNS };

static const struct {
	const char *scoring;
	unsigned decimals;
} columns[COLUMNS] = {
        [RANK] = {"method = \"borda\"; start = 1;", 0},
        [ZSCORE] = {"method = \"zscore\";", 2},
        [MINMAX] = {"method = \"minmax\"; to = 1;", 2},
        [TO_MEAN] = {"method = \"relative\"; reference = \"mean\"; scale = 1;", 2},
        [TO_BEST] = {"method = \"relative\"; scale = 1;", 2},
        [TO_WORST] = {"method = \"relative\"; reference = \"worst\"; scale = 1;", 2},
        [OFF_MEAN] =
                {"method = \"relative\"; form = \"difference\"; reference = \"mean\"; scale = 1;",
                 2},
        [OFF_WORST] =
                {"method = \"relative\"; form = \"difference\"; reference = \"worst\"; scale = 1;",
                 2},
        [PERCENTILE] = {"method = \"borda\"; start = 1; scale = \"percent\";", 1},
};

static const struct {
	const char *country, *years, *printed[COLUMNS];
} table[] = {
        {"Finland", "10", {"15", "0.26", "0.59", "1.04", "0.83", "1.41", "0.04", "0.41", "65.2"}},
        {"United States",
         "12",
         {"23", "1.52", "1.00", "1.25", "1.00", "1.69", "0.25", "0.69", "100.0"}},
        {"Sweden", "11.4", {"19", "1.14", "0.88", "1.19", "0.95", "1.61", "0.19", "0.61", "82.6"}},
        {"Japan", "9.5", {"12", "-0.06", "0.49", "0.99", "0.79", "1.34", "-0.01", "0.34", "52.2"}},
        {"Korea", "10.8", {"17", "0.76", "0.76", "1.13", "0.90", "1.52", "0.13", "0.52", "73.9"}},
        {"Netherlands",
         "9.4",
         {"9", "-0.12", "0.47", "0.98", "0.78", "1.32", "-0.02", "0.32", "39.1"}},
        {"United Kingdom",
         "9.4",
         {"9", "-0.12", "0.47", "0.98", "0.78", "1.32", "-0.02", "0.32", "39.1"}},
        {"Canada", "11.6", {"20", "1.27", "0.92", "1.21", "0.97", "1.63", "0.21", "0.63", "87.0"}},
        {"Australia",
         "10.9",
         {"18", "0.83", "0.78", "1.14", "0.91", "1.54", "0.14", "0.54", "78.3"}},
        {"Singapore",
         "7.1",
         {"1", "-1.58", "0.00", "0.74", "0.59", "1.00", "-0.26", "0.00", "4.3"}},
        {"Germany", "10.2", {"16", "0.38", "0.63", "1.06", "0.85", "1.44", "0.06", "0.44", "69.6"}},
        {"Norway", "11.9", {"22", "1.46", "0.98", "1.24", "0.99", "1.68", "0.24", "0.68", "95.7"}},
        {"Ireland", "9.4", {"9", "-0.12", "0.47", "0.98", "0.78", "1.32", "-0.02", "0.32", "39.1"}},
        {"Belgium", "9.3", {"8", "-0.19", "0.45", "0.97", "0.78", "1.31", "-0.03", "0.31", "34.8"}},
        {"New Zealand",
         "11.7",
         {"21", "1.33", "0.94", "1.22", "0.98", "1.65", "0.22", "0.65", "91.3"}},
        {"Austria", "8.4", {"6", "-0.76", "0.27", "0.88", "0.70", "1.18", "-0.12", "0.18", "26.1"}},
        {"France", "7.9", {"5", "-1.08", "0.16", "0.82", "0.66", "1.11", "-0.18", "0.11", "21.7"}},
        {"Israel", "9.6", {"14", "0.00", "0.51", "1.00", "0.80", "1.35", "0.00", "0.35", "60.9"}},
        {"Spain", "7.3", {"4", "-1.46", "0.04", "0.76", "0.61", "1.03", "-0.24", "0.03", "17.4"}},
        {"Italy", "7.2", {"3", "-1.52", "0.02", "0.75", "0.60", "1.01", "-0.25", "0.01", "13.0"}},
        {"Czech Republic",
         "9.5",
         {"12", "-0.06", "0.49", "0.99", "0.79", "1.34", "-0.01", "0.34", "52.2"}},
        {"Hungary", "9.1", {"7", "-0.31", "0.41", "0.95", "0.76", "1.28", "-0.05", "0.28", "30.4"}},
        {"Slovenia", "7.1", {"1", "-1.58", "0.00", "0.74", "0.59", "1.00", "-0.26", "0.00", "4.3"}},
};
enum { COUNTRIES = sizeof table / sizeof *table };

static void every_printed_digit(void **state)
{
	(void)state;
	char values[1000];
	int at = 0;
	for (size_t i = 0; i < COUNTRIES; i++)
		at += sprintf(values + at, "c%zu=%s ", i, table[i].years);
	for (size_t k = 0; k < COLUMNS; k++) {
		struct in_field f = in_field_open(columns[k].scoring, values);
		assert_non_null(f.sheet);
		for (size_t i = 0; i < COUNTRIES; i++) {
			const ratio *mark = in_field_points(&f, i)->mark;
			print_message("%s %s\n", columns[k].scoring, table[i].country);
			assert_true(ratio_round_certain(f.assessed.arena, mark, columns[k].decimals,
			                                ROUND_HALF_UP));
			assert_string_equal(ratio_fixed(f.assessed.arena, mark, columns[k].decimals,
			                                ROUND_HALF_UP),
			                    table[i].printed[k]);
		}
		assessed_close(&f.assessed);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_printed_digit)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
