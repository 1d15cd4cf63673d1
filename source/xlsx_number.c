/* xlsx_number.c - see xlsx_number.h. Digits are handled as text: no double, no locale. */
#include "source/xlsx_number.h"
#include "engine/date.h"
#include <string.h>

enum {
	DIGITS = 15,        /* of what was typed; those behind them come from binary arithmetic */
	EXPONENT_MAX = 400, /* beyond any double */
	DAYS_MAX = 2958465  /* 9999-12-31 */
};

/* ---- formats ---- */

/* Leaves the letters that stand for parts of a number or day: no quoted text, no [colour], no
 * escaped character. Only the first section, up to ";". */
static void plain_code(const char *code, char *out, size_t size)
{
	size_t n = 0;
	for (; *code != '\0' && *code != ';' && n + 1 < size; code++) {
		const char *end = *code == '"'   ? strchr(code + 1, '"')
		                  : *code == '[' ? strchr(code, ']')
		                                 : NULL;
		if (end != NULL)
			code = end;
		else if ((*code == '\\' || *code == '_' || *code == '*') && code[1] != '\0')
			code++;
		else
			out[n++] = *code >= 'A' && *code <= 'Z' ? (char)(*code - 'A' + 'a') : *code;
	}
	out[n] = '\0';
}

enum number_style number_style(const char *code)
{
	static const char general[] = "general";
	char plain[256];
	plain_code(code, plain, sizeof plain);
	if (strncmp(plain, general, sizeof general - 1) == 0)
		return STYLE_NUMBER;
	if (strpbrk(plain, "yd") != NULL ||
	    (strchr(plain, 'm') != NULL && strpbrk(plain, "hs") == NULL) ||
	    strstr(plain, "aaa") != NULL)
		return STYLE_DATE;
	return strchr(plain, '%') != NULL ? STYLE_PERCENT : STYLE_NUMBER;
}

enum number_style number_style_built_in(unsigned long id)
{
	static const struct {
		unsigned long first, last;
		enum number_style style;
	} rows[] = {{9, 10, STYLE_PERCENT}, {14, 17, STYLE_DATE}, {22, 22, STYLE_DATE},
	            {27, 31, STYLE_DATE},   {36, 36, STYLE_DATE}, {50, 54, STYLE_DATE},
	            {57, 58, STYLE_DATE}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (id >= rows[i].first && id <= rows[i].last)
			return rows[i].style;
	return STYLE_NUMBER;
}

/* ---- digits ---- */

/* digits[0] . digits[1] ... times ten to the power of `exponent`; n == 0: zero. No zero at either
 * end. */
struct decimal {
	bool negative;
	char digits[DIGITS + 2];
	size_t n;
	long exponent;
};

static void add_digit(struct decimal *d, char digit, bool behind_point, long *point)
{
	if (d->n == 0 && digit == '0') {
		*point -= behind_point;
		return;
	}
	*point += !behind_point;
	if (d->n <= DIGITS) /* one more, to round by */
		d->digits[d->n++] = digit;
}

/* [+-] digits [. digits] [e [+-] digits] */
static bool read(const char *text, struct decimal *d)
{
	*d = (struct decimal){.negative = *text == '-'};
	text += *text == '-' || *text == '+';
	bool behind_point = false, any = false;
	long point = 0, power = 0;
	for (; (*text >= '0' && *text <= '9') || (*text == '.' && !behind_point); text++) {
		if (*text == '.')
			behind_point = true;
		else
			add_digit(d, *text, behind_point, &point);
		any = any || *text != '.';
	}
	if (any && (*text == 'e' || *text == 'E')) {
		bool down = text[1] == '-';
		text += 1 + (text[1] == '-' || text[1] == '+');
		any = *text >= '0' && *text <= '9';
		for (; *text >= '0' && *text <= '9' && power <= EXPONENT_MAX; text++)
			power = 10 * power + (*text - '0');
		power = down ? -power : power;
	}
	d->exponent = point - 1 + power;
	return any && *text == '\0' && d->exponent <= EXPONENT_MAX && d->exponent >= -EXPONENT_MAX;
}

static void strip(struct decimal *d)
{
	while (d->n > 0 && d->digits[d->n - 1] == '0')
		d->n--;
	d->exponent = d->n == 0 ? 0 : d->exponent;
	d->negative = d->negative && d->n > 0;
}

/* To DIGITS digits, half away from zero. */
static void round_off(struct decimal *d)
{
	bool up = d->n > DIGITS && d->digits[DIGITS] >= '5';
	size_t i = DIGITS;
	if (d->n > DIGITS)
		d->n = DIGITS;
	while (up && i > 0) {
		i--;
		up = d->digits[i] == '9';
		d->digits[i] = up ? '0' : (char)(d->digits[i] + 1);
	}
	if (up) { /* 999… has become 1000… */
		d->digits[0] = '1';
		d->exponent++;
	}
	strip(d);
}

static char digit_at(const struct decimal *d, long place)
{
	return place >= 0 && (size_t)place < d->n ? d->digits[place] : '0';
}

static const char *print(struct arena *a, const struct decimal *d, const char *after)
{
	long last = (long)d->n - 1, low = d->exponent < 0 ? d->exponent : 0;
	size_t room = (size_t)(d->exponent > 0 ? d->exponent : -low) + d->n + strlen(after) + 4,
	       n = 0;
	char *out = arena_alloc(a, room);
	if (d->negative)
		out[n++] = '-';
	for (long place = low; place <= d->exponent; place++)
		out[n++] = digit_at(d, place);
	for (long place = d->exponent + 1; place <= last; place++) {
		if (place == d->exponent + 1)
			out[n++] = '.';
		out[n++] = digit_at(d, place);
	}
	memcpy(out + n, after, strlen(after) + 1);
	return out;
}

/* ---- days ---- */

static enum number_fault day_shown(struct arena *a, const struct decimal *d, bool from_1904,
                                   const char **text)
{
	long serial = 0, day;
	for (long place = 0; place <= d->exponent && serial <= DAYS_MAX; place++)
		serial = 10 * serial + (digit_at(d, place) - '0');
	/* In the calendar from 1900, day 60 is 29 February 1900, which never was. */
	if (d->negative || serial > DAYS_MAX || (!from_1904 && (serial < 1 || serial == 60)))
		return NUMBER_NO_DAY;
	const char *origin = from_1904 ? "1904-01-01" : serial < 60 ? "1899-12-31" : "1899-12-30";
	(void)date_read(origin, &day);
	*text = date_text(a, day + serial);
	long beyond;
	return date_read(*text, &beyond) ? NUMBER_SOUND : NUMBER_NO_DAY;
}

enum number_fault number_shown(struct arena *a, const char *stored, enum number_style style,
                               bool from_1904, const char **text)
{
	struct decimal d;
	*text = stored;
	if (!read(stored, &d))
		return NUMBER_NONE;
	round_off(&d);
	if (style == STYLE_DATE)
		return day_shown(a, &d, from_1904, text);
	if (d.n > 0 && d.exponent >= DIGITS)
		return NUMBER_CUT;
	if (style == STYLE_PERCENT)
		d.exponent += d.n > 0 ? 2 : 0;
	*text = print(a, &d, style == STYLE_PERCENT ? "%" : "");
	return NUMBER_SOUND;
}
