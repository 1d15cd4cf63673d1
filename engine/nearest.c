#include "engine/nearest.h"
#include "engine/diag.h"
#include <string.h>

static size_t least(size_t x, size_t y)
{
	return x < y ? x : y;
}

/* How many letters must be changed, added, removed or swapped with their neighbour. */
static size_t distance(struct arena *a, const char *x, const char *y)
{
	size_t n = strlen(x), m = strlen(y), width = m + 1;
	size_t *d = ARENA_NEWS(a, size_t, (n + 1) * width);
	for (size_t i = 0; i <= n; i++)
		d[i * width] = i;
	for (size_t j = 0; j <= m; j++)
		d[j] = j;
	for (size_t i = 1; i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			size_t *here = &d[i * width + j];
			*here = least(here[-1] + 1, *(here - width) + 1);
			*here = least(*here, *(here - width - 1) + (x[i - 1] != y[j - 1]));
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
				*here = least(*here, *(here - 2 * width - 2) + 1);
		}
	}
	return d[n * width + m];
}

const char *nearest(struct arena *a, const char *word, const char *const *words)
{
	const char *best = NULL;
	/* Of two letters, one that fits is no likeness. */
	size_t length = strlen(word), allowed = length > 2 ? length / 3 + 1 : 0;
	if (length < 2 || length > 40)
		return NULL;
	for (size_t i = 0; words[i] != NULL; i++) {
		size_t far = strncmp(words[i], word, length) == 0 ? 0 : distance(a, word, words[i]);
		if (far > allowed || far >= strlen(words[i]))
			continue;
		best = words[i];
		allowed = far > 0 ? far - 1 : 0;
		if (far == 0)
			break;
	}
	return best;
}

struct words nearest_words(struct arena *a, const char *near)
{
	struct words w = words_same("");
	if (near != NULL)
		for (enum lang lang = 0; lang < LANGS; lang++)
			w.in[lang] = text_fill(a, TEXT_perhaps_meant, lang, ARGS(words_same(near)));
	return w;
}
