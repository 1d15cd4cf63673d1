/* progress_bar.h - how far long work is, on one line of the terminal.
 *
 * Shown on standard error, and only where that is a terminal: a log file has no use for it. Nothing
 * is shown of work that is soon done. This is the only place of the program that asks the clock,
 * and nothing of it reaches a report.
 */
#ifndef KAOHE_PROGRESS_BAR_H
#define KAOHE_PROGRESS_BAR_H

#include "engine/words.h"
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct progress_bar {
	enum lang lang;
	bool terminal, shown;
	uint64_t of; /* of the work in hand; another number is other work */
	struct timespec since, last;
};

struct progress_bar progress_bar_new(enum lang lang);
/* A struct watch's progress(); context: the bar. */
void progress_bar_show(void *context, uint64_t done, uint64_t of);
/* Wipes it off, so that a report can follow. */
void progress_bar_end(struct progress_bar *bar);

#endif
