#include "cli/interrupt.h"
#include <stddef.h>

static volatile sig_atomic_t asked;

static void ask(int signal)
{
	(void)signal;
	asked = 1;
}

const volatile sig_atomic_t *interrupt_watch(void)
{
	struct sigaction action = {.sa_handler = ask, .sa_flags = (int)SA_RESETHAND}, before;
	sigemptyset(&action.sa_mask);
	if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
		sigaction(SIGINT, &action, NULL);
	return &asked;
}
