#include "cli/hosts.h"
#include "vary/spread.h"

/* FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo). Of what is a SHA-256 already. */
static uint64_t digest(uint64_t before, const char *sha256)
{
	for (; sha256 != NULL && *sha256 != '\0'; sha256++)
		before = (before ^ (unsigned char)*sha256) * UINT64_C(0x100000001b3);
	return before;
}

bool hosts_stayed(struct run *run)
{
	if (run->spread == NULL || !run->spread->lost(run->spread->context))
		return true;
	diag_add(run->log, (struct place){0}, DIAG_host_lost, NO_ARGS);
	return false;
}

bool hosts_agree(struct run *run, const struct method *m, const struct heading *h)
{
	const struct spread *s = run->spread;
	if (s == NULL)
		return true;
	uint64_t mine = digest(UINT64_C(0xcbf29ce484222325), m->sha256);
	for (size_t i = 0; i < h->n_files; i++)
		mine = digest(mine, h->files[i].sha256);
	/* Each host learns how many of the 64 places hold a 1 on how many hosts. */
	uint64_t places[64] = {0};
	bool same = true;
	for (unsigned i = 0; i < 64; i++)
		places[i] = mine >> i & 1;
	s->sum64(s->context, places, 64);
	for (unsigned i = 0; i < 64; i++)
		same = same && (places[i] == 0 || places[i] == s->hosts);
	if (hosts_stayed(run) && !same)
		diag_add(run->log, (struct place){0}, DIAG_host_lost, NO_ARGS);
	return diag_errors(run->log) == 0;
}
