/* Written by `bitlemma c` from the kernel dot<int32> of kernels.lemma. */

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

_Static_assert(sizeof(int) == 4, "int has 32 bits");

/*
 * Dot product of two int8 vectors in an int32 accumulator.
 *
 * Parameters: a has K elements; b has K elements.
 * Requires: 1 <= K <= 131071.
 * No operation overflows, no divisor is 0 and every index is in range: this is proved.
 */
int32_t dot_int32(const int8_t *a, const int8_t *b, size_t K)
{
    assert(1 <= K);
    assert(K <= 131071);
    int32_t sum = 0;
    for (size_t k = 0; k < K; k++) {
        sum += a[k] * b[k];
    }
    return sum;
}
