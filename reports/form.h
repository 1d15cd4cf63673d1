/* form.h - forms for one unit to fill in, as workbooks: counts, values, judged points, a ledger.
 *
 * What is to be filled in is empty and may be changed, with lists to choose from and limits where
 * the rules know them; all else is locked, without a password. A form that is filled in is read
 * like any other table of the case.
 */
#ifndef KAOHE_FORM_H
#define KAOHE_FORM_H

#include "engine/figures.h"

enum form_kind { FORM_COUNTS, FORM_VALUES, FORM_JUDGED, FORM_LEDGER, FORMS };
extern const char *const form_kinds[FORMS + 1]; /* "counts", ...; NULL-terminated */

struct form {
	enum form_kind kind;
	const struct method *method;
	const struct figures *figures; /* for the targets */
	const struct heading *heading;
	size_t unit;
	enum lang lang;
};

/* Whether the method has anything that such a form is about. */
bool form_applies(const struct method *m, enum form_kind kind);

/* Writes it at `path`, in place of what is there; the same form gives the same bytes. Returns 0 or
 * an errno. */
int form_write(const char *path, const struct form *f, struct arena *a);

#endif
