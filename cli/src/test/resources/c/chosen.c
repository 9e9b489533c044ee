/* Written by `bitlemma c` from the kernel chosen of kernels.lemma. */

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

_Static_assert(sizeof(int) == 4, "int has 32 bits");

/* |a| */
static inline int32_t abs_int32(int32_t a)
{
    return a < 0 ? -a : a;
}

/*
 * Chooses between a sum and an element.
 *
 * Parameters: a has K elements.
 * Requires: 0 <= i < K, K <= 1000, (a[k] > -16384 for all 0 <= k < K).
 * No operation overflows, no divisor is 0 and every index is in range: this is proved.
 */
int32_t chosen(bool all, const int16_t *a, int64_t i, size_t K)
{
    assert(0 <= i);
    assert(K <= 1000);
    assert((uint64_t)i < K);
#ifndef NDEBUG
    for (size_t k = 0; k < K; k++) {
        assert(a[k] > -16384);
    }
#endif
    if (all) {
        int32_t sum = 0;
        for (size_t k = 0; k < K; k++) {
            sum += a[K - 1 - k];
        }
        return sum;
    }
    const int16_t x = a[i];
    assert(x != -32768);
    return abs_int32(x);
}
