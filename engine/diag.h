/* diag.h - what is wrong, where, and how to mend it.
 *
 * All findings of a run are collected and shown together; the texts of both
 * languages stand in catalog.def, one row per code.
 * Ownership: a list and all that it holds live in its arena.
 */
#ifndef KAOHE_DIAG_H
#define KAOHE_DIAG_H

#include "engine/arena.h"
#include "engine/buffer.h"
#include "engine/words.h"
#include <stddef.h>

/* Where something was read. line 0: the file as a whole; file NULL: nowhere.
 * In CSV files the column counts fields, as a spreadsheet does, in all other
 * files it counts characters; both from 1. In a workbook the file is "counts.xlsx:数量",
 * with the name of the sheet, the line is the row, and the column has PLACE_CELL. */
struct place {
	const char *file; /* as the user named it; borrowed */
	unsigned line;
	unsigned column;
};
#define PLACE_CELL 0x80000000u

/* "counts.csv:3:5", "counts.xlsx:数量!E3", "counts.csv"; "" for nowhere. */
const char *place_text(struct arena *a, struct place p);
/* The column as a number. */
static inline unsigned place_column(struct place p)
{
	return p.column & ~PLACE_CELL;
}
/* The same line, another column. */
static inline struct place place_beside(struct place p, unsigned column)
{
	p.column = column | (p.column & PLACE_CELL);
	return p;
}

/* The class of a row decides the exit code. */
enum severity {
	SEVERITY_WARNING, /* 0: said, but nothing is refused */
	SEVERITY_ERROR,   /* 1: the figures or rules have errors */
	SEVERITY_USAGE,   /* 2: wrong usage */
	SEVERITY_MACHINE  /* 3: the machine failed us */
};

enum diag_code {
#define DIAG(code, name, severity, zh, zh_mend, en, en_mend) DIAG_##code,
#define TEXT(id, zh, en)
#include "engine/catalog.def"
#undef DIAG
#undef TEXT
	DIAG_CODES
};

#define DIAG_ARGUMENTS 6

struct diag {
	enum diag_code code;
	struct place place;
	struct words arguments[DIAG_ARGUMENTS]; /* {0} .. {5} of the catalogue's row */
	size_t order;                           /* as found; breaks ties of place */
};

struct diag_list;

struct diag_list *diag_list_new(struct arena *a);

/* Adds a finding; each argument is a struct words, at most DIAG_ARGUMENTS of them:
 *     diag_add(log, place, DIAG_unknown_key, ARGS(words_same(key)));
 *     diag_add(log, place, DIAG_not_utf8, NO_ARGS); */
void diag_add(struct diag_list *log, struct place place, enum diag_code code, size_t n,
              const struct words *arguments);
#define ARGS(...)                                                                                  \
	(sizeof((struct words[]){__VA_ARGS__}) / sizeof(struct words)), (struct words[])           \
	{                                                                                          \
		__VA_ARGS__                                                                        \
	}
#define NO_ARGS 0, NULL

/* Findings of one code in one file that a user is shown; the rest is only counted, so its
 * arguments may be left empty. */
#define DIAG_SHOWN_MAX 100

/* Adds all findings of another list, as found. */
void diag_append(struct diag_list *log, const struct diag_list *more);

size_t diag_count(const struct diag_list *log);
/* In order of file (as first met), line, column, then as found. */
const struct diag *diag_at(const struct diag_list *log, size_t index);
/* How many are worse than a warning. */
size_t diag_errors(const struct diag_list *log);
/* 0, 1, 2 or 3: that of the worst finding. */
int diag_exit_code(const struct diag_list *log);

const char *diag_name(enum diag_code code);
enum severity diag_severity(enum diag_code code);

/* "file:3:5: 错误[unknown-key]: … 改法：…\n" */
void diag_print(struct buffer *out, const struct diag *d, enum lang lang);
/* Every finding, a line each. */
void diag_print_all(struct buffer *out, const struct diag_list *log, enum lang lang);

/* The first one worse than a warning, as it is printed; empty where there is none. */
struct words diag_first_error(struct arena *a, const struct diag_list *log);

/* Texts of reports and commands, from the same catalogue. */
enum text_id {
#define DIAG(code, name, severity, zh, zh_mend, en, en_mend)
#define TEXT(id, zh, en) TEXT_##id,
#include "engine/catalog.def"
#undef DIAG
#undef TEXT
	TEXTS
};
const char *text_in(enum text_id id, enum lang lang);
/* The same in both languages, as an argument of a finding. */
struct words text_words(enum text_id id);
/* Fills {0} .. {5}; arguments as for diag_add(). */
const char *text_fill(struct arena *a, enum text_id id, enum lang lang, size_t n,
                      const struct words *arguments);

#endif
