package bitlemma.symbolic.engine;

import static bitlemma.symbolic.formula.Formulas.HALF;
import static bitlemma.symbolic.formula.Formulas.MINUS_ONE;
import static bitlemma.symbolic.formula.Formulas.ONE;
import static bitlemma.symbolic.formula.Formulas.PI;
import static bitlemma.symbolic.formula.Formulas.TWO;
import static bitlemma.symbolic.formula.Formulas.apply;
import static bitlemma.symbolic.formula.Formulas.exp;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.sqrt;
import static bitlemma.symbolic.formula.Formulas.square;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Sign;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IBuiltInSymbol;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.IRational;
import org.matheclipse.core.interfaces.ISymbol;

/**
 * Symja's expressions as formulas, for one question. Only real formulas come back. Of an antiderivative, where a
 * constant does not matter, logarithms of what is known to be negative become logarithms of its opposite.
 */
final class FromSymja {
    /** Thrown for an expression that no formula says; the message names the head. */
    static final class NotSayable extends Exception {
        private static final long serialVersionUID = 1;

        NotSayable(String what) {
            super(what, null, false, false);
        }
    }

    private final ToSymja question;
    private final Assumptions assumptions;
    private final boolean upToConstant;

    /** @param upToConstant whether an added constant, real or imaginary, may be dropped */
    FromSymja(ToSymja question, Assumptions assumptions, boolean upToConstant) {
        this.question = question;
        this.assumptions = assumptions;
        this.upToConstant = upToConstant;
    }

    Formula formula(IExpr expression) throws NotSayable {
        return switch (expression) {
            case IRational rational -> number(rational);
            case ISymbol symbol -> symbol(symbol);
            case IAST ast -> application(ast);
            default -> throw new NotSayable(
                    expression.isNumber() ? "a complex number" : "a " + expression.getClass().getSimpleName());
        };
    }

    private static Formula number(IRational rational) {
        return Formulas.number(Rational.of(rational.toBigNumerator(), rational.toBigDenominator()));
    }

    private Formula symbol(ISymbol symbol) throws NotSayable {
        Formula meaning = question.meaning(symbol);
        if (meaning != null) {
            return meaning;
        }
        if (symbol == S.Pi) {
            return PI;
        }
        if (symbol == S.E) {
            return apply(Operator.EXP, ONE);
        }
        if (symbol == S.EulerGamma) {
            return Formulas.EULER_GAMMA;
        }
        if (symbol == S.Catalan) {
            return Formulas.CATALAN;
        }
        if (symbol == S.GoldenRatio) {
            return product(HALF, sum(ONE, sqrt(Formulas.number(5))));
        }
        throw new NotSayable(symbol.toString());
    }

    private Formula application(IAST ast) throws NotSayable {
        if (ast.isInfinity()) {
            return Formulas.INFINITY;
        }
        if (ast.isNegativeInfinity()) {
            return Formulas.MINUS_INFINITY;
        }
        if (!(ast.head() instanceof IBuiltInSymbol head)) {
            throw new NotSayable(ast.head().toString());
        }
        if (head == S.Plus) {
            return plus(ast);
        }
        if (head == S.Times) {
            return product(formulas(ast));
        }
        if (head == S.Power && ast.argSize() == 2) {
            return power(ast.arg1(), ast.arg2());
        }
        return switch (ast.argSize()) {
            case 1 -> unary(head, ast.arg1());
            case 2 -> binary(head, ast);
            default -> throw new NotSayable(head.toString());
        };
    }

    private List<Formula> formulas(IAST ast) throws NotSayable {
        List<Formula> result = new ArrayList<>();
        for (IExpr argument : ast) {
            result.add(formula(argument));
        }
        return result;
    }

    private Formula plus(IAST ast) throws NotSayable {
        List<Formula> terms = new ArrayList<>();
        for (IExpr term : ast) {
            if (!(upToConstant && isImaginaryConstant(term))) {
                terms.add(formula(term));
            }
        }
        return sum(terms);
    }

    /** A number, or a number times constants, with i in it; a constant of integration may hold such terms. */
    private boolean isImaginaryConstant(IExpr term) {
        return !term.isFree(IExpr::isComplex, false)
                && term.isFree(part -> part instanceof ISymbol symbol && question.meaning(symbol) != null, false);
    }

    private Formula power(IExpr base, IExpr exponent) throws NotSayable {
        if (base == S.E) {
            return apply(Operator.EXP, formula(exponent));
        }
        Formula root = formula(base);
        Formula power = formula(exponent);
        boolean integer = power instanceof Formula.Number number && number.value().isInteger();
        if (!integer && assumptions.sign(root) == Sign.NEGATIVE) {
            throw new NotSayable("a root of a negative number");
        }
        return Formulas.power(root, power);
    }

