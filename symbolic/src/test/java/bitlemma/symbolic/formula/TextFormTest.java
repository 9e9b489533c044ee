package bitlemma.symbolic.formula;

import static bitlemma.symbolic.formula.Written.formula;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rounding;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormTest {
    private static final Formula X = Formulas.symbol("x");
    private static final Condition NEGATIVE = Conditions.compare(Condition.Relation.LESS, X, Formulas.ZERO);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1/12 - 2^-m/8 + pi^2/12 | \\frac{1}{12} - \\frac{2^{-m}}{8} + \\frac{\\pi^{2}}{12}
            -log(2)                 | -\\log\\left(2\\right)
            sqrt(x)                 | \\sqrt{x}
            x^(1/3)                 | \\sqrt[3]{x}
            x^(3/2)                 | x^{\\frac{3}{2}}
            dilog(2^-m)             | \\mathrm{Li}_2\\left(2^{-m}\\right)
            erf(c/sqrt(2))          | \\mathrm{erf}\\left(\\frac{c}{\\sqrt{2}}\\right)
            sigma^2*b_max           | b_{\\mathrm{max}} \\sigma^{2}
            x1/x2                   | \\frac{x_{1}}{x_{2}}
            3*2^m                   | 3 \\cdot 2^{m}
            exp(-x)/2               | \\frac{e^{-x}}{2}
            -(x + 1)/y              | -\\frac{x + 1}{y}
            (x + 1)*(x - 1)         | \\left(x - 1\\right) \\left(x + 1\\right)
            floor(x/2)              | \\left\\lfloor \\frac{x}{2} \\right\\rfloor
            harmonic(n)             | H_{n}
            euler_gamma             | \\gamma
            scale                   | \\mathrm{scale}
            (x/y)^m                 | \\left(\\frac{x}{y}\\right)^{m}
            """)
    void setsInLatex(String written, String latex) {
        assertEquals(latex, LatexForm.of(formula(written)));
    }

    @Test
    void writesWhatBindsAndChooses() {
        Formula choice = Formulas.choose(NEGATIVE, Formulas.negate(X), X);
        assertEquals("if x < 0 then -x else x", TextForm.of(choice));
        assertEquals("2*(if x < 0 then -x else x)", TextForm.of(Formulas.product(Formulas.TWO, choice)));
        assertEquals(
                "\\begin{cases} -x & \\text{if } x < 0 \\\\ x & \\text{otherwise} \\end{cases}", LatexForm.of(choice));
        Formula total = new Formula.Total("k", Formulas.ZERO, formula("2^m - 1"), formula("k + x"));
        assertEquals("sum(k in 0..2^m - 1) (k + x)", TextForm.of(total));
        assertEquals("\\sum_{k=0}^{2^{m} - 1} \\left(k + x\\right)", LatexForm.of(total));
        Formula integral = new Formula.Integral("t", Formulas.MINUS_INFINITY, Formulas.INFINITY, formula("exp(-t^2)"));
        assertEquals("integral(t in -inf..inf) exp(-t^2)", TextForm.of(integral));
        assertEquals("\\int_{-\\infty}^{\\infty} e^{-t^{2}} \\, dt", LatexForm.of(integral));
        assertEquals("\\left|x\\right|", LatexForm.of(formula("abs(x)")));
        assertEquals("round(x/2, even)", TextForm.of(Formulas.roundTo(Rounding.EVEN, formula("x/2"))));
        Condition both = Conditions.and(List.of(
                NEGATIVE,
                Conditions.or(List.of(NEGATIVE, Conditions.compare(Condition.Relation.DIFFERENT, X, Formulas.PI)))));
        assertEquals("x < 0 and (x < 0 or x != pi)", TextForm.of(both));
    }

    /** What is written reads as a formula of the same value. */
    @Test
    void readsBack() {
        Random random = new Random(7);
        RandomFormulas formulas = new RandomFormulas(random, true);
        int compared = 0;
        for (int i = 0; i < 2000; i++) {
            Formula formula = formulas.next(1 + random.nextInt(3));
            Formula read = formula(TextForm.of(formula));
            Map<String, Double> point = formulas.point();
            double value = DoubleValue.of(formula, point);
            if (Double.isFinite(value) && Math.abs(value) < 1e9) {
                assertEquals(value, DoubleValue.of(read, point), 1e-8 * (1 + Math.abs(value)), TextForm.of(formula));
                compared++;
            }
        }
        assertTrue(compared > 1000, "points: " + compared);
    }
}
