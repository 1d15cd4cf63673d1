#include "cli/memory.h"
#include "engine/diag.h"
#include <gmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct memory_unfinished *unfinished;

static void say(const char *text)
{
	/* Nothing can be done when even this fails. */
	ssize_t written = write(STDERR_FILENO, text, strlen(text));
	(void)written;
}

/* Both languages, since GMP's hooks cannot be told which one was asked for. */
void memory_exhausted(void *unused)
{
	(void)unused;
	for (; unfinished != NULL; unfinished = unfinished->before)
		(void)(unfinished->folder ? rmdir(unfinished->path) : unlink(unfinished->path));
	say("kaohe: ");
	say(text_in(TEXT_out_of_memory, LANG_ZH));
	say(" / ");
	say(text_in(TEXT_out_of_memory, LANG_EN));
	say("\n");
	_exit(SEVERITY_MACHINE);
}

void memory_begin(struct memory_unfinished *u)
{
	u->before = unfinished;
	unfinished = u;
}

void memory_end(struct memory_unfinished *u)
{
	struct memory_unfinished **at = &unfinished;
	while (*at != NULL && *at != u)
		at = &(*at)->before;
	if (*at != NULL)
		*at = u->before;
}

static void *allocate(size_t size)
{
	void *p = malloc(size);
	if (p == NULL)
		memory_exhausted(NULL);
	return p;
}

static void *reallocate(void *old, size_t old_size, size_t size)
{
	(void)old_size;
	void *p = realloc(old, size);
	if (p == NULL)
		memory_exhausted(NULL);
	return p;
}

static void release(void *p, size_t size)
{
	(void)size;
	free(p);
}

void memory_guard_gmp(void)
{
	mp_set_memory_functions(allocate, reallocate, release);
}
