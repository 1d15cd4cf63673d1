#include "reports/bars.h"
#include "engine/buffer.h"
#include "reports/display.h"
#include <assert.h>
#include <stdbool.h>

/* Repeats a glyph. */
static void fill(struct buffer *out, const char *glyph, size_t n)
{
	while (n-- > 0)
		buffer_add(out, glyph);
}

static void check_width(size_t width)
{
	assert(width > 0 && width <= BARS_WIDTH_MAX);
	(void)width;
}

/* The cell of a value. */
static size_t cell(struct bars_scale scale, double x, size_t width)
{
	check_width(width);
	assert(scale.from < scale.to && x >= scale.from && x <= scale.to);
	size_t k = (size_t)((x - scale.from) / (scale.to - scale.from) * (double)width);
	return k < width ? k : width - 1;
}

const char *bars_share(struct arena *a, double share, size_t width)
{
	static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	enum { EIGHTHS = 8 };
	struct buffer out;
	check_width(width);
	assert(share >= 0 && share <= 1);
	size_t eighths = (size_t)(share * (double)(EIGHTHS * width) + 0.5);
	size_t whole = eighths / EIGHTHS, rest = eighths % EIGHTHS;
	buffer_start(&out, a);
	fill(&out, "█", whole);
	buffer_add(&out, parts[rest]);
	fill(&out, " ", width - whole - (rest > 0));
	return out.text;
}

/* Index of the share that the next column goes to. */
static size_t neediest(const double *rest, size_t n)
{
	size_t best = 0;
	for (size_t i = 1; i < n; i++)
		if (rest[i] > rest[best])
			best = i;
	return best;
}

const char *bars_stacked(struct arena *a, const double *shares, const char *const *glyphs, size_t n,
                         size_t width)
{
	struct buffer out;
	double sum = 0, *rest = ARENA_NEWS(a, double, n);
	size_t left = width, *cells = ARENA_NEWS(a, size_t, n);
	check_width(width);
	for (size_t i = 0; i < n; i++)
		sum += shares[i];
	assert(sum > 0);
	for (size_t i = 0; i < n; i++) {
		double exact = shares[i] / sum * (double)width;
		cells[i] = (size_t)exact;
		cells[i] = cells[i] < left ? cells[i] : left;
		rest[i] = shares[i] > 0 ? exact - (double)cells[i] : -1;
		left -= cells[i];
	}
	for (; left > 0; left--) {
		size_t i = neediest(rest, n);
		cells[i]++;
		rest[i] -= 1;
	}
	buffer_start(&out, a);
	for (size_t i = 0; i < n; i++)
		fill(&out, glyphs[i], cells[i]);
	return out.text;
}

const char *bars_rank_glyph(size_t rank)
{
	static const char glyphs[][2] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c",
	                                 "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o",
	                                 "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z"};
	enum { GLYPHS = sizeof glyphs / sizeof *glyphs };
	assert(rank > 0);
	return rank <= GLYPHS ? glyphs[rank - 1] : "+";
}

/* A line whose cells are drawn one by one. */
struct line {
	const char *glyphs[BARS_WIDTH_MAX];
	size_t width;
};

static struct line line_of(const char *glyph, size_t width)
{
	struct line l = {.width = width};
	check_width(width);
	for (size_t i = 0; i < width; i++)
		l.glyphs[i] = glyph;
	return l;
}

static void stroke(struct line *l, const char *glyph, size_t from, size_t to)
{
	for (size_t i = from; i <= to; i++)
		l->glyphs[i] = glyph;
}

static const char *drawn(struct arena *a, const struct line *l)
{
	struct buffer out;
	buffer_start(&out, a);
	for (size_t i = 0; i < l->width; i++)
		buffer_add(&out, l->glyphs[i]);
	return out.text;
}

const char *bars_interval(struct arena *a, struct bars_scale scale, double low, double mark,
                          double high, size_t width)
{
	return bars_nested(a, scale, low, mark, mark, mark, high, width);
}

const char *bars_nested(struct arena *a, struct bars_scale scale, double low, double inner_low,
                        double mark, double inner_high, double high, size_t width)
{
	struct line l = line_of(" ", width);
	assert(low <= inner_low && inner_low <= mark && mark <= inner_high && inner_high <= high);
	size_t first = cell(scale, low, width), last = cell(scale, high, width);
	stroke(&l, "─", first, last);
	l.glyphs[first] = "├";
	l.glyphs[last] = "┤";
	if (inner_low < inner_high)
		stroke(&l, "━", cell(scale, inner_low, width), cell(scale, inner_high, width));
	l.glyphs[cell(scale, mark, width)] = "●";
	return drawn(a, &l);
}

const char *bars_swing(struct arena *a, struct bars_scale scale, double low, double base,
                       double high, size_t width)
{
	struct line l = line_of(" ", width);
	assert(low <= base && base <= high);
	size_t middle = cell(scale, base, width);
	if (low < base)
		stroke(&l, "░", cell(scale, low, width), middle);
	if (high > base)
		stroke(&l, "█", middle, cell(scale, high, width));
	l.glyphs[middle] = "│";
	return drawn(a, &l);
}

const char *bars_mark(struct arena *a, struct bars_scale scale, double mark, size_t width)
{
	struct line l = line_of("·", width);
	l.glyphs[cell(scale, mark, width)] = "●";
	return drawn(a, &l);
}

const char *bars_axis(struct arena *a, const char *from, const char *middle, const char *to,
                      size_t width)
{
	struct buffer out;
	size_t left = display_width(from), centre = display_width(middle),
	       right = display_width(to);
	check_width(width);
	buffer_start(&out, a);
	if (left + right + 1 > width) {
		fill(&out, " ", width);
		return out.text;
	}
	buffer_add(&out, from);
	size_t at = (width - centre) / 2; /* where the middle begins */
	bool room = centre > 0 && centre <= width && at > left && at + centre + right < width;
	if (room) {
		fill(&out, " ", at - left);
		buffer_add(&out, middle);
		left = at + centre;
	}
	fill(&out, " ", width - left - right);
	buffer_add(&out, to);
	return out.text;
}
