/* Written by `bitlemma c` from the kernel look_up of kernels.lemma. */

#include <stdint.h>

_Static_assert(sizeof(int) == 4, "int has 32 bits");

/*
 * No operation overflows, no divisor is 0 and every index is in range: this is proved.
 */
uint8_t look_up(uint8_t x)
{
    static const uint8_t table[8] = {0, 0, 1, 2, 3, 4, 5, 6};
    return table[x & 7];
}
