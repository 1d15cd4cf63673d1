#include "vary/stream.h"

void stream_words(uint64_t seed, uint64_t draw, uint32_t slot, enum stream_purpose purpose,
                  uint32_t words[4])
{
	uint32_t c0 = (uint32_t)draw, c1 = (uint32_t)(draw >> 32), c2 = slot,
	         c3 = (uint32_t)purpose;
	uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
	for (int round = 0; round < STREAM_ROUNDS; round++) {
		uint64_t p = (uint64_t)c0 * 0xD2511F53u, q = (uint64_t)c2 * 0xCD9E8D57u;
		uint32_t x = (uint32_t)(q >> 32) ^ c1 ^ k0, y = (uint32_t)(p >> 32) ^ c3 ^ k1;
		c1 = (uint32_t)q;
		c3 = (uint32_t)p;
		c0 = x;
		c2 = y;
		k0 += 0x9E3779B9u;
		k1 += 0xBB67AE85u;
	}
	words[0] = c0;
	words[1] = c1;
	words[2] = c2;
	words[3] = c3;
}
