#include "cli/progress_bar.h"
#include "engine/diag.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Milliseconds: until anything is shown, and between two showings. */
enum { PATIENCE = 300, INTERVAL = 100, WIDTH = 30, LINE = 200, PERCENT = 100, MINUTE = 60 };

static int64_t milliseconds(const struct timespec *from, const struct timespec *to)
{
	return ((int64_t)to->tv_sec - from->tv_sec) * 1000 +
	       (to->tv_nsec - from->tv_nsec) / 1000000;
}

struct progress_bar progress_bar_new(enum lang lang)
{
	return (struct progress_bar){.lang = lang, .terminal = isatty(STDERR_FILENO) == 1};
}

static void draw(const struct progress_bar *bar, uint64_t done, uint64_t of, int64_t elapsed)
{
	double share = (double)done / (double)of;
	char blocks[WIDTH * 3 + 1] = "", line[LINE];
	int filled = (int)(share * WIDTH);
	for (int i = 0; i < WIDTH; i++)
		strcat(blocks, i < filled ? "█" : "░");
	int64_t left = done > 0 ? (int64_t)((double)elapsed * (1 / share - 1) / 1000) + 1 : 0;
	bool minutes = left >= 2 * MINUTE;
	snprintf(line, sizeof line,
	         "\r\x1b[K%s %3d%%  %" PRIu64 " / %" PRIu64 "  %s %" PRId64 " %s", blocks,
	         (int)(share * PERCENT), done, of, text_in(TEXT_bar_left, bar->lang),
	         minutes ? left / MINUTE : left,
	         text_in(minutes ? TEXT_bar_minutes : TEXT_bar_seconds, bar->lang));
	fputs(line, stderr);
}

void progress_bar_show(void *context, uint64_t done, uint64_t of)
{
	struct progress_bar *bar = context;
	struct timespec now;
	if (!bar->terminal || of == 0 || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return;
	if (of != bar->of) {
		bar->of = of;
		bar->since = bar->last = now;
	}
	if (milliseconds(&bar->since, &now) < PATIENCE || milliseconds(&bar->last, &now) < INTERVAL)
		return;
	bar->last = now;
	bar->shown = true;
	draw(bar, done, of, milliseconds(&bar->since, &now));
}

void progress_bar_end(struct progress_bar *bar)
{
	if (bar->shown)
		fputs("\r\x1b[K", stderr);
	bar->shown = false;
}
