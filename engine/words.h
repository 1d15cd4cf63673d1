/* words.h - one text in the two languages of kaohe.
 *
 * Chinese is the language of the users, English that of --lang en. The
 * language is always passed in: the locale never decides.
 */
#ifndef KAOHE_WORDS_H
#define KAOHE_WORDS_H

#include <stddef.h>

enum lang { LANG_ZH, LANG_EN, LANGS };

struct words {
	const char *in[LANGS]; /* borrowed, UTF-8; in[LANG_EN] falls back to in[LANG_ZH] */
};

/* In one of them; "" where there is neither. */
static inline const char *words_in(struct words w, enum lang lang)
{
	const char *text = w.in[lang] != NULL ? w.in[lang] : w.in[LANG_ZH];
	return text != NULL ? text : "";
}

/* A text that is the same in both languages: a file name, an id, a number. */
static inline struct words words_same(const char *text)
{
	return (struct words){{text, text}};
}

#endif
