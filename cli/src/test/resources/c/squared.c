/* Written by `bitlemma c` from the kernel squared of kernels.lemma. */

#include <stdint.h>

_Static_assert(sizeof(int) == 4, "int has 32 bits");

/*
 * One squaring of a random number generator.
 *
 * No operation overflows, no divisor is 0 and every index is in range: this is proved.
 */
uint64_t squared(uint64_t x, uint64_t key)
{
    const uint64_t y = x * x + key;
    return (y >> 32) | (y << 32);
}
