#include "vary/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#define THREADS_MAX 256

struct job {
	void (*work)(void *context, size_t piece, unsigned worker);
	void *context;
	size_t n;
	atomic_size_t next;
};

struct worker {
	struct job *job;
	unsigned index;
};

static void *labour(void *argument)
{
	struct worker *w = argument;
	struct job *j = w->job;
	for (;;) {
		size_t piece = atomic_fetch_add(&j->next, 1);
		if (piece >= j->n)
			return NULL;
		j->work(j->context, piece, w->index);
	}
}

void parallel_run(unsigned threads, size_t n,
                  void (*work)(void *context, size_t piece, unsigned worker), void *context)
{
	struct job job = {.work = work, .context = context, .n = n};
	struct worker workers[THREADS_MAX];
	pthread_t ids[THREADS_MAX];
	unsigned started = 0;
	atomic_init(&job.next, 0);
	threads = threads > THREADS_MAX ? THREADS_MAX : threads;
	for (unsigned i = 1; i < threads && i < n; i++) {
		workers[i] = (struct worker){&job, i};
		if (pthread_create(&ids[started], NULL, labour, &workers[i]))
			break;
		started++;
	}
	workers[0] = (struct worker){&job, 0};
	labour(&workers[0]);
	for (unsigned i = 0; i < started; i++)
		pthread_join(ids[i], NULL);
}

unsigned parallel_processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (unsigned)n;
}
