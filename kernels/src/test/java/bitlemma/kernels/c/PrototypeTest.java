package bitlemma.kernels.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How kernels are called as C functions, and names that C can have. */
class PrototypeTest {
    private static Kernel kernel(String text) {
        Parser.Parsed parsed = Parser.parse(new SourceFile("test.lemma", text));
        Checker.Checked checked = Checker.check(parsed.module().orElseThrow(), List.of());
        return checked.program().orElseThrow().kernels().values().iterator().next();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kernel f(a: int8[K], b: uint16[N], c: int8[K]) -> int32 { 0 }"
                        + "|int32_t f(const int8_t *a, const uint16_t *b, const int8_t *c, size_t K, size_t N)",
                "kernel f(n: int, a: int5[4 * n], b: bool) -> bool given n >= 0 { b }"
                        + "|bool f(int64_t n, const int8_t *a, bool b)",
                "kernel f() -> int { 1 }|int64_t f(void)",
                "kernel exp(double: uint33, int8_t: int64) -> uint128 { 0 }"
                        + "|unsigned __int128 exp_(uint64_t double_, int64_t int8_t_)",
                "kernel f<W = 12>(a: uint<W>) -> uint<W> { a }|uint16_t f_12(uint16_t a)",
            })
    void text(String kernel, String prototype) {
        assertEquals(prototype, Prototype.of(kernel(kernel), "").text());
    }

    @Test
    void whatNoTypeHolds() {
        Kernel wide = kernel("kernel f(a: int200) -> int8 { 0 }");
        assertTrue(assertThrows(Inexpressible.class, () -> Prototype.of(wide, ""))
                .getMessage()
                .contains("parameter `a` of `f` is of type int200"));
    }

    @Test
    void names() {
        assertTrue(Prototype.isName("dot_i8"));
        for (String taken : List.of("int", "abs", "uint8_t", "INT32_MAX", "main", "1a", "a b", "")) {
            assertFalse(Prototype.isName(taken), taken);
        }
    }
}
