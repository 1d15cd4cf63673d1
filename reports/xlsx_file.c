#include "reports/xlsx_file.h"
#include <errno.h>

const char *xlsx_font(enum lang lang)
{
	return lang == LANG_EN ? "Arial" : "宋体";
}

time_t xlsx_day(long days)
{
	enum { DAY = 86400, NOON = 43200 };
	return (time_t)days * DAY + NOON;
}

time_t xlsx_no_day(void)
{
	enum { FIRST_OF_2000 = 10957 };
	return xlsx_day(FIRST_OF_2000);
}

int xlsx_close(lxw_workbook *file)
{
	errno = 0;
	lxw_error error = workbook_close(file);
	return error == LXW_NO_ERROR ? 0 : errno != 0 ? errno : EIO;
}
