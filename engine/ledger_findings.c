/* ledger_findings.c - what became of a ledger's rows, as findings. */
#include "engine/figures.h"
#include "engine/ledger.h"

/* "ledger.csv:12" */
static struct words row_place(struct arena *a, const struct ledger *l, uint32_t row)
{
	return words_same(place_text(a, ledger_place(l, row)));
}

static struct words how(struct arena *a, const struct ledger *l, uint32_t other, enum text_id own)
{
	if (other == LEDGER_NO_ROW)
		return text_words(own);
	struct words all, place = row_place(a, l, other), name = words_same(l->rows[other].project);
	for (int lang = 0; lang < LANGS; lang++)
		all.in[lang] =
		        text_fill(a, TEXT_ledger_mend_other, (enum lang)lang, ARGS(place, name));
	return all;
}

uint32_t ledger_reason_row(const struct ledger_row *r)
{
	return r->reason == LEDGER_BLOCKED || r->reason == LEDGER_FILED_LATER ? r->same
	                                                                      : LEDGER_NO_ROW;
}

uint32_t ledger_flag_row(const struct ledger_row *r, enum ledger_flag flag)
{
	return flag == LEDGER_SHARED         ? r->same
	       : flag == LEDGER_NEAR_NAME    ? r->near
	       : flag == LEDGER_OTHER_TYPE   ? r->other
	       : flag == LEDGER_REFUSED_TWIN ? r->twin
	                                     : LEDGER_NO_ROW;
}

/* Rows that count without a threshold, for each item and type. */
static void say_standards(struct arena *a, const struct ledger *l, struct diag_list *log)
{
	const struct method *m = l->method;
	size_t *n = ARENA_NEWS(a, size_t, m->n_items * m->n_types);
	for (size_t i = 0; i < l->n; i++) {
		const struct ledger_row *r = &l->rows[i];
		n[r->item * m->n_types + r->type] +=
		        r->reason == LEDGER_COUNTS && ledger_flagged(r, LEDGER_NO_STANDARD);
	}
	for (size_t item = 0; item < m->n_items; item++)
		for (size_t type = 0; type < m->n_types; type++) {
			size_t rows = n[item * m->n_types + type];
			if (rows == 0)
				continue;
			diag_add(log, (struct place){l->files[0].name, 0, 0},
			         DIAG_ledger_no_standards,
			         ARGS(figures_cell_name(a, m, NONE, item, type, NONE),
			              words_same(arena_print(a, "%zu", rows))));
		}
}

static void say_row(struct arena *a, const struct ledger *l, size_t row, struct diag_list *log)
{
	const struct ledger_row *r = &l->rows[row];
	const struct words name = words_same(r->project);
	if (r->reason != LEDGER_COUNTS)
		diag_add(log, ledger_place(l, row), DIAG_ledger_row_refused,
		         ARGS(name, text_words(ledger_reason_text((enum ledger_reason)r->reason)),
		              how(a, l, ledger_reason_row(r), TEXT_ledger_mend_row)));
	for (size_t f = 0; f < LEDGER_FLAGS; f++)
		if (f != LEDGER_NO_STANDARD && ledger_flagged(r, (enum ledger_flag)f))
			diag_add(log, ledger_place(l, row), DIAG_ledger_row_flagged,
			         ARGS(name, text_words(ledger_flag_text((enum ledger_flag)f)),
			              how(a, l, ledger_flag_row(r, (enum ledger_flag)f),
			                  TEXT_ledger_mend_look)));
}

void ledger_say_rows(struct arena *a, const struct ledger *l, struct diag_list *log)
{
	say_standards(a, l, log);
	for (size_t i = 0; i < l->n; i++)
		say_row(a, l, i, log);
}

void ledger_say_blocked(struct arena *a, const struct ledger *l, struct diag_list *log)
{
	size_t n = l->n_by_reason[LEDGER_BLOCKED];
	if (n > 0)
		diag_add(log, (struct place){l->files[0].name, 0, 0}, DIAG_ledger_duplicates_open,
		         ARGS(words_same(arena_print(a, "%zu", n))));
}
