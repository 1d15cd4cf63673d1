#include "vary/recognition.h"
void *recognition_work(struct arena *a, const struct recognition *r)
{
	(void)a;
	(void)r;
	return 0;
}
void recognition_draw(const struct recognition *r, uint64_t seed, uint64_t draw,
                      enum stream_purpose purpose, double *values, void *work)
{
	(void)r;
	(void)seed;
	(void)draw;
	(void)purpose;
	(void)values;
	(void)work;
}
