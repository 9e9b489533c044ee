#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int32_t magnitude(int32_t x) { return (int32_t)(x < 0 ? 0u - (uint32_t)x : (uint32_t)x); }
/* Differs at INT32_MIN alone. */
int32_t magnitude_rare(int32_t x) { return x == INT32_MIN ? INT32_MAX : magnitude(x); }
int64_t difference(int16_t a, int32_t b) { return (int64_t)a - b; }
/* Takes the parameters the other way round. */
int64_t difference_swapped(int32_t b, int16_t a) { return (int64_t)a - b; }
int16_t product(uint8_t a, int8_t b) { return (int16_t)(a * b); }
/* Gives a char where an int16_t is expected. */
int8_t product_narrow(uint8_t a, int8_t b) { return (int8_t)(a * b); }
int32_t dot(const int8_t *a, const uint8_t *b, size_t K)
{
    int32_t sum = 0;
    for (size_t k = 0; k < K; k++) {
        sum += a[k] * b[k];
    }
    return sum;
}
/* Leaves the rest behind the last block of four out. */
int32_t dot_blocks(const int8_t *a, const uint8_t *b, size_t K) { return dot(a, b, K / 4 * 4); }
bool any_of(bool mask, const uint16_t *a, uint16_t x)
{
    return mask && (a[0] == x || a[1] == x || a[2] == x || a[3] == x);
}
uint64_t shifted(uint64_t x, int64_t n) { return x >> n; }
bool in_band(int64_t x, int64_t low) { return x >= low && x >= INT64_C(1) << 52 && x < INT64_C(1) << 53; }
int8_t narrow(int8_t x) { return (int8_t)(x < 15 ? x + 1 : 15); }
int8_t half_safe(int8_t x) { return (int8_t)(x == 127 ? 0 : x + 1); }
