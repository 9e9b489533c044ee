/* Written by `bitlemma c` from the kernel lmul of coded.lemma. */

#include <stdint.h>

_Static_assert(sizeof(int) == 4, "int has 32 bits");

/*
 * L-Mul: about the product, by one addition of bit patterns. 16 bits of any kind.
 *
 * Parameters: a is the bits of a bfloat16; b is the bits of a bfloat16.
 * Result: the bits of a bfloat16.
 * No operation overflows, no divisor is 0 and every index is in range: this is proved.
 */
uint16_t lmul(uint16_t a, uint16_t b)
{
    return (uint16_t)((uint16_t)(a + b) - 16248);
}
