/* Written by `bitlemma c` from the kernel requantize of kernels.lemma. */

#include <assert.h>
#include <stdint.h>

_Static_assert(sizeof(int) == 4, "int has 32 bits");

/* a / 2^n, rounded down: the arithmetic shift, without C's implementation-defined behaviour. */
static inline int64_t shift_right_int64(int64_t a, int32_t n)
{
    return a < 0 ? ~(~a >> n) : a >> n;
}

/* a / 2^n, rounded to nearest, ties to even. */
static inline int64_t round_shift_even_int64(int64_t a, int32_t n)
{
    if (n == 0) {
        return a;
    }
    int64_t floor = shift_right_int64(a, n);
    uint64_t rest = (uint64_t)a & (((uint64_t)1 << n) - 1);
    uint64_t half = (uint64_t)1 << (n - 1);
    return rest > half || (rest == half && (floor & 1) != 0) ? floor + 1 : floor;
}

/* The nearest number from -128 to 127. */
static inline int8_t saturate_int8_from_int64(int64_t a)
{
    return a < -128 ? -128 : a > 127 ? 127 : (int8_t)a;
}

/* a / 2^n, rounded down: the arithmetic shift, without C's implementation-defined behaviour. */
static inline int32_t shift_right_int32(int32_t a, int32_t n)
{
    return a < 0 ? ~(~a >> n) : a >> n;
}

/* a / 2^n, rounded to nearest, ties away from zero. */
static inline int32_t round_shift_away_int32(int32_t a, int32_t n)
{
    if (n == 0) {
        return a;
    }
    int32_t floor = shift_right_int32(a, n);
    uint32_t rest = (uint32_t)a & (((uint32_t)1 << n) - 1);
    uint32_t half = (uint32_t)1 << (n - 1);
    return rest > half || (rest == half && a >= 0) ? floor + 1 : floor;
}

/*
 * Rounds to nearest, ties away from zero.
 *
 * Requires: 0 <= n <= 31.
 */
static int32_t halved(int32_t x, int64_t n)
{
    return round_shift_away_int32(x, (int32_t)n);
}

/*
 * Scales, rounds, and keeps to int8.
 *
 * Parameters: shift is from 0 to 31.
 * Requires: 1073741824 <= multiplier <= 2147483647.
 * No operation overflows, no divisor is 0 and every index is in range: this is proved.
 */
int8_t requantize(int32_t acc, int32_t multiplier, uint8_t shift, int8_t zero_point)
{
    assert(shift <= 31);
    assert(1073741824 <= multiplier);
    const int32_t high = (int32_t)round_shift_even_int64((int64_t)acc * multiplier, 31);
    return saturate_int8_from_int64((int64_t)halved(high, shift) + zero_point);
}
