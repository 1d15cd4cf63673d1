/* spread.h - one run on several hosts: each makes a part of the draws, all learn the whole.
 *
 * Every host reads the same files and takes the same steps; where draws are spread it makes its own
 * share, and then all add up what they counted. Results are those of a single host, byte for byte,
 * since only whole numbers are added. This room knows of no network: mpi/ brings the functions.
 */
#ifndef KAOHE_SPREAD_H
#define KAOHE_SPREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spread {
	unsigned host, hosts; /* this one, 0 .. hosts-1, and how many there are */
	void *context;
	/* Replace the counts of each host by the sums over all. All must call the same one at the
	 * same time, with the same n; where one does not, e.g. because it could not read the files,
	 * nothing is added from then on and the run is lost. */
	void (*sum32)(void *context, uint32_t *counts, size_t n);
	void (*sum64)(void *context, uint64_t *counts, size_t n);
	bool (*lost)(void *context); /* all hosts learn it at the same call */
};

#endif