    private Formula unary(IBuiltInSymbol head, IExpr operand) throws NotSayable {
        if (head == S.Log) {
            return log(formula(operand));
        }
        Operator direct = direct(head);
        if (direct != null) {
            return apply(direct, formula(operand));
        }
        Formula u = formula(operand);
        if (head == S.ArcTanh) {
            return product(HALF, sum(log(sum(ONE, u)), negate(log(sum(ONE, negate(u))))));
        }
        if (head == S.ArcCoth) {
            return product(HALF, log(quotient(sum(u, ONE), sum(u, MINUS_ONE))));
        }
        if (head == S.ArcSinh) {
            return log(sum(u, sqrt(sum(ONE, square(u)))));
        }
        if (head == S.ArcCosh) {
            return log(sum(u, sqrt(sum(MINUS_ONE, square(u)))));
        }
        if (head == S.ArcSin) {
            return arcSin(u);
        }
        if (head == S.ArcCos) {
            return sum(product(HALF, PI), negate(arcSin(u)));
        }
        if (head == S.Sinh) {
            return product(HALF, sum(exp(u), negate(exp(negate(u)))));
        }
        if (head == S.Cosh) {
            return product(HALF, sum(exp(u), exp(negate(u))));
        }
        if (head == S.Sech) {
            return quotient(TWO, sum(exp(u), exp(negate(u))));
        }
        if (head == S.Csch) {
            return quotient(TWO, sum(exp(u), negate(exp(negate(u)))));
        }
        if (head == S.Coth) {
            return quotient(ONE, apply(Operator.TANH, u));
        }
        if (head == S.Tan) {
            return quotient(apply(Operator.SIN, u), apply(Operator.COS, u));
        }
        if (head == S.Cot) {
            return quotient(apply(Operator.COS, u), apply(Operator.SIN, u));
        }
        if (head == S.Sec) {
            return quotient(ONE, apply(Operator.COS, u));
        }
        if (head == S.Csc) {
            return quotient(ONE, apply(Operator.SIN, u));
        }
        if (head == S.Factorial) {
            return apply(Operator.GAMMA, sum(u, ONE));
        }
        throw new NotSayable(head.toString());
    }

    private static Operator direct(IBuiltInSymbol head) {
        if (head == S.Erf) {
            return Operator.ERF;
        }
        if (head == S.Erfc) {
            return Operator.ERFC;
        }
        if (head == S.Sin) {
            return Operator.SIN;
        }
        if (head == S.Cos) {
            return Operator.COS;
        }
        if (head == S.ArcTan) {
            return Operator.ATAN;
        }
        if (head == S.Tanh) {
            return Operator.TANH;
        }
        if (head == S.Zeta) {
            return Operator.ZETA;
        }
        if (head == S.Gamma) {
            return Operator.GAMMA;
        }
        if (head == S.HarmonicNumber) {
            return Operator.HARMONIC;
        }
        if (head == S.ProductLog) {
            return Operator.LAMBERT_W;
        }
        return head == S.Abs ? Operator.ABS : null;
    }

    private Formula binary(IBuiltInSymbol head, IAST ast) throws NotSayable {
        IExpr first = ast.arg1();
        if (head == S.PolyLog && first.isInteger()) {
            Formula order = formula(first);
            Formula at = formula(ast.arg2());
            if (at.equals(ONE) && !order.equals(ONE)) {
                return apply(Operator.ZETA, order);
            }
            if (order.equals(TWO)) {
                return apply(Operator.DILOG, at);
            }
            if (order.equals(ONE)) {
                return negate(log(sum(ONE, negate(at))));
            }
        }
        if (head == S.PolyGamma && first.isZero()) {
            // digamma(x) = H(x - 1) - gamma
            return sum(
                    apply(Operator.HARMONIC, sum(formula(ast.arg2()), MINUS_ONE)),
                    negate(Formulas.EULER_GAMMA));
        }
        if (head == S.Gamma) {
            return incompleteGamma(formula(first), formula(ast.arg2()));
        }
        if (head == S.Erf) {
            return sum(apply(Operator.ERF, formula(ast.arg2())), negate(apply(Operator.ERF, formula(first))));
        }
        throw new NotSayable(head + " of two");
    }

    /** Of order n or n + 1/2 for integers n >= 0, by Gamma(a + 1, x) = a * Gamma(a, x) + x^a * exp(-x). */
    private Formula incompleteGamma(Formula order, Formula x) throws NotSayable {
        if (order instanceof Formula.Number(Rational a) && a.compareTo(Rational.of(40)) < 0) {
            if (a.equals(Rational.ONE)) {
                return exp(negate(x));
            }
            if (a.equals(Rational.HALF)) {
                return product(sqrt(PI), apply(Operator.ERFC, sqrt(x)));
            }
            boolean reaches = a.denominator().equals(BigInteger.TWO) || a.isInteger();
            if (reaches && a.compareTo(Rational.ONE) > 0) {
                Formula less = Formulas.number(a.minus(Rational.ONE));
                Formula last = product(Formulas.power(x, less), exp(negate(x)));
                return sum(product(less, incompleteGamma(less, x)), last);
            }
        }
        throw new NotSayable("the incomplete gamma function");
    }

    /** The real logarithm; up to a constant, of a negative number that of its opposite. */
    private Formula log(Formula operand) throws NotSayable {
        if (assumptions.sign(operand) != Sign.NEGATIVE) {
            return Formulas.log(operand);
        }
        if (!upToConstant) {
            throw new NotSayable("the logarithm of a negative number");
        }
        return Formulas.log(negate(operand));
    }

    private static Formula arcSin(Formula u) {
        Formula cosine = sqrt(Formulas.minus(ONE, square(u)));
        return product(TWO, apply(Operator.ATAN, quotient(u, sum(ONE, cosine))));
    }
}
