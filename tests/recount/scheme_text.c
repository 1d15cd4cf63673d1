#include "tests/recount/scheme.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const char *const scheme_hows[HOWS] = {
        "value",    "proportional",  "threshold", "steps",  "bands",  "goalposts",
        "efficacy", "time_progress", "relative",  "rank",   "minmax", "average",
        "zscore",   "borda",         "blend",     "judged", "raters",
};
const char *const scheme_togethers[TOGETHERS] = {"sum", "weighted", "geometric", "product",
                                                 "minimum"};
const char *const scheme_numbers[NUMBERS] = {
        "target", "full",         "limit",      "low",   "high",  "met",       "unmet",
        "bonus",  "every",        "bonus_most", "start", "over",  "under",     "per",
        "floor",  "satisfactory", "from",       "to",    "due",   "scale",     "equal",
        "first",  "step",         "centre",     "tie",   "below", "trim_from", "neutral",
};
const char *const scheme_words[WORDS] = {
        "of",      "log",  "direction", "missing", "among", "every_of", "part",  "boundary",
        "against", "clip", "reference", "form",    "ties",  "sd",       "scale", "absent",
};
const char *const scheme_choices[WORDS][6] = {
        [W_OF] = {"value", "change", "growth", "count", "completion"},
        [W_LOG] = {"none", "e", "10", "2"},
        [W_DIRECTION] = {"higher", "lower"},
        [W_MISSING] = {"refuse", "exclude", "zero", "neutral"},
        [W_AMONG] = {"all", "group"},
        [W_EVERY_OF] = {"percent", "points"},
        [W_PART] = {"down", "proportional", "up"},
        [W_BOUNDARY] = {"inclusive", "exclusive"},
        [W_AGAINST] = {"none", "mean", "best", "worst", "percentile"},
        [W_CLIP] = {"both", "low", "high", "none"},
        [W_REFERENCE] = {"best", "worst", "mean", "sum"},
        [W_FORM] = {"ratio", "difference"},
        [W_TIES] = {"competition", "dense", "average"},
        [W_SD] = {"sample", "population"},
        [W_COUNTING] = {"count", "percent"},
        [W_ABSENT] = {"refuse", "reweight"},
};
static const char *const idles[] = {"redistribute", "full", "zero"};
static const char *const besides[] = {"no", "bonus", "deduction"};
static const char *const roundings[] = {"half_up", "half_even", "down", "up"};
static const char *const spans[] = {"now", "h1", "h2", "base"};

struct page {
	char *text;
	size_t at;
};

__attribute__((format(printf, 2, 3))) static void say(struct page *p, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int n = vsnprintf(p->text + p->at, SCHEME_TEXT - p->at, format, arguments);
	va_end(arguments);
	p->at += (size_t)n;
	if (n < 0 || p->at >= SCHEME_TEXT) {
		fputs("recount: a rule file is too long\n", stderr);
		exit(4);
	}
}

static void say_number(struct page *p, const char *key, struct fraction x)
{
	char text[FRACTION_TEXT];
	say(p, " %s = \"%s\";", key, fraction_text(x, text));
}

static void say_bands(struct page *p, const struct node *n)
{
	char from[FRACTION_TEXT], mark[FRACTION_TEXT], side[FRACTION_TEXT];
	say(p, " bands = (");
	for (int i = 0; i < n->bands; i++) {
		const struct band *b = &n->band[i];
		say(p, "%s [ \"%s\", \"%s\"", i ? "," : "", fraction_text(b->from, from),
		    fraction_text(b->mark, mark));
		if (b->side.given)
			say(p, ", \"%s\"", fraction_text(b->side.x, side));
		say(p, " ]");
	}
	say(p, " );");
	if (n->side != NOBODY)
		say(p, " side = \"n%d\";", n->side);
}

/* Shares of types, or weights of bodies of scorers. */
static void say_parts(struct page *p, const struct node *n)
{
	char text[FRACTION_TEXT];
	bool any = false;
	for (int i = 0; i < BODIES; i++) {
		if (!n->part[i].given)
			continue;
		if (!any)
			say(p, " %s = (", n->how == BY_RATERS ? "groups" : "shares");
		say(p, "%s [ \"%s%d\", \"%s\" ]", any ? "," : "",
		    n->how == BY_RATERS ? "body" : "t", i, fraction_text(n->part[i].x, text));
		any = true;
	}
	if (any)
		say(p, " );");
}

static void say_scoring(struct page *p, const struct node *n, int index, bool last)
{
	say(p, "  { id = \"s%d\"; method = \"%s\";", index, scheme_hows[n->how]);
	for (int i = 0; i < NUMBERS; i++)
		if (n->number[i].given)
			say_number(p, scheme_numbers[i], n->number[i].x);
	for (int i = 0; i < WORDS; i++)
		if (n->word[i] != NOT_SAID)
			say(p, " %s = \"%s\";", scheme_words[i], scheme_choices[i][n->word[i]]);
	if (n->word[W_OF] == OF_CHANGE || n->word[W_OF] == OF_GROWTH)
		say(p, " base = \"base\";");
	if (n->how == BY_BANDS)
		say_bands(p, n);
	say_parts(p, n);
	if (n->how == BY_JUDGED || n->how == BY_RATERS)
		say(p, " step = 0;");
	say(p, " }%s\n", last ? "" : ",");
}

static void say_combining(struct page *p, const struct node *n)
{
	say(p, " combine = \"%s\";", scheme_togethers[n->together]);
	if (n->unlimited)
		say(p, " limit = \"none\";");
	if (n->together != SUMMED)
		say(p, " no_task = \"%s\";", idles[n->idle]);
	if (n->normalised)
		say(p, " weights = \"normalise\";");
}

