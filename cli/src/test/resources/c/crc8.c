/* Written by `bitlemma c` from the kernel crc8 of kernels.lemma. */

#include <stdint.h>

_Static_assert(sizeof(int) == 4, "int has 32 bits");

/*
 * CRC-8 with the polynomial x^8 + x^2 + x + 1, one byte.
 *
 * No operation overflows, no divisor is 0 and every index is in range: this is proved.
 */
uint8_t crc8(uint8_t crc, uint8_t byte)
{
    uint8_t c = (uint8_t)(crc ^ byte);
    for (int32_t i = 0; i < 8; i++) {
        c = (uint8_t)(c >= 128 ? (uint8_t)(c * 2) ^ 7 : c * 2);
    }
    return c;
}
