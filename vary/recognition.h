/* recognition.h - figures that are uncertain: which submitted projects are recognised, who judges.
 *
 * Of each count every project is recognised with a probability, independently of the others
 * (binomial). Points that several scorers judged are those of one of them, each as likely. Values,
 * marks of departments and points of a single scorer stay as they are.
 */
#ifndef KAOHE_RECOGNITION_H
#define KAOHE_RECOGNITION_H

#include "vary/model.h"
#include "vary/stream.h"

struct recognition;

/* Room for draws of one thread; in the arena. */
void *recognition_work(struct arena *a, const struct recognition *r);

/* values[unit * n_weights + weight] of one draw, as in struct model; a function of seed, draw and
 * purpose. */
void recognition_draw(const struct recognition *r, uint64_t seed, uint64_t draw,
                      enum stream_purpose purpose, double *values, void *work);

#endif
