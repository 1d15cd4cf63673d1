/* hosts.h - a run that several hosts share (kaohe-mpi): do all of them take part in it? */
#ifndef KAOHE_HOSTS_H
#define KAOHE_HOSTS_H

#include "cli/command.h"
#include "engine/figures.h"
#include "engine/method.h"

/* Whether all hosts read the same rule file and the same inputs. Always where there is one alone.
 * Errors: host_lost (machine). */
bool hosts_agree(struct run *run, const struct method *m, const struct heading *h);

/* Whether all took part in all sums; else what was counted is worth nothing. Errors as above. */
bool hosts_stayed(struct run *run);

#endif
