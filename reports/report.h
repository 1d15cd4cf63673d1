/* report.h - the sheet as people and programs read it. One writer per format, one row each. */
#ifndef KAOHE_REPORT_H
#define KAOHE_REPORT_H

#include "engine/aggregate.h"
#include "engine/buffer.h"
#include "engine/figures.h"
#include "engine/progress.h"
#include "engine/sheet.h"
#include "engine/words.h"
#include "vary/allocation.h"
#include "vary/difference.h"
#include "vary/firmness.h"
#include "vary/goal.h"
#include "vary/self_check.h"
#include "vary/whatif.h"
#include <stdbool.h>

/* How text looks. Only a terminal gets anything but zeros, so that files are the same anywhere. */
struct report_look {
	bool colour;
	size_t width; /* columns; 0: the widest, 120 */
};

struct report {
	const struct sheet *sheet;
	const struct heading *heading;
	enum lang lang;
	struct report_look look;
};

/* Where the indicators of a plan stand. */
struct standing_request {
	const struct method *method;
	const struct progress_report *progress;
	const struct heading *heading;
	const char *department; /* only its indicators; NULL: all */
	size_t indicator;       /* this one in detail; NONE: all */
	enum lang lang;
	struct report_look look;
};

/* How firm the ranking is. */
struct firmness_report {
	const struct method *method; /* of a plain table: its units and items */
	const struct sheet *sheet;   /* NULL for a plain table */
	const struct heading *heading;
	const struct firmness *const *fields; /* one per ranking */
	size_t n;
	const bool *const *made;       /* [field][row of analyses[]]: what there is to report */
	bool interrupted;              /* by the user: not all that was asked for is there */
	const char *const *recognised; /* rules by which figures are uncertain, as given */
	size_t n_recognised;
	/* The words of --only of what was not made because there are too many units, or "". */
	const char *left_out;
	enum lang lang;
	struct report_look look;
};

/* Two cases side by side; the report is that of the second. */
struct difference_report {
	const struct difference *difference;
	const struct heading *before;
	const char *names[2]; /* as given */
};

struct report_writer {
	const char *format; /* "text", "csv", "json" */
	bool reasons; /* score() says how every number came about; else score_brief() will do */
	void (*score)(struct buffer *out, const struct report *r);
	void (*aggregate)(struct buffer *out, const struct report *r, const struct aggregates *g);
	void (*progress)(struct buffer *out, const struct standing_request *r);
	void (*sensitivity)(struct buffer *out, const struct firmness_report *r);
	void (*whatif)(struct buffer *out, const struct report *r, const struct whatif *w);
	void (*goal)(struct buffer *out, const struct report *r, const struct goal *g);
	void (*check)(struct buffer *out, const struct report *r, const struct self_check *x);
	void (*diff)(struct buffer *out, const struct report *r, const struct difference_report *x);
	void (*allocate)(struct buffer *out, const struct report *r, const struct allocation *x);
};
extern const struct report_writer report_writers[]; /* ends with format == NULL */
const struct report_writer *report_find(const char *format);

/* The trace of one unit, from the total down to the input cells. item: NONE for all. */
void report_explain(struct buffer *out, const struct report *r, size_t unit, size_t item);

/* One rule file: title, source, periods, policies with alternatives and why. */
void report_rules(struct buffer *out, const struct method *m, enum lang lang,
                  struct report_look look);
/* The same in short: id, title, source, periods, policies with their alternatives. */
void report_rules_brief(struct buffer *out, const struct method *m, enum lang lang,
                        struct report_look look);

#endif
