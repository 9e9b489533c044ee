package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds formulas up: a rational coefficient for each term that differs in more than a number. */
final class TermCollector {
    private final Map<Formula, Rational> coefficients = new LinkedHashMap<>();
    private Rational constant = Rational.ZERO;

    private TermCollector() {}

    static Formula sum(List<Formula> terms) {
        TermCollector collector = new TermCollector();
        terms.forEach(term -> collector.add(term, Rational.ONE));
        return collector.build();
    }

    private void add(Formula term, Rational scale) {
        if (term instanceof Formula.Number(Rational value)) {
            constant = constant.plus(value.times(scale));
        } else if (term instanceof Formula.Sum(List<Formula> terms)) {
            terms.forEach(part -> add(part, scale));
        } else {
            Coefficient split = Coefficient.of(term);
            Rational factor = split.number().times(scale);
            if (split.rest() instanceof Formula.Sum sum) {
                add(sum, factor);
            } else {
                coefficients.merge(split.rest(), factor, Rational::plus);
            }
        }
    }

    private Formula build() {
        List<Formula> terms = new ArrayList<>();
        if (constant.signum() != 0) {
            terms.add(Formulas.number(constant));
        }
        List<Formula> rests = new ArrayList<>(coefficients.keySet());
        rests.sort(FormulaOrder.INSTANCE);
        for (Formula rest : rests) {
            Rational coefficient = coefficients.get(rest);
            if (coefficient.signum() != 0) {
                terms.add(Formulas.product(Formulas.number(coefficient), rest));
            }
        }
        return switch (terms.size()) {
            case 0 -> Formulas.ZERO;
            case 1 -> terms.getFirst();
            default -> new Formula.Sum(terms);
        };
    }
}
