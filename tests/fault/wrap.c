/* wrap.c - allocations and uses of files that fail when told to.
 *
 * Linked into a second build of the program with -Wl,--wrap, so it stands between our own code
 * (not the libraries') and the C library. The environment says what happens:
 *     KAOHE_FAULT=count  count the calls that could fail
 *     KAOHE_FAULT=17     the 17th of them fails
 *     KAOHE_FAULT=fork   before each call that comes ahead of any output, a child is forked in
 *                        which that call fails; the parent checks how the child ends. A run of
 *                        a child costs what is left to do after the failure, next to nothing.
 *     KAOHE_FAULT=paths  likewise, but only for calls that are reached on a new way: the return
 *                        addresses on the stack tell ways apart
 *     KAOHE_FAULT_EVERY=97 KAOHE_FAULT_PART=5    only calls whose number is 5 modulo 97
 *     KAOHE_FAULT_REPORT=FILE receives "CALLS BEFORE_OUTPUT FORKED WRONG"
 * A message on stderr is not made to fail: it is how a failure is told. Nor is stat(), whose
 * failure says that a file is not there.
 */
#include <dirent.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define MACHINE_FAILED 3 /* the exit code that is due */
#define FDS            1024
#define DEPTH          64
#define WAYS           65536 /* a power of two, some times more than there are ways */

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
int __real_open(const char *path, int flags, ...);
int __real_fstat(int fd, struct stat *st);
int __real_mkstemp(char *pattern);
int __real_fchmod(int fd, mode_t mode);
ssize_t __real_read(int fd, void *to, size_t n);
ssize_t __real_pread(int fd, void *to, size_t n, off_t at);
ssize_t __real_write(int fd, const void *from, size_t n);
int __real_fsync(int fd);
int __real_close(int fd);
int __real_rename(const char *from, const char *to);
FILE *__real_fopen(const char *path, const char *mode);
FILE *__real_fdopen(int fd, const char *mode);
size_t __real_fread(void *to, size_t size, size_t n, FILE *f);
size_t __real_fwrite(const void *from, size_t size, size_t n, FILE *f);
int __real_fputs(const char *text, FILE *f);
int __real_fputc(int c, FILE *f);
int __real_fflush(FILE *f);
int __real_fclose(FILE *f);
iconv_t __real_iconv_open(const char *to, const char *from);

static struct {
	bool armed, forking, by_way, in_child;
	bool output_begun;
	unsigned long calls, before_output, fail_at, every, part;
	unsigned long forked, wrong;
	const char *report;
	int out, err;      /* what a child says */
	bool written[FDS]; /* opened for writing */
	uint64_t ways[WAYS];
} fault;

static int nameless_file(void)
{
	char name[] = "/tmp/fault.XXXXXX";
	int fd = __real_mkstemp(name);
	unlink(name);
	return fd;
}

static void write_report(void)
{
	char text[128];
	if (fault.in_child || !fault.report)
		return;
	int n = snprintf(text, sizeof(text), "%lu %lu %lu %lu\n", fault.calls,
	                 fault.output_begun ? fault.before_output : fault.calls, fault.forked,
	                 fault.wrong);
	int fd = __real_open(fault.report, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || __real_write(fd, text, (size_t)n) != n)
		_exit(98);
	__real_close(fd);
}

static unsigned long number_in(const char *variable, unsigned long fallback)
{
	const char *text = getenv(variable);
	return text ? strtoul(text, NULL, 10) : fallback;
}

__attribute__((constructor)) static void arm(void)
{
	const char *how = getenv("KAOHE_FAULT");
	if (!how)
		return;
	fault.report = getenv("KAOHE_FAULT_REPORT");
	fault.every = number_in("KAOHE_FAULT_EVERY", 1);
	fault.part = number_in("KAOHE_FAULT_PART", 0);
	fault.fail_at = strtoul(how, NULL, 10);
	fault.by_way = strcmp(how, "paths") == 0;
	fault.forking = fault.by_way || strcmp(how, "fork") == 0;
	if (fault.forking) {
		fault.out = nameless_file();
		fault.err = nameless_file();
	}
	atexit(write_report);
	fault.armed = true;
}

/* Entries of the working folder, and the bytes in them: a partial file would change that. */
static long long folder_state(void)
{
	long long state = 0;
	struct stat st;
	DIR *folder = opendir(".");
	for (struct dirent *e = readdir(folder); e; e = readdir(folder))
		if (stat(e->d_name, &st) == 0 && S_ISREG(st.st_mode))
			state += 1000003 + st.st_size;
	closedir(folder);
	return state;
}

static off_t size_then_empty(int fd)
{
	struct stat st;
	if (__real_fstat(fd, &st) != 0 || ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0)
		_exit(98);
	return st.st_size;
}

static void judge(int status)
{
	off_t out = size_then_empty(fault.out), err = size_then_empty(fault.err);
	const char *what = NULL;
	if (!WIFEXITED(status))
		what = "died of a signal";
	else if (WEXITSTATUS(status) != MACHINE_FAILED)
		what = "wrong exit code";
	else if (out)
		what = "wrote to stdout";
	else if (!err)
		what = "said nothing";
	if (!what)
		return;
	if (fault.wrong++ < 5)
		fprintf(stderr, "fault: call %lu failed: %s (status %x)\n", fault.calls, what,
		        (unsigned)status);
}

/* FNV-1a over the return addresses. */
static bool new_way(void)
{
	void *stack[DEPTH];
	int depth = backtrace(stack, DEPTH);
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (int i = 0; i < depth; i++)
		hash = (hash ^ (uintptr_t)stack[i]) * UINT64_C(0x100000001b3);
	for (size_t i = hash % WAYS;; i = (i + 1) % WAYS) {
		if (fault.ways[i] == hash)
			return false;
		if (!fault.ways[i]) {
			fault.ways[i] = hash;
			return true;
		}
	}
}

