/* xlsx_file.h - what all workbooks that we write share, whatever is in them.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_XLSX_FILE_H
#define KAOHE_XLSX_FILE_H

#include "engine/words.h"
#include <time.h>
#include <xlsxwriter.h>

/* Of their texts. */
const char *xlsx_font(enum lang lang);

/* What a workbook says of when it was made, so that the same content gives the same bytes: noon, so
 * that no time zone moves it, of a day counted from 1970, or of the first of 2000. */
time_t xlsx_day(long days);
time_t xlsx_no_day(void);

/* Writes the file. Returns 0 or an errno. */
int xlsx_close(lxw_workbook *file);

#endif
