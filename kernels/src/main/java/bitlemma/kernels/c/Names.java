package bitlemma.kernels.c;

import java.util.HashSet;
import java.util.Set;

/** Names for C: none is a word of C or a name of its library, and within one scope no two are the same. */
final class Names {
    /**
     * Words of C11 and of what GCC adds, macros of the headers that are included, and functions that compilers know.
     */
    private static final Set<String> TAKEN = Set.of(("auto break case char const continue default do double else enum"
        + " extern float for goto if inline int long register restrict return short signed sizeof static struct switch"
        + " typedef union unsigned void volatile while asm typeof linux unix bool true false assert static_assert"
        + " NDEBUG NULL offsetof ptrdiff_t size_t wchar_t max_align_t main abs labs llabs div ldiv lldiv abort exit"
        + " atexit malloc calloc realloc free qsort rand srand exp exp2 expm1 log log2 log10 log1p logb ilogb pow sqrt"
        + " cbrt hypot sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh erf erfc tgamma lgamma gamma"
        + " ceil floor trunc round lround llround rint lrint llrint nearbyint fmod remainder remquo copysign nan"
        + " nextafter fdim fmax fmin fma fabs frexp ldexp modf scalb scalbn scalbln significand drem pow10 exp10 j0 j1"
        + " jn y0 y1 yn signbit isnan isinf isfinite isnormal printf fprintf sprintf snprintf scanf puts putchar"
        + " memcpy memmove memset memcmp memchr strlen strcpy strcat strcmp strchr index rindex ffs bcmp bzero bcopy"
        + " isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower"
        + " toupper toascii alloca fork execl execv clz ctz popcount parity")
            .split(" "));

    private final Set<String> used = new HashSet<>();
    private final Set<String> reserved = new HashSet<>();

    Names() {}

    /** The names of an inner scope, which are other ones than those that are used outside by now. */
    Names(Names outer) {
        used.addAll(outer.used);
    }

    /** Keeps the name that stands for a label to scopes inside. */
    void reserve(String label) {
        reserved.add(word(label));
    }

    /** A name that stands for a label of the source and is not used yet; from now on it is. */
    String unused(String label) {
        String name = word(label);
        String candidate = name;
        for (int i = 2; reserved.contains(candidate) || !used.add(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    /** Gives a name back whose scope ends. */
    void release(String name) {
        used.remove(name);
    }

    /** The name of a kernel's function: {@code dot<int16>} is {@code dot_int16}. */
    static String ofFunction(String kernel) {
        return word(kernel.replaceAll("[<>, ]+", " ").strip().replace(' ', '_'));
    }

    /** Whether a name that a user chose can be that of a function. */
    static boolean isFunctionName(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") && !isTaken(name);
    }

    private static boolean isTaken(String name) {
        return TAKEN.contains(name)
                || name.matches("U?INT(8|16|32|64|PTR|MAX)_(MIN|MAX|C)|u?int(8|16|32|64|ptr|max)_t|SIZE_MAX");
    }

    private static String word(String label) {
        StringBuilder ascii = new StringBuilder();
        label.codePoints().forEach(c -> {
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '_');
            ascii.append(plain ? Character.toString(c) : "u" + Integer.toHexString(c));
        });
        String name = ascii.toString();
        if (name.startsWith("_")) {
            // C keeps such names for itself.
            name = "v" + name;
        }
        return isTaken(name) ? name + "_" : name;
    }
}
