#include "vary/isa.h"

#include <string.h>

bool isa_runs(const char *isa)
{
#if defined(__x86_64__)
	__builtin_cpu_init();
	if (!strcmp(isa, "v4"))
		return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
		       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
		       __builtin_cpu_supports("avx512cd");
	if (!strcmp(isa, "v3"))
		return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
		       __builtin_cpu_supports("fma");
	if (!strcmp(isa, "v2"))
		return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
#endif
	return !strcmp(isa, "v1");
}
