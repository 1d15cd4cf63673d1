#include "reports/standing_view.h"
#include <string.h>

/* How many targets have each colour, and how many have none. */
struct standings {
	size_t *colours;
	size_t cannot, all;
	size_t aimless; /* of all: indicators without a target */
	size_t reasons[PROGRESS_REASONS];
};

static struct standings standings_new(const struct standing *p)
{
	return (struct standings){.colours = ARENA_NEWS(p->page.arena, size_t, p->plan->n_colours)};
}

static void tally(struct standings *s, const struct progress *line)
{
	s->all++;
	s->aimless += line->target == NONE;
	if (line->colour != NONE) {
		s->colours[line->colour]++;
		return;
	}
	s->cannot++;
	s->reasons[line->reason]++;
}

static const char *number(const struct page *page, size_t n)
{
	return arena_print(page->arena, "%zu", n);
}

/* Columns and cells behind the first one. */
static void columns(const struct standing *p, struct view_table *t)
{
	for (size_t c = 0; c < p->plan->n_colours; c++)
		view_column(t, ALIGN_RIGHT, standing_colour(p, c));
	view_column(t, ALIGN_RIGHT, page_text(&p->page, TEXT_cannot));
}

static void cells(const struct standing *p, struct view_table *t, const struct standings *s)
{
	for (size_t c = 0; c < p->plan->n_colours; c++)
		view_number(t, s->colours[c] > 0 ? standing_tone(p, c) : TONE_QUIET,
		            number(&p->page, s->colours[c]));
	view_number(t, TONE_PLAIN, number(&p->page, s->cannot));
}

static void row(const struct standing *p, struct view_table *t, const char *name,
                const struct standings *s)
{
	view_cell(t, TONE_PLAIN, name);
	view_number(t, TONE_PLAIN, number(&p->page, s->all));
	cells(p, t, s);
}

static void why_not(struct standing *p, const struct standings *s)
{
	const struct page *page = &p->page;
	const char *list = "";
	for (enum progress_reason r = 0; r < PROGRESS_REASONS; r++)
		if (s->reasons[r] > 0)
			list = arena_print(page->arena, "%s%s%s", list,
			                   *list != '\0' ? page_text(page, TEXT_list_semicolon)
			                                 : "",
			                   PAGE_FILL(page, TEXT_reason_count,
			                             page_text(page, standing_reason(r)),
			                             number(page, s->reasons[r])));
	if (s->aimless > 0)
		view_line(page->view, TONE_PLAIN, 0,
		          PAGE_FILL(page, TEXT_targets_none, number(page, s->aimless)));
	if (*list != '\0')
		view_line(page->view, TONE_PLAIN, 0, PAGE_FILL(page, TEXT_cannot_reasons, list));
}

static void overall(struct standing *p)
{
	struct standings all = standings_new(p);
	for (size_t l = 0; l < p->progress->n_lines; l++)
		if (standing_shows(p, p->progress->lines[l].indicator))
			tally(&all, &p->progress->lines[l]);
	view_section(p->page.view, page_text(&p->page, TEXT_section_summary));
	struct view_table *t = view_table(p->page.view);
	view_column(t, ALIGN_RIGHT, page_text(&p->page, TEXT_head_targets));
	columns(p, t);
	view_number(t, TONE_PLAIN, number(&p->page, all.all));
	cells(p, t, &all);
	why_not(p, &all);
}

/* ---- by department ---- */

struct department {
	const char *name; /* NULL: none named */
	struct standings standings;
};
struct departments {
	struct department *list;
	size_t n, room;
};

static struct standings *department_of(const struct standing *p, struct departments *d,
                                       const char *name)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->list[i].name == name ||
		    (name != NULL && d->list[i].name != NULL && strcmp(d->list[i].name, name) == 0))
			return &d->list[i].standings;
	if (d->n == d->room) {
		size_t room = d->room == 0 ? 16 : 2 * d->room;
		d->list = arena_grow(p->page.arena, d->list, d->n, room, sizeof *d->list);
		d->room = room;
	}
	d->list[d->n] = (struct department){name, standings_new(p)};
	return &d->list[d->n++].standings;
}

static void by_department(struct standing *p)
{
	const struct page *page = &p->page;
	struct departments d = {0};
	struct standings none = standings_new(p);
	for (size_t l = 0; l < p->progress->n_lines; l++) {
		const struct progress *line = &p->progress->lines[l];
		const struct plan_indicator *i = standing_indicator(p, line);
		for (size_t k = 0; k < i->n_departments; k++)
			tally(department_of(p, &d, i->departments[k]), line);
		if (i->n_departments == 0)
			tally(&none, line);
	}
	if (d.n == 0)
		return;
	view_section(page->view, page_text(page, TEXT_section_departments));
	view_line(page->view, TONE_QUIET, 0, page_text(page, TEXT_departments_legend));
	struct view_table *t = view_table(page->view);
	view_column(t, ALIGN_LEFT, page_text(page, TEXT_head_department));
	view_column(t, ALIGN_RIGHT, page_text(page, TEXT_head_targets));
	columns(p, t);
	for (size_t i = 0; i < d.n; i++)
		row(p, t, d.list[i].name, &d.list[i].standings);
	if (none.all > 0)
		row(p, t, page_text(page, TEXT_no_department), &none);
}

void standing_summary(struct standing *p)
{
	overall(p);
	if (p->request->department == NULL)
		by_department(p);
}
