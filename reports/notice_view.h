/* notice_view.h - the year-end notice (通报): one view of a scored case and of how firm its ranks
 * are, for every file of `kaohe report`.
 *
 * Internal to reports/, but for struct notice, which cli/ fills.
 */
#ifndef KAOHE_NOTICE_VIEW_H
#define KAOHE_NOTICE_VIEW_H

#include "reports/report.h"
#include "reports/view.h"

struct notice {
	const struct sheet *sheet; /* with reasons: of score_run() */
	const struct heading *heading;
	const struct firmness_report *firmness; /* NULL: there is nothing to say, see no_firmness */
	struct words no_firmness;               /* why not */
	size_t unit; /* it is for this one alone: nothing of the others but what is published to
	                all; NONE: it is for everybody */
	enum lang lang;
};

/* Writers with a switch of languages call it twice, with another notice->lang; the firmness report
 * is then to be copied with that language too: notice_in(). */
const struct view *notice_view(struct arena *a, const struct notice *n);

/* The same notice in another language. */
const struct notice *notice_in(struct arena *a, const struct notice *n, enum lang lang);

#endif
