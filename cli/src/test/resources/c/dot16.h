/* Written by `bitlemma c` from the kernel dot<int16> of kernels.lemma. */

#ifndef DOT16_H
#define DOT16_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Dot product of two int8 vectors in an int32 accumulator.
 *
 * Parameters: a has K elements; b has K elements.
 * Requires: 1 <= K <= 131071.
 * It is not proved that nothing overflows; what may fail is asserted.
 */
int16_t dot16(const int8_t *a, const int8_t *b, size_t K);

#ifdef __cplusplus
}
#endif

#endif
