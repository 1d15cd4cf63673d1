/* xlsx_number.h - internal to source/: what a spreadsheet shows of a number that it has stored. */
#ifndef KAOHE_XLSX_NUMBER_H
#define KAOHE_XLSX_NUMBER_H

#include "engine/arena.h"
#include <stdbool.h>

enum number_style { STYLE_NUMBER, STYLE_DATE, STYLE_PERCENT };

/* What the code of a number format makes of a number. */
enum number_style number_style(const char *code);
/* The same of the formats that have a number and no code; the dates of Chinese and Japanese
 * programs among them. */
enum number_style number_style_built_in(unsigned long id);

enum number_fault {
	NUMBER_SOUND,
	NUMBER_NONE,  /* no number at all */
	NUMBER_CUT,   /* a whole number of more digits than a spreadsheet keeps */
	NUMBER_NO_DAY /* no day of its calendar */
};

/* stored: as in the file, "0.30000000000000004", "1E-3". *text receives what is shown: at most 15
 * significant digits, the nearest ones, without an exponent ("0.3"); with style STYLE_PERCENT a
 * hundred times that and "%"; with STYLE_DATE the day as 2023-05-31. from_1904: its days count from
 * 1904. */
enum number_fault number_shown(struct arena *a, const char *stored, enum number_style style,
                               bool from_1904, const char **text);

#endif
