#include "cli/memory.h"
#include "engine/diag.h"
#include <gmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *memory_unfinished;

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
	if (memory_unfinished != NULL)
		unlink(memory_unfinished);
	say("kaohe: ");
	say(text_in(TEXT_out_of_memory, LANG_ZH));
	say(" / ");
	say(text_in(TEXT_out_of_memory, LANG_EN));
	say("\n");
	_exit(SEVERITY_MACHINE);
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
