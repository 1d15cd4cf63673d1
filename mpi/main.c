/* kaohe-mpi - kaohe on several hosts, by MPI: each makes a part of the draws, the first writes. The
 * command line, the reports and the exit code are those of kaohe. */
#include "cli/command.h"
#include "vary/spread.h"
#include <mpi.h>

/* Numbers added at a time: MPI counts in int, and keeps a copy of them. */
enum { PIECE = 1 << 18 };

/* Whether all hosts are about to do the same: add up so many numbers of so many bytes. Both are 0
 * for a host that is done. */
static bool agree(uint64_t n, uint64_t size)
{
	uint64_t x[] = {n, ~n, size, ~size};
	MPI_Allreduce(MPI_IN_PLACE, x, 4, MPI_UINT64_T, MPI_MAX, MPI_COMM_WORLD);
	return x[0] == ~x[1] && x[2] == ~x[3];
}

static void sum(bool *lost, void *counts, size_t n, int size, MPI_Datatype type)
{
	char *x = counts;
	*lost = *lost || n == 0 || !agree(n, (uint64_t)size);
	for (size_t i = 0; i < n && !*lost; i += PIECE)
		MPI_Allreduce(MPI_IN_PLACE, x + i * (size_t)size,
		              n - i < PIECE ? (int)(n - i) : PIECE, type, MPI_SUM, MPI_COMM_WORLD);
}

static void sum32(void *context, uint32_t *counts, size_t n)
{
	sum(context, counts, n, sizeof *counts, MPI_UINT32_T);
}

static void sum64(void *context, uint64_t *counts, size_t n)
{
	sum(context, counts, n, sizeof *counts, MPI_UINT64_T);
}

static bool is_lost(void *context)
{
	return *(bool *)context;
}

/* Ends when all end. A host that is done early answers those that still want to add, so that they
 * learn of it and come to an end as well. */
static void leave(void)
{
	while (!agree(0, 0)) {
	}
	MPI_Finalize();
}

int main(int argc, char **argv)
{
	int host, hosts;
	bool lost = false;
	MPI_Init(&argc, &argv);
	MPI_Comm_rank(MPI_COMM_WORLD, &host);
	MPI_Comm_size(MPI_COMM_WORLD, &hosts);
	struct spread spread = {.host = (unsigned)host,
	                        .hosts = (unsigned)hosts,
	                        .context = &lost,
	                        .sum32 = sum32,
	                        .sum64 = sum64,
	                        .lost = is_lost};
	int code = program_run(argc, argv, &spread);
	leave();
	return host == 0 ? code : 0;
}
