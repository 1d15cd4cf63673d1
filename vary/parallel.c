#include "vary/parallel.h"

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

#define THREADS_MAX 256

/* Looks that a waiting thread takes before it sleeps: waking takes longer than most waits. */
#define LOOKS 20000

struct worker {
	struct parallel *all;
	unsigned index;
	pthread_t thread;
};

struct parallel {
	void (*work)(void *context, size_t piece, unsigned worker);
	void *context;
	size_t n;
	bool closing;
	struct worker workers[THREADS_MAX]; /* from 1 on: the caller is worker 0 */
	unsigned started;
	pthread_mutex_t lock;
	pthread_cond_t begun, ended;
	char apart[ARENA_APART];
	atomic_uint round; /* of work given out */
	atomic_uint busy;  /* threads that have not ended it */
	char apart_too[ARENA_APART];
	atomic_size_t next;
};

static void labour(struct parallel *p, unsigned worker)
{
	for (;;) {
		size_t piece = atomic_fetch_add(&p->next, 1);
		if (piece >= p->n)
			return;
		p->work(p->context, piece, worker);
	}
}

/* Until *x is no longer `old`. */
static void await(struct parallel *p, const atomic_uint *x, unsigned old, pthread_cond_t *told)
{
	for (unsigned i = 0; i < LOOKS; i++)
		if (atomic_load(x) != old)
			return;
	pthread_mutex_lock(&p->lock);
	while (atomic_load(x) == old)
		pthread_cond_wait(told, &p->lock);
	pthread_mutex_unlock(&p->lock);
}

static void tell(struct parallel *p, atomic_uint *x, unsigned by, pthread_cond_t *told)
{
	pthread_mutex_lock(&p->lock);
	atomic_fetch_add(x, by);
	pthread_cond_broadcast(told);
	pthread_mutex_unlock(&p->lock);
}

static void *serve(void *argument)
{
	struct worker *w = argument;
	struct parallel *p = w->all;
	for (unsigned round = 0;; round++) {
		await(p, &p->round, round, &p->begun);
		if (p->closing)
			return NULL;
		labour(p, w->index);
		tell(p, &p->busy, UINT_MAX, &p->ended); /* one less */
	}
}

struct parallel *parallel_open(struct arena *a, unsigned threads)
{
	struct parallel *p = ARENA_NEW(a, struct parallel);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->begun, NULL);
	pthread_cond_init(&p->ended, NULL);
	threads = threads > THREADS_MAX ? THREADS_MAX : threads;
	for (unsigned i = 1; i < threads; i++) {
		struct worker *w = &p->workers[i];
		*w = (struct worker){.all = p, .index = i};
		if (pthread_create(&w->thread, NULL, serve, w))
			break;
		p->started++;
	}
	return p;
}

void parallel_each(struct parallel *p, size_t n,
                   void (*work)(void *context, size_t piece, unsigned worker), void *context)
{
	p->work = work;
	p->context = context;
	p->n = n;
	atomic_store(&p->next, 0);
	if (p->started && n > 1) {
		atomic_store(&p->busy, p->started);
		tell(p, &p->round, 1, &p->begun);
	}
	labour(p, 0);
	for (unsigned busy; (busy = atomic_load(&p->busy)) != 0;)
		await(p, &p->busy, busy, &p->ended);
}

void parallel_close(struct parallel *p)
{
	p->closing = true;
	if (p->started)
		tell(p, &p->round, 1, &p->begun);
	for (unsigned i = 1; i <= p->started; i++)
		pthread_join(p->workers[i].thread, NULL);
	pthread_cond_destroy(&p->ended);
	pthread_cond_destroy(&p->begun);
	pthread_mutex_destroy(&p->lock);
}

unsigned parallel_processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (unsigned)n;
}
