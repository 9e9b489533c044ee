package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes formulas as rational functions of atoms that are as independent of each other as the rules here see. Every
 * rule keeps the value wherever the formula is defined, so that what comes out as zero is zero there. What it does
 * not know stays an atom, with its parts normalized.
 */
final class Normalizer {
    /** Products of two monomials before a normal form is given up, some hundred milliseconds. */
    private static final int MOST_WORK = 1 << 19;

    private static final int LITTLE_WORK = 1 << 14;

    private final Field field;
    private final Atoms atoms;
    private final Assumptions assumptions;
    private final int depth;
    private final Map<Formula, Fraction> known = new HashMap<>();
    private final Map<Formula, Sign> signs = new HashMap<>();
    private final PowerNormalizer powers;
    private final LogarithmNormalizer logarithms;
    private final FunctionNormalizer functions;
    private final DilogarithmNormalizer dilogarithms;
    private final BindingNormalizer bindings;
    private final CaseNormalizer cases;

    Normalizer(Assumptions assumptions) {
        this(new Field(MOST_WORK), null, assumptions, 0);
    }

    /** One that gives up much sooner: for signs, which are asked often. */
    static Normalizer small(Assumptions assumptions) {
        return new Normalizer(new Field(LITTLE_WORK), null, assumptions, 0);
    }

    private Normalizer(Field field, Atoms atoms, Assumptions assumptions, int depth) {
        this.field = field;
        this.atoms = atoms == null ? new Atoms(field) : atoms;
        this.assumptions = assumptions;
        this.depth = depth;
        powers = new PowerNormalizer(this);
        logarithms = new LogarithmNormalizer(this);
        functions = new FunctionNormalizer(this);
        dilogarithms = new DilogarithmNormalizer(this);
        bindings = new BindingNormalizer(this);
        cases = new CaseNormalizer(this);
    }

    /** Of the same field, with other assumptions: what is below a sum or an integral. */
    Normalizer inside(Assumptions inner) {
        return new Normalizer(field, atoms, inner, depth + 1);
    }

    int depth() {
        return depth;
    }

    Field field() {
        return field;
    }

    Atoms atoms() {
        return atoms;
    }

    Assumptions assumptions() {
        return assumptions;
    }

    PowerNormalizer powers() {
        return powers;
    }

    LogarithmNormalizer logarithms() {
        return logarithms;
    }

    FunctionNormalizer functions() {
        return functions;
    }

    /** The normal form; throws {@link Undecided} where it grows too large. */
    Fraction of(Formula formula) {
        Fraction result = known.get(formula);
        if (result == null) {
            result = compute(formula);
            known.put(formula, result);
        }
        return result;
    }

    private Fraction compute(Formula formula) {
        return switch (formula) {
            case Formula.Number(Rational value) -> Fraction.of(value);
            case Formula.Symbol symbol -> atom(symbol);
            case Formula.Named named -> atom(named);
            case Formula.Infinity i -> throw new Undecided("infinity");
            case Formula.Sum(List<Formula> terms) -> {
                Fraction sum = Fraction.ZERO;
                for (Formula term : terms) {
                    sum = field.plus(sum, of(term));
                }
                yield sum;
            }
            case Formula.Product(List<Formula> factors) -> {
                Fraction product = Fraction.ONE;
                for (Formula factor : factors) {
                    product = field.times(product, of(factor));
                }
                yield product;
            }
            case Formula.Power(Formula base, Formula exponent) -> powers.power(base, exponent);
            case Formula.Apply(Operator operator, List<Formula> arguments) -> apply(operator, arguments);
            case Formula.RoundTo round -> functions.rounded(round.rule(), of(round.operand()));
            case Formula.Piecewise piecewise -> cases.piecewise(piecewise);
            case Formula.Total total -> bindings.total(total);
            case Formula.Integral integral -> bindings.integral(integral);
        };
    }

    private Fraction apply(Operator operator, List<Formula> arguments) {
        if (operator == Operator.MIN || operator == Operator.MAX) {
            List<Fraction> normal = new ArrayList<>();
            arguments.forEach(argument -> normal.add(of(argument)));
            return functions.extreme(operator, normal);
        }
        Fraction argument = of(arguments.getFirst());
        return switch (operator) {
            case EXP -> powers.exp(argument);
            case LOG -> logarithms.log(argument);
            case DILOG -> dilogarithms.dilog(argument);
            case ERF, ERFC, SIN, COS, ATAN, TANH, ZETA, GAMMA, HARMONIC, LAMBERT_W, ABS, MIN, MAX ->
                functions.apply(operator, argument);
        };
    }

    Fraction atom(Formula formula) {
        return atom(field.atom(formula));
    }

    Fraction atom(int number) {
        return field.power(number, Rational.ONE);
    }

    Sign sign(Formula formula) {
        return signs.computeIfAbsent(formula, unknown -> Signs.of(unknown, assumptions));
    }

    Sign sign(Fraction fraction) {
        return sign(field.formula(fraction));
    }

    /** Whether an atom is nowhere negative. */
    boolean isNotNegative(int atom) {
        return atoms.isPrimeOrE(atom)
                || atoms.asExponential(atom)
                        .map(power -> atoms.isPrimeOrE(power.base()))
                        .orElse(false)
                || sign(field.formula(atom)).isNotNegative();
    }
}
