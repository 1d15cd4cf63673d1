#include "cli/program.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const char *program_find(struct arena *a, const char *name)
{
	const char *path = getenv("PATH");
	struct stat st;
	while (path != NULL && *path != '\0') {
		size_t n = strcspn(path, ":");
		const char *file = arena_print(a, "%.*s/%s", (int)n, path, name);
		/* It is started from another folder. */
		if (*path == '/' && stat(file, &st) == 0 && S_ISREG(st.st_mode) &&
		    access(file, X_OK) == 0)
			return file;
		path += path[n] == ':' ? n + 1 : n;
	}
	return NULL;
}

/* Only what may be called between fork() and exec: there may have been threads. */
static _Noreturn void become(const char *folder, const char *const *arguments, const char *says,
                             const char *const *environment)
{
	setpgid(0, 0);
	if (chdir(folder) != 0)
		_exit(127);
	int in = open("/dev/null", O_RDONLY);
	int out = open(says, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
		_exit(127);
	execve(arguments[0], (char *const *)(uintptr_t)arguments,
	       (char *const *)(uintptr_t)environment);
	_exit(127);
}

/* True once it has ended, with its status. */
static bool waited(pid_t child, unsigned seconds, int *status)
{
	enum { PER_SECOND = 50 };
	const struct timespec nap = {.tv_nsec = 1000000000L / PER_SECOND};
	for (unsigned i = 0; i < seconds * PER_SECOND; i++) {
		pid_t ended = waitpid(child, status, WNOHANG);
		if (ended == child)
			return true;
		if (ended < 0 && errno != EINTR)
			return false;
		nanosleep(&nap, NULL);
	}
	return false;
}

static const char *const *environment_of(struct arena *a, const char *folder)
{
	static const char *const fixed[] = {"LANG=C.UTF-8", "TZ=UTC",
	                                    "http_proxy=http://127.0.0.1:9",
	                                    "https_proxy=http://127.0.0.1:9"};
	enum { FIXED = sizeof fixed / sizeof *fixed };
	const char *path = getenv("PATH"), *home = getenv("HOME");
	const char **list = ARENA_NEWS(a, const char *, FIXED + 4);
	size_t n = 0;
	for (; n < FIXED; n++)
		list[n] = fixed[n];
	list[n++] = arena_print(a, "TMPDIR=%s", folder);
	if (path != NULL)
		list[n++] = arena_print(a, "PATH=%s", path);
	if (home != NULL)
		list[n++] = arena_print(a, "HOME=%s", home);
	return list;
}

int program_in(struct arena *a, const char *folder, const char *const *arguments, const char *says,
               unsigned seconds)
{
	const char *const *environment = environment_of(a, folder);
	int status = 0;
	pid_t child = fork();
	if (child < 0)
		return -1;
	if (child == 0)
		become(folder, arguments, says, environment);
	setpgid(child, child); /* whoever is first */
	bool ended = waited(child, seconds, &status);
	kill(-child, SIGKILL);
	while (!ended && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return ended && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
