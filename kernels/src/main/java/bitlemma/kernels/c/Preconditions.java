package bitlemma.kernels.c;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a kernel requires of its arguments, as assertions at the start of its function. */
final class Preconditions {
    private final FileText file;
    private final Kernel kernel;
    private final Function function;

    Preconditions(FileText file, Kernel kernel, Function function) {
        this.file = file;
        this.kernel = kernel;
        this.function = function;
    }

    /** Writes the assertions; parameters are bound by now. */
    void write(Prototype declared, Block out) {
        formats(declared, out);
        given(out);
    }

    private Facts facts(Term known, Term term, Map<Variable, Interval> inputs) {
        return new Facts(Intervals.of(known, term, inputs), false, false, kernel.place());
    }

    private Statements statements(Facts facts) {
        return new Emitter(file, function, facts).statements();
    }

    /** Asserts that arguments are values of formats that have no C type of their own. */
    private void formats(Prototype declared, Block out) {
        for (Prototype.Parameter parameter : declared.parameters()) {
            Sort sort = parameter.variable().sort();
            Sort element = sort instanceof Sort.Array array ? array.element() : sort;
            if (!(element instanceof Sort.Machine machine)) {
                continue;
            }
            IntegerFormat format = machine.format();
            BigInteger most = greatest(machine);
            if (most.equals(parameter.type().format().max())
                    && format.min().equals(parameter.type().format().min())) {
                continue;
            }
            if (!(sort instanceof Sort.Array array) && !most.equals(format.max())) {
                out.line("assert(" + parameter.name() + " <= " + most + ");");
                continue;
            }
            if (!(sort instanceof Sort.Array array)) {
                Emitter emitter = new Emitter(file, function, facts(Truth.TRUE, Truth.TRUE, Map.of()));
                Code code = Code.atom(
                        parameter.name(),
                        parameter.type(),
                        Interval.of(parameter.type().format()));
                emitter.statements().assertion(emitter.inside(code, format), out);
                continue;
            }
            Variable index = Substitution.fresh("i", Sort.INTEGER);
            Term value = new Select(parameter.variable(), index);
            Term range = new And(
                    Compare.atMost(new Constant(Rational.of(format.min())), value),
                    Compare.atMost(value, new Constant(Rational.of(most))));
            Term all = new ForAll(index, Constant.of(0), array.length(), range);
            Map<Variable, Interval> inputs = FileText.inputs(kernel);
            inputs.put(parameter.variable(), Interval.of(parameter.type().format()));
            function.with(
                    inputs, () -> statements(facts(Truth.TRUE, all, inputs)).asserted(all, out));
        }
    }

    /** The greatest number of a format, or the last bit pattern that stands for something: codebooks may have fewer. */
    private static BigInteger greatest(Sort.Machine machine) {
        BigInteger most = machine.format().max();
        while (machine.coding() != null && !machine.coding().isCode(most)) {
            most = most.subtract(BigInteger.ONE);
        }
        return most;
    }

    /** Asserts the given; a condition that C cannot say is left to the comment. */
    private void given(Block out) {
        List<Term> conjuncts =
                new ArrayList<>(Children.conjuncts(kernel.given()).toList());
        // Others can rely on bounds of single numbers, and may then be computed in narrower types.
        conjuncts.sort(Comparator.comparing(c -> !isBound(c)));
        Term known = Truth.TRUE;
        for (Term conjunct : conjuncts) {
            Term cleared = FileText.apart(Conditions.ofIntegers(conjunct));
            Block assertions = new Block();
            try {
                statements(facts(known, cleared, FileText.inputs(kernel))).asserted(cleared, assertions);
                boolean said =
                        isImplied(conjunct, kernel) && assertions.toString().contains("__int128");
                if (!said) {
                    out.append(assertions);
                }
                known = new And(known, FileText.apart(conjunct));
            } catch (Inexpressible e) {
                // The comment above the function says it.
            }
        }
    }

    private static boolean isBound(Term condition) {
        return condition instanceof Compare compare
                && (compare.left() instanceof Variable && compare.right() instanceof Constant
                        || compare.left() instanceof Constant && compare.right() instanceof Variable);
    }

    /** Whether a condition says only that a length is not negative. */
    static boolean isImplied(Term condition, Kernel kernel) {
        return Stream.concat(
                        kernel.lengths().stream(),
                        kernel.parameters().stream()
                                .filter(p -> p.sort() instanceof Sort.Array)
                                .map(p -> ((Sort.Array) p.sort()).length()))
                .anyMatch(length -> condition.equals(new Compare(Compare.Relation.AT_LEAST, length, Constant.of(0))));
    }
}
