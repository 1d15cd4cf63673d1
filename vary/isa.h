/* isa.h - which instruction sets this processor has.
 *
 * Innermost loops are compiled once for each (see the Makefile); all give the same results.
 */
#ifndef KAOHE_ISA_H
#define KAOHE_ISA_H

#include <stdbool.h>

/* "v1" .. "v4" of x86-64; elsewhere "v1" alone, which always runs. */
bool isa_runs(const char *isa);

#endif
