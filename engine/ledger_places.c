#include "engine/ledger_places.h"

#include <string.h>

static const char *const known[] = {
        "中国", "北京", "天津", "上海", "重庆", "河北", "山西",   "辽宁", "吉林", "黑龙江",
        "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",   "湖北", "湖南", "广东",
        "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海",   "台湾", "广西", "西藏",
        "宁夏", "新疆", "香港", "澳门", "杭州", "宁波", "温州",   "嘉兴", "湖州", "绍兴",
        "金华", "衢州", "舟山", "台州", "丽水", "义乌", "南京",   "苏州", "无锡", "常州",
        "广州", "深圳", "成都", "武汉", "合肥", "宣城", "长三角", "华东"};
static const char *const behind[] = {"省", "市", "县", "区"};
static const char *const branches[] = {"分公司", "子公司", "分厂",   "分店",   "分院",  "分部",
                                       "分行",   "支行",   "办事处", "营业部", "项目部"};

enum { SHELVES = 256 };

struct word {
	const char *text;
	size_t length;
	const struct word *next; /* on the same shelf */
};

struct ledger_places {
	const struct word *shelves[SHELVES]; /* by the first character */
};

/* Nearly all words begin with a character of three bytes. */
static size_t shelf_of(const char *text)
{
	const unsigned char *t = (const unsigned char *)text;
	return t[0] < 0x80 || !t[1] ? t[0] : (t[1] * 7u + t[2] * 13u) % SHELVES;
}

static void add(struct arena *a, struct ledger_places *p, const char *text, size_t length)
{
	struct word *w = ARENA_NEW(a, struct word);
	const struct word **shelf = &p->shelves[shelf_of(text)];
	*w = (struct word){arena_copy_n(a, text, length), length, *shelf};
	*shelf = w;
}

static bool ends_with(const char *text, size_t n, const char *end)
{
	const size_t length = strlen(end);
	return n >= length && memcmp(text + n - length, end, length) == 0;
}

/* 安吉县 also as 安吉: what stands behind is read with the word. Words of one character would be
 * found in any name. */
static void add_unit(struct arena *a, struct ledger_places *p, const char *name)
{
	size_t n = name ? strlen(name) : 0;
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		if (ends_with(name, n, behind[i])) {
			n -= strlen(behind[i]);
			break;
		}
	if (n >= strlen("安吉"))
		add(a, p, name, n);
}

struct ledger_places *ledger_places_new(struct arena *a, const struct method *m)
{
	struct ledger_places *p = ARENA_NEW(a, struct ledger_places);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		add(a, p, known[i], strlen(known[i]));
	for (size_t i = 0; i < m->n_units; i++)
		add_unit(a, p, m->units[i].named.name.in[LANG_ZH]);
	return p;
}

/* ---- words of a name ---- */

/* Bytes from `from` to `end`. */
struct range {
	size_t from, end;
};

struct ranges {
	struct range list[LEDGER_PLACES_WORDS];
	size_t n;
};

static void add_range(struct ranges *out, size_t from, size_t end)
{
	if (out->n < LEDGER_PLACES_WORDS)
		out->list[out->n++] = (struct range){from, end};
}

/* The longest word at the text, with what stands behind it; 0: none. */
static size_t place_at(const struct ledger_places *p, const char *text)
{
	size_t longest = 0;
	for (const struct word *w = p->shelves[shelf_of(text)]; w; w = w->next)
		if (w->length > longest && strncmp(text, w->text, w->length) == 0)
			longest = w->length;
	for (size_t i = 0; i < sizeof behind / sizeof *behind && longest > 0; i++)
		if (strncmp(text + longest, behind[i], strlen(behind[i])) == 0)
			return longest + strlen(behind[i]);
	return longest;
}

static size_t branch_at_end(const char *key, size_t n)
{
	for (size_t i = 0; i < sizeof branches / sizeof *branches; i++)
		if (ends_with(key, n, branches[i]))
			return strlen(branches[i]);
	return 0;
}

static void find_words(const struct ledger_places *p, const char *key, size_t n, struct ranges *out)
{
	const size_t branch = branch_at_end(key, n);
	out->n = 0;
	if (branch > 0)
		add_range(out, n - branch, n);
	for (size_t at = 0; at < n - branch;) {
		const size_t length = place_at(p, key + at);
		if (length > 0)
			add_range(out, at, at + length);
		at += length > 0 ? length : 1;
	}
}

static bool left_out(const struct ranges *words, unsigned set, size_t at)
{
	for (size_t i = 0; i < words->n; i++)
		if ((set >> i & 1) && at >= words->list[i].from && at < words->list[i].end)
			return true;
	return false;
}

/* False where too little is left. */
static bool shorten(const char *key, size_t n, const struct ranges *words, unsigned set, char *out)
{
	size_t characters = 0;
	for (size_t at = 0; at < n; at++) {
		if (left_out(words, set, at))
			continue;
		characters += ((unsigned char)key[at] & 0xC0) != 0x80;
		*out++ = key[at];
	}
	*out = '\0';
	return characters >= LEDGER_PLACES_LEAST;
}

void ledger_places_shorten(const struct ledger_places *p, const char *key,
                           struct ledger_shorter *out)
{
	struct ranges words;
	const size_t n = strlen(key);
	out->n = 0;
	if (n >= LEDGER_PLACES_BYTES)
		return;
	find_words(p, key, n, &words);
	for (unsigned set = 1; set < 1u << words.n; set++)
		out->n += shorten(key, n, &words, set, out->texts[out->n]);
}
