/* Written by `bitlemma c` from the kernel mean of kernels.lemma. */

#include <assert.h>
#include <stdint.h>

_Static_assert(sizeof(int) == 4, "int has 32 bits");

/*
 * The mean of two numbers, as it is often written.
 *
 * It is not proved that nothing overflows; what may fail is asserted.
 */
int32_t mean(int32_t a, int32_t b)
{
    const int64_t exact = (int64_t)a + b;
    assert(INT32_MIN <= exact && exact <= INT32_MAX);
    return (int32_t)exact / 2;
}
