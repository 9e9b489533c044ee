/* The propositions of the .lemma files beside this one, as loops that a C programmer would write. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static int min(int a, int b) { return a < b ? a : b; }
static int max(int a, int b) { return a > b ? a : b; }

static uint16_t lmul(uint16_t x, uint16_t y) {
    int magnitude = (x & 0x7fff) + (y & 0x7fff) - (127 * 128 - 8);
    int limited = magnitude < 128 ? 0 : min(magnitude, 0x7f80);
    return ((x ^ y) & 0x8000) | limited;
}

static uint16_t by_fields(uint16_t x, uint16_t y) {
    int fraction = (x & 127) + (y & 127) + 8;
    int exponent = (x >> 7 & 255) + (y >> 7 & 255) + (fraction >> 7) - 127;
    int sign = (x >> 15 ^ y >> 15) << 15;
    return exponent <= 0 ? sign : exponent >= 255 ? sign | 0x7f80 : sign | exponent << 7 | (fraction & 127);
}

static int check_lmul(int64_t from, int64_t to) {
    for (int64_t x = from; x < to; x++) {
        int bad = 0;
        for (int y = 0; y < 1 << 16; y++) bad |= lmul(x, y) != by_fields(x, y);
        if (bad) return 1;
    }
    return 0;
}

static int32_t srdhm(int32_t a, int32_t b) {
    int64_t ab = (int64_t) a * b;
    int64_t nudge = ab >= 0 ? 1 << 30 : 1 - (1 << 30);
    return a == INT32_MIN && b == INT32_MIN ? INT32_MAX : (ab + nudge) / (1ll << 31);
}

#define BLOCK (1 << 16)

static int check_srdhm(int64_t from, int64_t to) {
    for (int64_t block = from; block < to; block++) {
        int bad = 0;
        for (int i = 0; i < BLOCK; i++) {
            int32_t a = block * BLOCK + i + INT32_MIN;
            int64_t error = ((int64_t) srdhm(a, 1518500250) << 31) - (int64_t) a * 1518500250;
            bad |= error > 1 << 30 || error < -(1 << 30);
        }
        if (bad) return 1;
    }
    return 0;
}

static int32_t rounding_divide(int32_t x) {
    int32_t mask = 127, remainder = x & mask, threshold = (mask >> 1) + (x < 0);
    return (x >> 7) + (remainder > threshold);
}

/* Half a unit added to the magnitude, and the rest cut off. */
static int32_t specified(int32_t x) {
    int64_t magnitude = (x < 0 ? -(int64_t) x : x) + 64 >> 7;
    return x < 0 ? -magnitude : magnitude;
}

static int check_rounding_shift(int64_t from, int64_t to) {
    for (int64_t block = from; block < to; block++) {
        int bad = 0;
        for (int i = 0; i < BLOCK; i++) {
            int32_t x = block * BLOCK + i + INT32_MIN;
            bad |= rounding_divide(x) != specified(x);
        }
        if (bad) return 1;
    }
    return 0;
}

static int product(int x, int y) {
    int p = (x < 8 ? x : (x & 7) | 8) * (y < 8 ? y : (y & 7) | 8);
    int sum = max(x >> 3, 1) + max(y >> 3, 1);
    int exponent = max(sum + 18 - (p ? __builtin_clz(p) : 32), 1);
    int shift = exponent + 10 - sum, n = min(max(shift, 0), 15), q;
    if (shift >= 0) q = n == 0 ? p : (p + (1 << n >> 1) - 1 + (p >> n & 1)) >> n;
    else q = p << min(-shift, 3);
    return x == 0x7f || y == 0x7f ? 0x7f : min(exponent * 8 + q - 8, 0x7e);
}

static int check_float8(int64_t from, int64_t to) {
    for (int64_t x = from; x < to; x++) {
        int bad = 0;
        for (int y = 0; y < 128; y++) {
            int xy = product(x, y);
            for (int z = 0; z < 128; z++) bad |= y <= z && !(xy <= product(x, z) && xy == product(y, x));
        }
        if (bad) return 1;
    }
    return 0;
}

static struct kernel {
    const char *name;
    int (*check)(int64_t, int64_t);
    int64_t slices;
} kernels[] = {
    {"lmul", check_lmul, 1 << 16},
    {"srdhm", check_srdhm, 1 << 16},
    {"rounding_shift", check_rounding_shift, 1 << 16},
    {"float8", check_float8, 1 << 7},
};

static struct kernel *kernel;
static int64_t next;
static int failed;

static void *work(void *unused) {
    for (int64_t i; (i = __atomic_fetch_add(&next, 1, __ATOMIC_RELAXED)) < kernel->slices;)
        if (kernel->check(i, i + 1)) failed = 1;
    return unused;
}

static double wall(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

static double cpu(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_utime.tv_usec * 1e-6;
}

/* Prints the least wall-clock seconds and the least processor seconds of some runs: sweep KERNEL THREADS RUNS. */
int main(int argc, char **argv) {
    int threads = atoi(argv[2]), runs = atoi(argv[3]);
    for (kernel = kernels; strcmp(kernel->name, argv[1]); kernel++) {}
    double best_wall = 1e9, best_cpu = 1e9;
    while (runs-- > 0) {
        double w = wall(), c = cpu();
        next = 0;
        pthread_t ids[64];
        for (int i = 0; i < threads; i++) pthread_create(&ids[i], 0, work, 0);
        for (int i = 0; i < threads; i++) pthread_join(ids[i], 0);
        w = wall() - w;
        c = cpu() - c;
        if (w < best_wall) best_wall = w;
        if (c < best_cpu) best_cpu = c;
    }
    printf("%.6f %.6f %s\n", best_wall, best_cpu, failed ? "fails" : "holds");
    return 0;
}