static void say_children(struct page *p, const struct scheme *s, int parent)
{
	const char *between = "";
	say(p, " items = (");
	for (int i = 1; i < s->nodes; i++) {
		const struct node *n = &s->node[i];
		if (n->parent != parent)
			continue;
		say(p, "%s\n  { id = \"n%d\"; name = \"N%d\";", between, i, i);
		between = ",";
		if (s->node[parent].together == SUMMED)
			say_number(p, "points", n->share);
		else if (s->node[parent].together <= GEOMETRIC)
			say_number(p, "weight", n->share);
		if (n->beside != WITHIN)
			say(p, " outside = \"%s\";", besides[n->beside]);
		if (n->leaf) {
			say(p, " scoring = \"s%d\"; }", i);
			continue;
		}
		say_combining(p, n);
		say_children(p, s, i); /* NOLINT(misc-no-recursion) */
		say(p, " }");
	}
	say(p, " );");
}

/* The day of 2024 of that number, from 1. */
static void say_day(struct page *p, const char *key, int day)
{
	static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int month = 0;
	while (day > lengths[month])
		day -= lengths[month++];
	say(p, " %s = \"2024-%02d-%02d\";", key, month + 1, day);
}

static void say_periods(struct page *p, const struct scheme *s)
{
	char first[FRACTION_TEXT], second[FRACTION_TEXT];
	say(p, "periods = (");
	for (int i = 0; i < SPANS; i++) {
		say(p, "%s { id = \"%s\"; name = \"P%d\";", i ? "," : "", spans[i], i);
		if (i == NOW && s->combined)
			say(p, " parts = ( [ \"h1\", \"%s\" ], [ \"h2\", \"%s\" ] );",
			    fraction_text(s->part_weight[0], first),
			    fraction_text(s->part_weight[1], second));
		say_day(p, "from", s->first_day[i]);
		say_day(p, "to", s->last_day[i]);
		say(p, " }");
	}
	say(p, " );\n");
}

static void say_units(struct page *p, const struct scheme *s)
{
	say(p, "groups = ( { id = \"g0\"; name = \"G0\"; }, { id = \"g1\"; name = \"G1\"; } );\n"
	       "types = ( { id = \"t0\"; name = \"T0\"; }, { id = \"t1\"; name = \"T1\"; } );\n"
	       "units = (");
	for (int u = 0; u < s->units; u++) {
		say(p, "%s { id = \"u%d\"; name = \"U%d\";", u ? "," : "", u, u);
		if (s->unit[u].group != NO_GROUP)
			say(p, " group = \"g%d\";", s->unit[u].group);
		if (!s->unit[u].assessed)
			say(p, " assessed = false;");
		say(p, " }");
	}
	say(p, " );\n");
}

static void say_grades(struct page *p, const struct scheme *s)
{
	if (s->grades)
		say(p, "grades = (");
	for (int i = 0; i < s->grades; i++) {
		const struct grading *g = &s->grade[i];
		say(p, "%s { id = \"q%d\"; name = \"Q%d\";", i ? "," : "", i, i);
		if (g->from.given)
			say_number(p, "from", g->from.x);
		if (g->quota.given)
			say_number(p, "quota", g->quota.x);
		if (g->most != NOBODY)
			say(p, " most = %d;", g->most);
		say(p, " }%s", i == s->grades - 1 ? " );\n" : "");
	}
}

static void say_effects(struct page *p, const struct scheme *s)
{
	static const char *const kinds[] = {"lift", "cap", "unranked"};
	if (s->effects)
		say(p, "consequences = (");
	for (int i = 0; i < s->effects; i++) {
		const struct influence *e = &s->effect[i];
		say(p, "%s { id = \"c%d\"; name = \"C%d\"; item = \"n%d\"; effect = \"%s\";",
		    i ? "," : "", i, i, e->node, kinds[e->kind]);
		say_number(p, e->below ? "below" : "from", e->from);
		if (e->kind == IT_LIFTS)
			say(p, " by = %d;", e->by);
		if (e->kind == IT_CAPS)
			say(p, " grade = \"q%d\";", e->grade);
		say(p, " }%s", i == s->effects - 1 ? " );\n" : "");
	}
}

void scheme_write(const struct scheme *s, char text[SCHEME_TEXT])
{
	struct page p = {text, 0};
	int last = s->nodes - 1;
	text[0] = '\0';
	say(&p, "kaohe = 1; id = \"scheme\"; title = \"t\"; source = { title = \"t\"; };\n");
	say_periods(&p, s);
	say_units(&p, s);
	say(&p, "scoring = (\n");
	while (!s->node[last].leaf)
		last--;
	for (int i = 0; i < s->nodes; i++)
		if (s->node[i].leaf)
			say_scoring(&p, &s->node[i], i, i == last);
	say(&p, ");\n");
	say_number(&p, "points", s->node[0].nominal);
	say_combining(&p, &s->node[0]);
	say_children(&p, s, 0);
	say(&p, "\npublished = { decimals = %d; rounding = \"%s\"; };\n", s->decimals,
	    roundings[s->rounding]);
	say(&p, "rank = { on = \"%s\"; ties = \"%s\"; in_groups = %s; };\n",
	    s->rank_on_exact ? "exact" : "published", s->dense ? "dense" : "competition",
	    s->in_groups ? "true" : "false");
	say_grades(&p, s);
	say_effects(&p, s);
}
