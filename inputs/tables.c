/* tables.c - see tables.h. */
#include "inputs/tables.h"
#include "source/encoding.h"
#include "source/xlsx.h"

static const struct tables *from_text(struct arena *a, const struct file *f, struct diag_list *log)
{
	struct utf8 text = encoding_to_utf8(a, f, true, log);
	const struct csv *csv = text.text != NULL ? csv_parse(a, f->name, text, log) : NULL;
	if (csv == NULL)
		return NULL;
	if (csv->n == 0) {
		diag_add(log, (struct place){f->name, 0, 0}, DIAG_table_empty, NO_ARGS);
		return NULL;
	}
	struct tables *out = ARENA_NEW(a, struct tables);
	*out = (struct tables){.list = csv, .n = 1};
	return out;
}

/* The records from the header on; none where there is no header. */
static struct csv from_header(const struct xlsx_sheet *sheet, tables_header *is_header,
                              void *context)
{
	struct csv rest = sheet->records;
	for (size_t i = 0; i < TABLES_HEADER_ROWS && rest.n > 0; i++, rest.records++, rest.n--)
		if (is_header == NULL || is_header(context, &rest))
			return rest;
	return (struct csv){NULL, 0};
}

static void say_left_out(struct arena *a, const struct file *f, const struct xlsx_sheet *sheet,
                         struct diag_list *log)
{
	diag_add(log, (struct place){f->name, 0, 0},
	         sheet->hidden ? DIAG_sheet_hidden : DIAG_sheet_skipped,
	         ARGS(words_same(sheet->name),
	              words_same(arena_print(a, "%d", TABLES_HEADER_ROWS))));
}

/* The first visible sheet that holds anything, or NULL. */
static const struct xlsx_sheet *first_filled(const struct xlsx *book)
{
	for (size_t i = 0; i < book->n; i++)
		if (!book->sheets[i].hidden && book->sheets[i].records.n > 0)
			return &book->sheets[i];
	return NULL;
}

static void add(struct tables *out, struct csv *list, struct csv table,
                const struct xlsx_sheet *sheet, struct diag_list *log)
{
	list[out->n++] = table;
	diag_append(log, sheet->findings);
}

static const struct tables *from_workbook(struct arena *a, const struct file *f,
                                          tables_header *is_header, void *context,
                                          struct diag_list *log)
{
	const struct xlsx *book = xlsx_read(a, f, log);
	if (book == NULL)
		return NULL;
	const struct xlsx_sheet *first = first_filled(book);
	if (first == NULL) {
		diag_add(log, (struct place){f->name, 0, 0}, DIAG_sheet_none, NO_ARGS);
		return NULL;
	}
	size_t errors = diag_errors(log);
	struct tables *out = ARENA_NEW(a, struct tables);
	struct csv *list = ARENA_NEWS(a, struct csv, book->n);
	*out = (struct tables){.list = list, .workbook = true};
	for (size_t i = 0; i < book->n; i++) {
		const struct xlsx_sheet *sheet = &book->sheets[i];
		struct csv table = from_header(sheet, is_header, context);
		if (table.n > 0 && !sheet->hidden && (is_header != NULL || sheet == first))
			add(out, list, table, sheet, log);
		/* A hidden sheet may hold what lists to choose from are made of. */
		else if (sheet->hidden ? table.n > 0 && is_header != NULL
		                       : sheet->records.n > 0 && sheet != first)
			say_left_out(a, f, sheet, log);
	}
	if (out->n == 0)
		add(out, list, first->records, first, log);
	else if (is_header != NULL && from_header(first, is_header, context).n == 0)
		say_left_out(a, f, first, log);
	return diag_errors(log) == errors ? out : NULL;
}

const struct tables *tables_read(struct arena *a, const struct file *f, tables_header *is_header,
                                 void *context, struct diag_list *log)
{
	if (xlsx_is(f))
		return from_workbook(a, f, is_header, context, log);
	return from_text(a, f, log);
}