/* True in the child, whose call is to fail. */
static bool fork_to_fail(void)
{
	static long long before;
	int status = 0;
	if (fault.calls % fault.every != fault.part || (fault.by_way && !new_way()))
		return false;
	if (!fault.forked++)
		before = folder_state();
	pid_t child = fork();
	if (child == 0) {
		fault.in_child = true;
		fault.armed = false;
		dup2(fault.out, STDOUT_FILENO);
		dup2(fault.err, STDERR_FILENO);
		return true;
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		_exit(98);
	judge(status);
	if (fault.forked % 64 == 0 && folder_state() != before) {
		fprintf(stderr, "fault: a child before call %lu left a file\n", fault.calls);
		fault.wrong++;
	}
	return false;
}

/* Is this call to fail? Sets errno when it is. */
static bool fails(int error)
{
	bool now;
	if (!fault.armed)
		return false;
	fault.calls++;
	now = fault.forking ? !fault.output_begun && fork_to_fail() : fault.calls == fault.fail_at;
	if (now)
		errno = error;
	return now;
}

static bool output_fails(int error)
{
	if (fault.armed && !fault.output_begun) {
		fault.output_begun = true;
		fault.before_output = fault.calls;
	}
	return fails(error);
}

static int opened(int fd, bool to_write)
{
	if (fd >= 0 && fd < FDS)
		fault.written[fd] = to_write;
	return fd;
}

void *__wrap_malloc(size_t size)
{
	return fails(ENOMEM) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return fails(ENOMEM) ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails(ENOMEM) ? NULL : __real_realloc(old, size);
}

int __wrap_open(const char *path, int flags, ...)
{
	bool to_write = (flags & O_ACCMODE) != O_RDONLY;
	va_list rest;
	va_start(rest, flags);
	int mode = flags & O_CREAT ? va_arg(rest, int) : 0;
	va_end(rest);
	if (to_write ? output_fails(EACCES) : fails(EIO))
		return -1;
	return opened(__real_open(path, flags, mode), to_write);
}

int __wrap_mkstemp(char *pattern)
{
	return output_fails(EACCES) ? -1 : opened(__real_mkstemp(pattern), true);
}

int __wrap_fchmod(int fd, mode_t mode)
{
	return output_fails(EIO) ? -1 : __real_fchmod(fd, mode);
}

int __wrap_fstat(int fd, struct stat *st)
{
	return fails(EIO) ? -1 : __real_fstat(fd, st);
}

ssize_t __wrap_read(int fd, void *to, size_t n)
{
	return fails(EIO) ? -1 : __real_read(fd, to, n);
}

ssize_t __wrap_pread(int fd, void *to, size_t n, off_t at)
{
	return fails(EIO) ? -1 : __real_pread(fd, to, n, at);
}

ssize_t __wrap_write(int fd, const void *from, size_t n)
{
	if (fd == STDERR_FILENO)
		return __real_write(fd, from, n);
	/* Half of it is on the disk when a disk is full. */
	if (output_fails(ENOSPC)) {
		if (n / 2 && __real_write(fd, from, n / 2) < 0)
			return -1;
		errno = ENOSPC;
		return -1;
	}
	return __real_write(fd, from, n);
}

int __wrap_fsync(int fd)
{
	return output_fails(EIO) ? -1 : __real_fsync(fd);
}

/* What was only read is lost to nobody when closing it fails. */
int __wrap_close(int fd)
{
	if (fd < 0 || fd >= FDS || !fault.written[fd])
		return __real_close(fd);
	fault.written[fd] = false;
	if (!output_fails(EIO))
		return __real_close(fd);
	__real_close(fd);
	errno = EIO;
	return -1;
}

int __wrap_rename(const char *from, const char *to)
{
	return output_fails(EACCES) ? -1 : __real_rename(from, to);
}

FILE *__wrap_fopen(const char *path, const char *mode)
{
	bool to_write = *mode != 'r' || strchr(mode, '+');
	return (to_write ? output_fails(EACCES) : fails(EIO)) ? NULL : __real_fopen(path, mode);
}

FILE *__wrap_fdopen(int fd, const char *mode)
{
	return fails(ENOMEM) ? NULL : __real_fdopen(fd, mode);
}

size_t __wrap_fread(void *to, size_t size, size_t n, FILE *f)
{
	return fails(EIO) ? 0 : __real_fread(to, size, n, f);
}

size_t __wrap_fwrite(const void *from, size_t size, size_t n, FILE *f)
{
	if (f == stderr)
		return __real_fwrite(from, size, n, f);
	return output_fails(ENOSPC) ? 0 : __real_fwrite(from, size, n, f);
}

int __wrap_fputs(const char *text, FILE *f)
{
	if (f == stderr)
		return __real_fputs(text, f);
	return output_fails(ENOSPC) ? EOF : __real_fputs(text, f);
}

int __wrap_fputc(int c, FILE *f)
{
	if (f == stderr)
		return __real_fputc(c, f);
	return output_fails(ENOSPC) ? EOF : __real_fputc(c, f);
}

int __wrap_fflush(FILE *f)
{
	if (f == stderr)
		return __real_fflush(f);
	return output_fails(ENOSPC) ? EOF : __real_fflush(f);
}

int __wrap_fclose(FILE *f)
{
	if (f == stderr || !output_fails(ENOSPC))
		return __real_fclose(f);
	__real_fclose(f);
	errno = ENOSPC;
	return EOF;
}

iconv_t __wrap_iconv_open(const char *to, const char *from)
{
	return fails(ENOMEM) ? (iconv_t)-1 : __real_iconv_open(to, from);
}
