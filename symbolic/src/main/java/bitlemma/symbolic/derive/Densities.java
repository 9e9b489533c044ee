package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Density;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.symbolic.expectation.Found;
import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.formula.Derivative;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.List;

/** A probability density, as the derivative of the distribution function. */
final class Densities {
    private final ClosedForms forms;

    Densities(ClosedForms forms) {
        this.forms = forms;
    }

    /** @throws Underived where the distribution function has no closed form or no derivative */
    Found of(Density density) {
        Variable t = Substitution.fresh("t", Sort.RATIONAL);
        ClosedForms free = forms.with(forms.parameters().withReal(t.name(), null, null));
        Found function = free.of(new Expected(
                new If(
                        new Compare(Compare.Relation.AT_MOST, density.value(), t),
                        Constant.of(1),
                        Constant.of(0)),
                Truth.TRUE));
        Found single = free.of(new Expected(
                new If(
                        new Compare(Compare.Relation.EQUAL, density.value(), t), Constant.of(1), Constant.of(0)),
                Truth.TRUE));
        if (!(single.formula() instanceof Formula.Number n && n.value().signum() == 0)) {
            throw new Underived("single values may have a positive probability, and there is no density of them");
        }
        Formula derivative = Derivative.of(function.formula(), t.name())
                .orElseThrow(() -> new Underived("the distribution function has no derivative in closed form"));
        Formula at = new Reading(r -> {
                    throw new Underived("a density at an expected value");
                })
                .formula(density.at());
        Term below = new If(
                new Compare(Compare.Relation.AT_MOST, density.value(), density.at()), Constant.of(1), Constant.of(0));
        forms.claim(new Expected(below, Truth.TRUE), Substitute.apply(function.formula(), t.name(), at));
        List<String> methods = new ArrayList<>(function.methods());
        methods.add("differentiation");
        return new Found(
                new Signs(forms.parameters()).simple(Substitute.apply(derivative, t.name(), at)),
                function.proved() && single.proved(),
                methods);
    }

}
