#include "cli/command.h"
#include "cli/convert.h"
#include "cli/format.h"
#include "cli/hosts.h"
#include "cli/output.h"
#include "cli/sampling.h"
#include "cli/session.h"
#include "cli/subject.h"
#include "reports/analyses.h"
#include "reports/notice_files.h"
#include <string.h>
#include <sys/stat.h>

/* One file that is asked for. */
struct wanted {
	const struct notice_file *file;
	const char *path;
	struct buffer bytes;   /* where it is held before it is written */
	const char *converted; /* what another program made of that; or NULL */
	size_t size;
};

struct request {
	const char *folder;
	struct wanted files[NOTICE_FILES_MAX];
	size_t n;
};

/* ---- the command line ---- */

/* The formats that there are, each once: "text, md, csv". */
static const char *known(struct run *run)
{
	const char *list = "";
	for (size_t i = 0; notice_files[i].format != NULL; i++)
		if (i == 0 || strcmp(notice_files[i].format, notice_files[i - 1].format) != 0)
			list = arena_print(run->arena, "%s%s%s", list, i > 0 ? ", " : "",
			                   notice_files[i].format);
	return list;
}

static bool is_wanted(const struct request *q, const struct notice_file *file)
{
	for (size_t i = 0; i < q->n; i++)
		if (q->files[i].file == file)
			return true;
	return false;
}

static void want(struct run *run, struct request *q, const char *format)
{
	bool found = false;
	for (const struct notice_file *f = notice_files; f->format != NULL; f++) {
		if (strcmp(f->format, format) != 0)
			continue;
		found = true;
		if (!is_wanted(q, f))
			q->files[q->n++] = (struct wanted){.file = f};
	}
	if (!found)
		USAGE(run, value_unknown,
		      words_same(options_spelled(run->arena, OPTION_FORMAT, false)),
		      words_same(format), words_same(known(run)));
}

static void read_formats(struct run *run, struct request *q)
{
	const char *list = run->options.values[OPTION_FORMAT];
	bool csv = false;
	for (size_t i = 0; list == NULL && notice_files[i].format != NULL; i++)
		if (!notice_files[i].converted)
			want(run, q, notice_files[i].format);
	while (list != NULL) {
		size_t n = strcspn(list, ",");
		want(run, q, arena_copy_n(run->arena, list, n));
		list = list[n] == ',' ? list + n + 1 : NULL;
	}
	for (size_t i = 0; i < q->n; i++) {
		csv = csv || q->files[i].file->csv;
		if (q->files[i].file->converted)
			convert_ready(run, q->files[i].file->format);
	}
	if (format_gb18030(run) && !csv)
		USAGE(run, encoding_not_csv, words_same(run->options.values[OPTION_FORMAT]));
}

static void read_folder(struct run *run, struct request *q)
{
	struct stat st;
	q->folder = run->options.values[OPTION_OUTPUT];
	if (q->folder == NULL || strcmp(q->folder, "-") == 0)
		USAGE(run, report_folder, words_same(""));
	else if (stat(q->folder, &st) == 0 && !S_ISDIR(st.st_mode))
		USAGE(run, report_not_folder, words_same(q->folder));
}

/* What is to be written, so that no input is overwritten. */
static void name_files(struct run *run, struct request *q)
{
	const char **names = ARENA_NEWS(run->arena, const char *, q->n + 1);
	size_t length = q->folder != NULL ? strlen(q->folder) : 0;
	const char *slash = length > 0 && q->folder[length - 1] == '/' ? "" : "/";
	for (size_t i = 0; q->folder != NULL && i < q->n; i++)
		names[i] = q->files[i].path =
		        arena_print(run->arena, "%s%s%s", q->folder, slash, q->files[i].file->name);
	run->writes = names;
}

/* ---- how firm the ranks are ---- */

/* Why nothing can be said, for a reader who can do nothing about it. */
static struct words why_not(struct run *run, const struct diag_list *log)
{
	static const struct {
		enum diag_code code;
		enum text_id text;
	} reasons[] = {{DIAG_vary_nothing, TEXT_notice_few},
	               {DIAG_vary_combined, TEXT_notice_combined},
	               {DIAG_vary_outside, TEXT_notice_outside}};
	for (size_t i = 0; diag_count(log) > 0 && i < sizeof reasons / sizeof *reasons; i++)
		if (diag_at(log, 0)->code == reasons[i].code)
			return text_words(reasons[i].text);
	return diag_first_error(run->arena, log);
}

