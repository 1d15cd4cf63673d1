/* progress_judge.h - internal to progress: shares, growth and colour of one line.
 *
 * The line has its indicator, target, span, latest, covered, gaps, baseline and value; value may be
 * NULL.
 */
#ifndef KAOHE_PROGRESS_JUDGE_H
#define KAOHE_PROGRESS_JUDGE_H

#include "engine/progress.h"
#include "engine/series.h"

/* due, way, time, attainment, gap. */
void progress_shares(struct arena *a, const struct plan *p, long as_of, struct progress *line);

/* earlier, growth, required, needed, pace, projected. cover: of an average, what was compounded. */
void progress_growths(struct arena *a, const struct plan *p, const struct series *s,
                      const struct series_cover *cover, struct progress *line);

/* met, reason, measure, score, colour; then the outlook. */
void progress_judge(struct arena *a, const struct plan *p, long as_of, struct progress *line);

#endif
