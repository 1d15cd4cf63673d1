/* spread.h - one run on several hosts: each process does a part of the draws, all learn the whole.
 *
 * Every process reads the same files and takes the same steps; where draws are spread, it makes
 * its own blocks alone, and then all exchange what they counted. Results are those of a single
 * process, byte for byte, since only whole numbers are added up. This room knows of no network:
 * mpi/ brings the functions.
 */
#ifndef KAOHE_SPREAD_H
#define KAOHE_SPREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spread {
	unsigned process, processes; /* this one, 0 .. processes-1, and how many there are */
	void *context;
	/* Adds x[0 .. n-1] up over all processes (modulo 2^64, so that two's complement serves as
	 * well); each gets the sums. All must call it at the same time with the same n and subject,
	 * a checksum of what the numbers are about. False where they do not, e.g. because one could
	 * not read the files or has read others: nothing is added then, and the run is lost. */
	bool (*add)(void *context, uint64_t subject, uint64_t *x, size_t n);
};

#endif