static void analyse(struct run *run, struct notice *n, struct firmness_request *common)
{
	struct firmness_report *r = ARENA_NEW(run->arena, struct firmness_report);
	struct diag_list *log = diag_list_new(run->arena);
	struct subject s = {.method = n->sheet->method, .sheet = n->sheet, .heading = n->heading};
	bool asked[ANALYSES_MAX] = {false};
	s.models = model_of_sheet(run->arena, n->sheet, &s.n, log);
	n->no_firmness = why_not(run, log);
	if (s.n == 0)
		return;
	*r = (struct firmness_report){0};
	sampling_only(run, false, subject_most_units(&s), asked, &r->left_out);
	subject_analyse(run, &s, common, asked, r);
	n->firmness = r;
}

/* ---- writing ---- */

static bool has(const struct wanted *w, const struct notice *n)
{
	return w->file->has == NULL || w->file->has(n);
}

static void write_file(struct run *run, struct output_files *files, struct wanted *w,
                       const struct notice *n)
{
	size_t size = w->bytes.length;
	const char *bytes = w->bytes.text;
	if (w->converted != NULL) {
		bytes = w->converted;
		size = w->size;
	}
	if (w->file->csv && format_gb18030(run))
		bytes = format_to_gb18030(run, &w->bytes, &size);
	struct output *out = output_files_add(files, w->path);
	if (w->file->write != NULL)
		output_add(out, bytes, size);
	else if (!out->refused && out->error == 0)
		out->error = w->file->write_to(out->beside, n, run->arena);
	output_files_finish(out);
}

static void make(struct run *run, struct wanted *w, const struct notice *n)
{
	buffer_start(&w->bytes, run->arena);
	if (w->file->write == NULL || !has(w, n))
		return;
	w->file->write(&w->bytes, n);
	if (w->file->converted)
		w->converted = convert(run, w->file->format, &w->bytes, &w->size);
}

/* A format asked for by its name of which this notice has no file: the workbook of one unit. */
static void refuse_idle(struct run *run, const struct request *q, const struct notice *n)
{
	for (size_t i = 0; run->options.given[OPTION_FORMAT] && i < q->n; i++) {
		bool any = false, first = true;
		for (size_t k = 0; k < q->n; k++) {
			bool same = strcmp(q->files[k].file->format, q->files[i].file->format) == 0;
			any = any || (same && has(&q->files[k], n));
			first = first && !(same && k < i);
		}
		if (!any && first)
			USAGE(run, report_nothing, words_same(q->files[i].file->format));
	}
}

/* All that needs no file is made before the first one is written. */
static void write_all(struct run *run, struct request *q, const struct notice *n)
{
	refuse_idle(run, q, n);
	for (size_t i = 0; i < q->n; i++)
		make(run, &q->files[i], n);
	if (diag_errors(run->log) > 0)
		return;
	struct output_files files = output_files_open(run, q->folder, q->n);
	for (size_t i = 0; i < q->n && diag_errors(run->log) == 0; i++)
		if (has(&q->files[i], n))
			write_file(run, &files, &q->files[i], n);
	output_files_close(&files);
}

void report_command(struct run *run)
{
	struct request q = {0};
	struct notice n = {.unit = NONE, .lang = run->lang};
	struct firmness_request common = {
	        .arena = run->arena, .log = run->log, .spread = run->spread};
	const char *unit = run->options.values[OPTION_UNIT];
	read_formats(run, &q);
	read_folder(run, &q);
	name_files(run, &q);
	sampling_read(run, false, &common);
	if (run->options.given[OPTION_REBALANCE] && run->options.n_sets == 0)
		diag_add(run->log, (struct place){0}, DIAG_rebalance_alone, NO_ARGS);
	struct session s = session_load(run, run->operands[0]);
	if (unit != NULL && s.method != NULL)
		n.unit = session_unit(run, s.method, unit);
	n.sheet = session_score(run, &s, NONE, true);
	n.heading = &s.heading;
	if (n.sheet == NULL || diag_errors(run->log) > 0 || !hosts_agree(run, s.method, n.heading))
		return;
	analyse(run, &n, &common);
	if (hosts_stayed(run) && diag_errors(run->log) == 0 && !run->silent)
		write_all(run, &q, &n);
}
