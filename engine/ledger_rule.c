#include "engine/ledger_rule.h"

#include "engine/method.h"

#include <string.h>

const char *const ledger_stages[LEDGER_STAGES + 1] = {"none",   "talks",   "signed",
                                                      "landed", "started", "completed"};
const char *const ledger_days[LEDGER_DAYS + 1] = {"signed", "landed", "started", "completed",
                                                  "recognised"};
const char *const ledger_duplicates[LEDGER_DUPLICATES + 1] = {"block", "first_filed", "share"};

const struct ledger_rule *ledger_rule_default(struct arena *a)
{
	struct ledger_rule *r = ARENA_NEW(a, struct ledger_rule);
	*r = (struct ledger_rule){.recognition = true,
	                          .day = LEDGER_RECOGNISED_ON,
	                          .duplicate = LEDGER_BLOCK,
	                          .clause = NONE,
	                          .why = words_same("")};
	return r;
}

/* ---- amounts ---- */

/* Hundredths of a yuan in one: 10 to this. */
static const unsigned powers[LEDGER_AMOUNT_UNITS] = {2, 6, 10};

bool ledger_amount_read(const char *number, enum ledger_amount_unit unit, int64_t *out)
{
	static const int64_t most = INT64_C(9000000000000000000);
	static const char digits[] = "0123456789";
	size_t whole = strspn(number, digits), decimals = 0;
	int64_t value = 0;
	if (!whole)
		return false;
	if (number[whole] == '.') {
		decimals = strspn(number + whole + 1, digits);
		if (!decimals)
			return false;
	}
	if (number[whole + (decimals ? decimals + 1 : 0)])
		return false;
	for (size_t i = 0; i < whole + powers[unit] || i < whole + decimals; i++) {
		size_t at = i < whole ? i : i + 1;
		int digit = i < whole + decimals ? number[at] - '0' : 0;
		if (i >= whole + powers[unit]) { /* finer than what is kept */
			if (digit)
				return false;
			continue;
		}
		if (value > (most - digit) / 10)
			return false;
		value = 10 * value + digit;
	}
	*out = value;
	return true;
}

bool ledger_amount_unit(const char *text, enum ledger_amount_unit *out)
{
	static const struct {
		const char *text;
		enum ledger_amount_unit unit;
	} rows[] = {{"万元", LEDGER_WAN}, {"亿元", LEDGER_YI},   {"元", LEDGER_YUAN},
	            {"万", LEDGER_WAN},   {"亿", LEDGER_YI},     {"人民币万元", LEDGER_WAN},
	            {"10k", LEDGER_WAN},  {"100m", LEDGER_YI},   {"人民币亿元", LEDGER_YI},
	            {"cny", LEDGER_YUAN}, {"yuan", LEDGER_YUAN}, {"人民币元", LEDGER_YUAN}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!strcmp(rows[i].text, text)) {
			*out = rows[i].unit;
			return true;
		}
	return false;
}

bool ledger_amount_text(struct arena *a, const char *text, int64_t *out)
{
	size_t n = strspn(text, "0123456789.");
	enum ledger_amount_unit unit;
	return ledger_amount_unit(text + n, &unit) &&
	       ledger_amount_read(arena_copy_n(a, text, n), unit, out);
}

const char *ledger_amount_shown(struct arena *a, int64_t amount)
{
	if (amount < 0)
		return "";
	const int64_t wan = INT64_C(1000000), rest = amount % wan;
	char decimals[8] = "";
	for (int i = 0, digit = 100000; i < 6 && rest; i++, digit /= 10) {
		decimals[i + 1] = (char)('0' + rest / digit % 10);
		decimals[0] = '.';
	}
	for (size_t n = strlen(decimals); n && decimals[n - 1] == '0'; n--)
		decimals[n - 1] = '\0';
	return arena_print(a, "%lld%s万元", (long long)(amount / wan), decimals);
}

/* ---- thresholds ---- */

const struct ledger_threshold *ledger_threshold_of(const struct ledger_rule *r, size_t item,
                                                   size_t type)
{
	const struct ledger_threshold *best = NULL;
	int most = -1;
	for (size_t i = 0; i < r->n_thresholds; i++) {
		const struct ledger_threshold *t = &r->thresholds[i];
		if ((t->item != NONE && t->item != item) || (t->type != NONE && t->type != type))
			continue;
		int says = 2 * (t->item != NONE) + (t->type != NONE);
		if (says > most) {
			most = says;
			best = t;
		}
	}
	return best;
}
