/* scheme.h - a random assessment method of any kind, with its figures, before anything is scored.
 *
 * Nodes are stored parents first; node 0 is the whole. Units that are not assessed come anywhere.
 */
#ifndef KAOHE_RECOUNT_SCHEME_H
#define KAOHE_RECOUNT_SCHEME_H

#include "tests/recount/fraction.h"
#include "tests/recount/world.h"

enum { MOST_UNITS = 8, MOST_NODES = 9, MOST_BANDS = 3, KINDS = 2, BODIES = 3, VOICES = 5 };
enum { MOST_GRADES = 3, MOST_EFFECTS = 2, NO_GROUP = -1, NOBODY = -1 };
/* Where a scheme is not combined, only NOW and BASE hold figures; else all but NOW. */
enum { NOW, FIRST_PART, SECOND_PART, BASE, SPANS };

enum how {
	BY_VALUE,
	BY_PROPORTIONAL,
	BY_THRESHOLD,
	BY_STEPS,
	BY_BANDS,
	BY_GOALPOSTS,
	BY_EFFICACY,
	BY_TIME_PROGRESS,
	BY_RELATIVE,
	BY_RANK,
	BY_MINMAX,
	BY_AVERAGE,
	BY_ZSCORE,
	BY_BORDA,
	BY_BLEND, /* the first that has no measure */
	BY_JUDGED,
	BY_RATERS,
	HOWS
};
enum together { SUMMED, WEIGHTED, GEOMETRIC, PRODUCT, MINIMUM, TOGETHERS };

/* Every parameter that is a number, of whatever method. */
enum number {
	N_TARGET,
	N_FULL,
	N_LIMIT,
	N_LOW,
	N_HIGH,
	N_MET,
	N_UNMET,
	N_BONUS,
	N_EVERY,
	N_BONUS_MOST,
	N_START,
	N_OVER,
	N_UNDER,
	N_PER,
	N_FLOOR,
	N_SATISFACTORY,
	N_FROM,
	N_TO,
	N_DUE,
	N_SCALE,
	N_EQUAL,
	N_FIRST,
	N_STEP,
	N_CENTRE,
	N_TIE,
	N_BELOW,
	N_TRIM_FROM,
	N_NEUTRAL,
	NUMBERS
};
/* Every parameter that is a word; their values are indexes of scheme_choices[]. */
enum word {
	W_OF,
	W_LOG,
	W_DIRECTION,
	W_MISSING,
	W_AMONG,
	W_EVERY_OF,
	W_PART,
	W_BOUNDARY,
	W_AGAINST,
	W_CLIP,
	W_REFERENCE,
	W_FORM,
	W_TIES,
	W_SD,
	W_COUNTING,
	W_ABSENT,
	WORDS
};
#define NOT_SAID (-1)
enum { OF_VALUE, OF_CHANGE, OF_GROWTH, OF_COUNT, OF_COMPLETION };
enum { LOG_NONE, LOG_E, LOG_10, LOG_2 };
enum { GAP_REFUSE, GAP_EXCLUDE, GAP_ZERO, GAP_NEUTRAL };
enum { PART_DOWN, PART_PROPORTIONAL, PART_UP };
enum { AGAINST_NONE, AGAINST_MEAN, AGAINST_BEST, AGAINST_WORST, AGAINST_PERCENTILE };
enum { CLIP_BOTH, CLIP_LOW, CLIP_HIGH, CLIP_NONE };
enum { REFERENCE_BEST, REFERENCE_WORST, REFERENCE_MEAN, REFERENCE_SUM };
enum { PLACES_COMPETITION, PLACES_DENSE, PLACES_AVERAGE };
enum { IDLE_REDISTRIBUTE, IDLE_FULL, IDLE_ZERO };
enum { WITHIN, A_BONUS, A_DEDUCTION };
enum { IT_LIFTS, IT_CAPS, IT_EXCLUDES };
enum { HALF_UP, HALF_EVEN, CUT_OFF, RAISED };

extern const char *const scheme_hows[HOWS], *const scheme_togethers[TOGETHERS];
extern const char *const scheme_numbers[NUMBERS], *const scheme_words[WORDS];
extern const char *const scheme_choices[WORDS][6]; /* each ends with NULL */

struct optional {
	bool given;
	struct fraction x;
};

struct band {
	struct fraction from, mark;
	struct optional side;
};

struct entry {
	enum cell_state state;
	struct fraction x;
};

struct node {
	int parent; /* NOBODY for the whole */
	bool leaf;
	int beside;              /* WITHIN, A_BONUS, A_DEDUCTION */
	struct fraction share;   /* weight, or points; of a child that carries neither nothing */
	struct fraction nominal; /* full points as the rule file declares or implies them */
	/* Inner: */
	enum together together;
	int idle;
	bool unlimited, normalised;
	/* Leaf: */
	enum how how;
	struct optional number[NUMBERS];
	int word[WORDS];
	struct band band[MOST_BANDS];
	int bands, side;              /* side: a node, or NOBODY */
	struct optional part[BODIES]; /* share of a type, weight of a body of scorers */
};

struct person { /* of the assessed or other units */
	bool assessed;
	int group; /* 0, 1, NO_GROUP */
};

/* The points that one node has of one unit in one span. */
struct voices {
	int n;
	struct fraction points[VOICES];
	int body[VOICES]; /* BODIES: one that is not listed */
};

struct grading {
	struct optional from, quota;
	int most; /* NOBODY: no such limit */
};

struct influence {
	int node, kind, by, grade;
	bool below; /* takes effect below `from`, not from it on */
	struct fraction from;
};

struct scheme {
	int units, nodes;
	struct person unit[MOST_UNITS];
	struct node node[MOST_NODES];
	bool combined;
	struct fraction part_weight[2];
	int first_day[SPANS], last_day[SPANS]; /* days of 2024, from 1 */
	int as_of;                             /* likewise; 0 and below lie in 2023 */
	int decimals;
	int rounding; /* HALF_UP … */
	bool rank_on_exact, dense, in_groups;
	int grades, effects;
	struct grading grade[MOST_GRADES];
	struct influence effect[MOST_EFFECTS];
	struct entry value[SPANS][MOST_UNITS][MOST_NODES];
	struct entry target[SPANS][MOST_UNITS][MOST_NODES][KINDS + 1]; /* the last: of values */
	struct entry count[SPANS][MOST_UNITS][MOST_NODES][KINDS];
	struct voices voices[SPANS][MOST_UNITS][MOST_NODES];
};

/* The scheme of that number; `how` is the method of its first leaf, or HOWS for any. */
void scheme_draw(struct scheme *s, uint64_t number, enum how how);

static inline bool scheme_measured(const struct node *n)
{
	return n->leaf && n->how < BY_BLEND;
}
static inline bool scheme_compares(const struct node *n)
{
	return n->leaf && ((n->how >= BY_RELATIVE && n->how <= BY_BORDA) || n->how == BY_BANDS);
}
static inline bool scheme_has_target(const struct node *n)
{
	return n->leaf &&
	       ((n->how >= BY_PROPORTIONAL && n->how <= BY_STEPS) || n->how == BY_TIME_PROGRESS);
}
/* Is it scored by counts of types? */
bool scheme_counted(const struct node *n);

#define SCHEME_TEXT 24000
/* Its rule file. */
void scheme_write(const struct scheme *s, char text[SCHEME_TEXT]);

#endif
