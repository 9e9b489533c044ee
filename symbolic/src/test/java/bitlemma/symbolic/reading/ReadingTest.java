package bitlemma.symbolic.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.formula.TextForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Core terms as formulas: the value of an expected value, as it is read. */
class ReadingTest {
    private static Expected asked(String value) {
        String text = "function twice(a: rational) -> rational = 2 * a\nkernel machine(a: int8) -> int8 { a +% 1 }\n"
                + "derive d {\ngiven m in 1..8, c: real in 0..1\nx, y ~ uniform(-1, 1)\nk ~ uniform codes(int8)\n"
                + "w[m] ~ uniform(0, 1)\nfind E[" + value + "]\n}\n";
        Derivation derivation = Checker.check(
                        Parser.parse(new SourceFile("x.lemma", text)).module().orElseThrow(), List.of())
                .program()
                .orElseThrow()
                .derivations()
                .getFirst();
        return (Expected) ((Request.Find) derivation.requests().getFirst()).value();
    }

    private static Reading reading() {
        return new Reading(t -> {
            throw new Unreadable("a functional");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    x + y - 1;                         x - 1 + y
                    x * y / 2;                         x*y/2
                    -x;                                -x
                    x^3;                               x^3
                    2^-m;                              2^-m
                    |x|;                               abs(x)
                    min(x, y);                         min(x, y)
                    max(x, 0);                         max(0, x)
                    floor(x);                          floor(x)
                    ceil(x);                           ceil(x)
                    sqrt(c);                           sqrt(c)
                    log2(c);                           log(c)/log(2)
                    exp(x) + sin(y);                   exp(x) + sin(y)
                    erf(x) * erfc(y);                  erf(x)*erfc(y)
                    gamma(c) + harmonic(c);            gamma(c) + harmonic(c)
                    pi * euler_gamma + catalan;        pi*euler_gamma + catalan
                    twice(x + 1);                      2*(x + 1)
                    if x < y then x else y;            if x < y then x else y
                    sum(i < 3) x^i;                    1 + x + x^2
                    """)
    void termsAreFormulas(String term, String formula) {
        assertEquals(formula, TextForm.of(labelled(reading().formula(asked(term).value()))));
    }

    /** With names as the source has them. */
    private static Formula labelled(Formula formula) {
        Map<String, Formula> labels = new HashMap<>();
        Symbols.free(formula).forEach(name -> labels.put(name, Formulas.symbol(name.replaceAll("#.*", ""))));
        return Substitute.apply(formula, labels);
    }

    @Test
    void elementsOfArraysAreOneSymbolEach() {
        Formula formula = labelled(reading().formula(asked("sum(i < m) w[i]").value()));
        Formula.Total total = (Formula.Total) formula;
        assertEquals(Formulas.symbol("w"), total.term());
        assertEquals("m - 1", TextForm.of(total.high()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine(k)", "x + E[y]"})
    void whatIsNoFormulaIsSaid(String term) {
        assertThrows(Unreadable.class, () -> reading().formula(asked(term).value()));
    }
}
