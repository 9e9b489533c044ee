package bitlemma.symbolic.engine;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.NamedConstant;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Symbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;

/**
 * Formulas as Symja's expressions, for one question. Symbols become private ones, since Symja has its own meaning for
 * names such as E, I, N and C. What Symja must not see (rounding, cases, minima) becomes a private symbol as well,
 * where it does not depend on the variables of the question.
 */
final class ToSymja {
    /** Thrown where a formula cannot be put to Symja. */
    static final class NotSayable extends Exception {
        private static final long serialVersionUID = 1;

        NotSayable(String what) {
            super(what, null, false, false);
        }
    }

    private final Set<String> active;
    private final Map<Formula, ISymbol> symbols = new HashMap<>();
    private final Map<ISymbol, Formula> meanings = new HashMap<>();

    /** @param active the names that the question computes with: variables of integration, indices, unknowns */
    ToSymja(Set<String> active) {
        this.active = active;
    }

    /** What a symbol stands for; null where it is not one of this question. */
    Formula meaning(ISymbol symbol) {
        return meanings.get(symbol);
    }

    ISymbol symbol(String name) {
        return symbolFor(new Formula.Symbol(name));
    }

    private ISymbol symbolFor(Formula formula) {
        return symbols.computeIfAbsent(formula, meaning -> {
            // Symja sorts by name, so the order in which a question mentions its symbols decides, not their names.
            ISymbol symbol = F.Dummy("bl" + Integer.toString(1000 + symbols.size()));
            meanings.put(symbol, meaning);
            return symbol;
        });
    }

    IExpr expression(Formula formula) throws NotSayable {
        return switch (formula) {
            case Formula.Number number -> number(number.value());
            case Formula.Symbol symbol -> symbolFor(symbol);
            case Formula.Infinity infinity -> infinity.positive() ? F.CInfinity : F.CNInfinity;
            case Formula.Named named -> constant(named.constant());
            case Formula.Sum sum -> F.Plus(expressions(sum.terms()));
            case Formula.Product product -> F.Times(expressions(product.factors()));
            case Formula.Power power -> F.Power(expression(power.base()), expression(power.exponent()));
            case Formula.Apply apply -> apply(apply);
            case Formula.RoundTo rounded -> opaque(rounded);
            case Formula.Piecewise piecewise -> opaque(piecewise);
            case Formula.Total total -> opaque(total);
            case Formula.Integral integral -> opaque(integral);
        };
    }

    static IExpr number(Rational value) {
        return value.isInteger()
                ? F.ZZ(value.numerator())
                : F.QQ(F.ZZ(value.numerator()), F.ZZ(value.denominator()));
    }

    private static IExpr constant(NamedConstant constant) {
        return switch (constant) {
            case PI -> S.Pi;
            case EULER_GAMMA -> S.EulerGamma;
            case CATALAN -> S.Catalan;
        };
    }

    private IExpr[] expressions(List<Formula> formulas) throws NotSayable {
        IExpr[] result = new IExpr[formulas.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = expression(formulas.get(i));
        }
        return result;
    }

    private IExpr apply(Formula.Apply apply) throws NotSayable {
        Operator operator = apply.operator();
        return switch (operator) {
            case EXP -> F.Power(S.E, argument(apply));
            case LOG -> F.Log(argument(apply));
            case ERF -> F.Erf(argument(apply));
            case ERFC -> F.Erfc(argument(apply));
            case SIN -> F.Sin(argument(apply));
            case COS -> F.Cos(argument(apply));
            case ATAN -> F.ArcTan(argument(apply));
            case TANH -> F.Tanh(argument(apply));
            case DILOG -> F.PolyLog(F.C2, argument(apply));
            case ZETA -> F.Zeta(argument(apply));
            case GAMMA -> F.Gamma(argument(apply));
            case HARMONIC -> F.HarmonicNumber(argument(apply));
            case LAMBERT_W -> F.ProductLog(argument(apply));
            case ABS, MIN, MAX -> opaque(apply);
        };
    }

    private IExpr argument(Formula.Apply apply) throws NotSayable {
        return expression(apply.arguments().getFirst());
    }

    private IExpr opaque(Formula formula) throws NotSayable {
        for (String name : active) {
            if (Symbols.free(formula).contains(name)) {
                throw new NotSayable("it is not smooth in " + name);
            }
        }
        return symbolFor(formula);
    }

    /** What is known of the symbols seen so far, as Symja says it; null where nothing is. */
    IExpr facts(Assumptions assumptions) {
        List<IExpr> facts = new ArrayList<>();
        symbols.forEach((meaning, symbol) -> {
            if (meaning instanceof Formula.Symbol(String name)) {
                assumptions.bounds(name).ifPresent(bounds -> addFacts(facts, symbol, bounds));
            }
        });
        facts.sort(null);
        return facts.isEmpty() ? null : F.And(facts.toArray(IExpr[]::new));
    }

    private static void addFacts(List<IExpr> facts, ISymbol symbol, Assumptions.Bounds bounds) {
        if (bounds.integer()) {
            facts.add(F.Element(symbol, S.Integers));
        }
        if (bounds.low() != null) {
            IExpr low = number(bounds.low());
            facts.add(bounds.lowOpen() ? F.Greater(symbol, low) : F.GreaterEqual(symbol, low));
        }
        if (bounds.high() != null) {
            IExpr high = number(bounds.high());
            facts.add(bounds.highOpen() ? F.Less(symbol, high) : F.LessEqual(symbol, high));
        }
    }
}
