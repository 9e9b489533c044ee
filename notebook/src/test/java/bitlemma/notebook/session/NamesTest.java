package bitlemma.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.check.Vocabulary;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.parse.Parser;
import bitlemma.numbers.Formats;
import bitlemma.numbers.IntegerFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completion, explanations, and when a text is a whole cell. */
class NamesTest {
    private static Session declared() {
        Session session = SessionTest.session();
        SessionTest.run(
                session,
                1,
                """
                /// Halves, rounding down.
                kernel halve<T = int8>(x: T) -> T given x >= 0 { x >> 1 }
                kernel hash(x: uint8) -> uint8 { x *% 31 }
                const HALF = 1/2
                function half(x: rational) -> rational = x * HALF
                format tiny = float { exponent: 3, mantissa: 2 }
                """);
        return session;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hal|half halve|0",
                "1 + HA|HALF|4",
                "claim c: hash(x) == leadi|leading_zeros|20",
                "cla|claim clamp|0",
                "bfl|bfloat16|0",
                "int8.m|max min|5",
                "tiny.smallest_n|smallest_normal|5",
                "x < float<4, 3>.eps|epsilon|16",
                "nothing.m||8",
                "%pl|plot|1",
                "7 %pl||3",
                "nosuchname||0"
            })
    void completes(String cell, String expected, int start) {
        Session.Completion completion = declared().complete(cell, cell.length());
        assertEquals(expected == null ? List.of() : List.of(expected.split(" ")), completion.texts());
        assertEquals(start, completion.start());
    }

    private static String explained(String cell) {
        int cursor = cell.indexOf('_');
        return declared().explain(cell.replace("_", ""), cursor).orElse("nothing");
    }

    @Test
    void explains() {
        assertEquals(
                "kernel halve<T>(x: T) -> T\n    given x >= 0\nHalves, rounding down.\ndeclared at In[1]:2:8",
                explained("claim c: hal_ve(x) <= x"));
        assertEquals(
                "kernel hash(x: uint8) -> uint8\n    uint8: from 0 to 255\ndeclared at In[1]:3:8",
                explained("hash(3_"));
        assertEquals("const HALF = 1/2  = 0.5\ndeclared at In[1]:4:7", explained("HALF_"));
        assertEquals(
                "function half(x: rational) -> rational = x * HALF\ndeclared at In[1]:5:10", explained("_half(3)"));
        String tiny = explained("ti_ny");
        assertTrue(tiny.startsWith("format tiny\nnumber format of 6 bits, from -14 to 14\n"), tiny);
        assertEquals("int8\nsigned integer of 8 bits, from -128 to 127", explained("int8_"));
        assertEquals("int8.max = 127\nthe greatest finite value", explained("int8.ma_x"));
        assertTrue(explained("clamp_").startsWith("clamp(x, low, high)\n"), explained("clamp_"));
        assertTrue(explained("%plo_t x for x in 0..1").contains("%plot EXPRESSION"), explained("%plo_t"));
        assertEquals("nothing", explained("nosuchname_"));
    }

    @Test
    void theLanguagesOwnNamesAreExplained() {
        List<String> missing = new ArrayList<>();
        Vocabulary.operations().keySet().stream().filter(n -> Explanation.own(n).isEmpty()).forEach(missing::add);
        Parser.words().stream().filter(n -> Explanation.own(n).isEmpty()).forEach(missing::add);
        Sort integer = new Sort.Machine(IntegerFormat.named("int8").orElseThrow());
        TreeSet<String> members = new TreeSet<>(Vocabulary.members(integer));
        Formats.builtIn().forEach(f -> members.addAll(Vocabulary.members(new Sort.Coded(f))));
        members.stream().filter(n -> Explanation.member(n).isEmpty()).forEach(n -> missing.add("." + n));
        assertEquals(List.of(), missing, "words.properties lacks lines");
    }

    @Test
    void consolesKnowWhetherACellIsWhole() {
        List<String> complete =
                List.of("", "1 + 1", "claim c: 1 == 1", "// words", "%time\n1", "%budget 5", "const N = 1\nN + 1");
        for (String whole : complete) {
            assertEquals(new Completeness.Complete(), Completeness.of(whole), whole);
        }
        for (String begun : List.of("1 +", "claim c:", "dot([1, 2],", "/* words")) {
            assertEquals(new Completeness.Incomplete(""), Completeness.of(begun), begun);
        }
        assertEquals(new Completeness.Incomplete("    "), Completeness.of("kernel f(x: int8) -> int8 {\n"));
        for (String wrong : List.of("1 2", "claim c: )", "kernal f(x: int8) -> int8 { x }")) {
            assertEquals(new Completeness.Wrong(), Completeness.of(wrong), wrong);
        }
    }
}
