#include "reports/notice_files.h"
#include "reports/write_text.h"

static void text(struct buffer *out, const struct notice *n)
{
	write_text_view(out, notice_view(out->arena, n), (struct report_look){0});
}

const struct notice_file notice_files[] = {
        {.format = "text", .name = "report.txt", .write = text},
        {0},
};
