/* kaohe-mpi - kaohe on several hosts, by MPI: each process makes a part of the draws, the first
 * writes. The command line, the reports and the exit code are those of kaohe. */
#include "cli/command.h"
#include "vary/spread.h"
#include <mpi.h>

/* Numbers added at a time: MPI counts in int, and keeps a copy of them. */
enum { PIECE = 1 << 18 };

/* Whether all processes are about to do the same: `step` and `size` are equal in all. */
static bool agree(uint64_t step, uint64_t size)
{
	uint64_t x[] = {step, ~step, size, ~size};
	MPI_Allreduce(MPI_IN_PLACE, x, 4, MPI_UINT64_T, MPI_MAX, MPI_COMM_WORLD);
	return x[0] == ~x[1] && x[2] == ~x[3];
}

static bool add(void *context, uint64_t subject, uint64_t *x, size_t n)
{
	(void)context;
	if (n == 0 || !agree(subject, n))
		return false;
	for (size_t i = 0; i < n; i += PIECE)
		MPI_Allreduce(MPI_IN_PLACE, x + i, n - i < PIECE ? (int)(n - i) : PIECE,
		              MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD);
	return true;
}

/* Ends when all end. One that leaves early answers those that still want to add, so that they learn
 * of it and leave as well. */
static void leave(void)
{
	while (!agree(0, 0)) {
	}
	MPI_Finalize();
}

int main(int argc, char **argv)
{
	int process, processes;
	MPI_Init(&argc, &argv);
	MPI_Comm_rank(MPI_COMM_WORLD, &process);
	MPI_Comm_size(MPI_COMM_WORLD, &processes);
	struct spread spread = {
	        .process = (unsigned)process, .processes = (unsigned)processes, .add = add};
	int code = program_run(argc, argv, &spread);
	leave();
	return process == 0 ? code : 0;
}
