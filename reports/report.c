#include "reports/report.h"
#include "reports/score_view.h"
#include "reports/write_csv.h"
#include "reports/write_json.h"
#include "reports/write_text.h"
#include <string.h>

static void text_score(struct buffer *out, const struct report *r)
{
	write_text_view(out, score_view(out->arena, r), r->look);
}

static void csv_score(struct buffer *out, const struct report *r)
{
	write_csv_table(out, score_view_units(out->arena, r));
}

const struct report_writer report_writers[] = {
        {"text", text_score},
        {"csv", csv_score},
        {"json", write_json_score},
        {NULL, NULL},
};

const struct report_writer *report_find(const char *format)
{
	for (const struct report_writer *w = report_writers; w->format != NULL; w++)
		if (strcmp(w->format, format) == 0)
			return w;
	return NULL;
}
