/* interrupt.h - Ctrl-C asks long work for what it has so far; a second one ends the program. */
#ifndef KAOHE_INTERRUPT_H
#define KAOHE_INTERRUPT_H

#include <signal.h>

/* From now on the first SIGINT only sets the flag returned, and the next one has its default action
 * again. Where SIGINT is ignored (a job in the background), it stays so. */
const volatile sig_atomic_t *interrupt_watch(void);

#endif
