#include "reports/report.h"
#include "reports/aggregate_record.h"
#include "reports/aggregate_view.h"
#include "reports/allocation_view.h"
#include "reports/check_view.h"
#include "reports/difference_view.h"
#include "reports/goal_view.h"
#include "reports/score_view.h"
#include "reports/sensitivity_view.h"
#include "reports/standing_record.h"
#include "reports/standing_view.h"
#include "reports/whatif_view.h"
#include "reports/write_csv.h"
#include "reports/write_json.h"
#include "reports/write_text.h"
#include <string.h>

static void text_score(struct buffer *out, const struct report *r)
{
	write_text_view(out, score_view(out->arena, r), r->look);
}

static void text_aggregate(struct buffer *out, const struct report *r, const struct aggregates *g)
{
	write_text_view(out, aggregate_view(out->arena, r, g), r->look);
}

static void csv_aggregate(struct buffer *out, const struct report *r, const struct aggregates *g)
{
	write_csv_table(out, aggregate_view_units(out->arena, r, g));
}

static void csv_score(struct buffer *out, const struct report *r)
{
	write_csv_table(out, score_view_units(out->arena, r));
}

static void text_progress(struct buffer *out, const struct standing_request *r)
{
	write_text_view(out, standing_view(out->arena, r), r->look);
}

static void csv_progress(struct buffer *out, const struct standing_request *r)
{
	write_csv_table(out, standing_table(out->arena, r));
}

static void text_sensitivity(struct buffer *out, const struct firmness_report *r)
{
	write_text_view(out, sensitivity_view(out->arena, r), r->look);
}

static void text_whatif(struct buffer *out, const struct report *r, const struct whatif *w)
{
	write_text_view(out, whatif_view(out->arena, r, w), r->look);
}

static void csv_whatif(struct buffer *out, const struct report *r, const struct whatif *w)
{
	write_csv_table(out, whatif_table(out->arena, r, w));
}

static void text_goal(struct buffer *out, const struct report *r, const struct goal *g)
{
	write_text_view(out, goal_view(out->arena, r, g), r->look);
}

static void csv_goal(struct buffer *out, const struct report *r, const struct goal *g)
{
	write_csv_table(out, goal_table(out->arena, r, g));
}

static void text_allocate(struct buffer *out, const struct report *r, const struct allocation *x)
{
	write_text_view(out, allocation_view(out->arena, r, x), r->look);
}

static void csv_allocate(struct buffer *out, const struct report *r, const struct allocation *x)
{
	write_csv_table(out, allocation_table(out->arena, r, x));
}

static void text_diff(struct buffer *out, const struct report *r, const struct difference_report *x)
{
	write_text_view(out, difference_view(out->arena, r, x), r->look);
}

static void csv_diff(struct buffer *out, const struct report *r, const struct difference_report *x)
{
	write_csv_table(out, difference_table(out->arena, r, x));
}

static void text_check(struct buffer *out, const struct report *r, const struct self_check *x)
{
	write_text_view(out, check_view(out->arena, r, x), r->look);
}

static void csv_check(struct buffer *out, const struct report *r, const struct self_check *x)
{
	write_csv_table(out, check_table(out->arena, r, x));
}

const struct report_writer report_writers[] = {
        {"text", false, text_score, text_aggregate, text_progress, text_sensitivity, text_whatif,
         text_goal, text_check, text_diff, text_allocate},
        {"csv", false, csv_score, csv_aggregate, csv_progress, sensitivity_rows, csv_whatif,
         csv_goal, csv_check, csv_diff, csv_allocate},
        {"json", true, write_json_score, aggregate_record, standing_record, sensitivity_record,
         whatif_record, goal_record, check_record, difference_record, allocation_record},
        {NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};

const struct report_writer *report_find(const char *format)
{
	for (const struct report_writer *w = report_writers; w->format != NULL; w++)
		if (strcmp(w->format, format) == 0)
			return w;
	return NULL;
}
