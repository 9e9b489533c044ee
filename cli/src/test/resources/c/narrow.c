/* Written by `bitlemma c` from the kernel narrow of coded.lemma. */

#include <stdint.h>
#include <string.h>

_Static_assert(sizeof(int) == 4, "int has 32 bits");
_Static_assert(sizeof(float) == 4, "float has 32 bits");

/* The bits of the float that a points to. */
static inline uint32_t float_bits(const float *a)
{
    uint32_t bits;
    memcpy(&bits, a, sizeof bits);
    return bits;
}

/* The greater one. */
static inline int32_t max_int32(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* The place of the highest bit that is one, from 1 on; 0 for none. */
static inline int32_t bit_length_uint32(uint32_t a)
{
    int32_t length = 0;
    for (; a != 0; a >>= 1) {
        length++;
    }
    return length;
}

/* The smaller one. */
static inline int32_t min_int32(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/*
 * Parameters: x is a float32.
 * Result: the bits of a bfloat16.
 * No operation overflows, no divisor is 0 and every index is in range: this is proved.
 */
uint16_t narrow(float x)
{
    const uint32_t x_bits = float_bits(&x);
    const int32_t sign = (int32_t)(x_bits >> 31);
    const int32_t magnitude = (int32_t)(x_bits & INT32_MAX);
    const int32_t field = magnitude >> 23;
    const int32_t significand_ = (field == 0 ? 0 : 8388608) + (magnitude & 8388607);
    const int32_t room = max_int32(field, 1) - 1;
    const int32_t zeros = 24 - bit_length_uint32((uint32_t)significand_);
    const int32_t normal = (int32_t)(((int64_t)significand_ << min_int32(zeros, room)) & 16777215);
    return (uint16_t)(magnitude > 2139095040 ? 32704 : magnitude == 2139095040 ? sign * 32768 + 32640
            : min_int32(significand_ == 0 ? 0 : max_int32(room - zeros,
            0) * 128 + ((normal + (((normal >> 16) & 1) + 32767)) >> 16), 32640) + sign * 32768);
}
