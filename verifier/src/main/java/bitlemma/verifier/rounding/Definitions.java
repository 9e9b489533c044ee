package bitlemma.verifier.rounding;

import bitlemma.grammar.core.CodeConstant;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Operate;
import bitlemma.grammar.core.Parts;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rounded operations of a statement, each under a name of its own, and the statement as mathematics about the numbers
 * that these names stand for.
 */
final class Definitions {
    /** A statement in which something other than numbers is asked of coded values. */
    private static final class Unsuitable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unsuitable() {
            super(null, null, false, false);
        }
    }

    /**
     * A name and the operation or conversion whose result it is; coded operands are names and constants.
     *
     * @param operation an {@link Operate}, or an {@link Encode} by a rule
     * @param numbers the numbers that the operands stand for; empty where one of them stands for none
     */
    record Definition(Variable name, CodedFormat format, CodedTerm operation, Optional<List<Term>> numbers) {}

    private final List<Definition> definitions = new ArrayList<>();
    private final Map<CodedTerm, Variable> known = new HashMap<>();
    private final Map<Variable, Term> bound = new HashMap<>();
    private final Map<Variable, Variable> numbers = new HashMap<>();
    private Term statement;

    private Definitions() {}

    /** Those of an expanded statement; empty where it is no statement about the numbers that operations give. */
    static Optional<Definitions> of(Term expanded) {
        Definitions definitions = new Definitions();
        try {
            definitions.statement = definitions.number(expanded);
        } catch (Unsuitable unsuitable) {
            return Optional.empty();
        }
        return definitions.definitions.isEmpty() ? Optional.empty() : Optional.of(definitions);
    }

    List<Definition> definitions() {
        return List.copyOf(definitions);
    }

    /** The statement, in which {@link #numbers} stand for what coded values stand for. */
    Term statement() {
        return statement;
    }

    /** For each coded input and name that the statement or an equation mentions, its number. */
    List<Variable> numbers() {
        return List.copyOf(numbers.values());
    }

    /** A body in which all names are defined, in their order. @param site where their operations stand */
    Term around(Term body, Site site) {
        Term term = body;
        for (Definition definition : definitions.reversed()) {
            Term operation =
                    switch (definition.operation()) {
                        case Operate o ->
                            new Operate(o.operation(), o.format(), o.rounding(), o.overflow(), o.operands(), site);
                        case Encode e ->
                            new Encode(e.format(), e.from(), e.mode(), e.overflow(), e.operand(), site);
                        default -> definition.operation();
                    };
            term = new Let(definition.name(), operation, term, null);
        }
        return term;
    }

    /** Whether a name or a constant may stand for a number. */
    private static boolean mayBeNumber(Term atom, CodedFormat format) {
        return !(atom instanceof CodeConstant c) || format.decode(c.code()) instanceof Datum.Finite;
    }

    /** The number that a name or a constant of which {@link #mayBeNumber} holds stands for. */
    Term value(Term atom, CodedFormat format) {
        return switch (atom) {
            case Variable variable ->
                numbers.computeIfAbsent(
                        variable, v -> Substitution.fresh("value of " + v.label(), Sort.RATIONAL));
            case CodeConstant c when format.decode(c.code()) instanceof Datum.Finite finite -> new Constant(finite.value());
            default -> throw new Unsuitable();
        };
    }

    /**
     * A term of numbers or truth values. That what is read is finite has been shown elsewhere; other obligations stay, since
     * a division by zero is nothing that can be evaluated.
     */
    private Term number(Term term) {
        return switch (term) {
            case Let let when let.variable().sort() instanceof Sort.Coded -> {
                bound.put(let.variable(), atom(let.value()));
                yield number(let.body());
            }
            case Require require -> required(require);
            case Decode decode -> value(atom(decode.operand()), decode.format());
            case CodedTerm other -> throw new Unsuitable();
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
            default -> Parts.map(term, (UnaryOperator<Term>) this::number);
        };
    }

    /** An obligation about numbers stays, since what it guards may have no value without it; one about codes does not. */
    private Term required(Require require) {
        Term body = number(require.body());
        try {
            return new Require(number(require.condition()), body, require.site());
        } catch (Unsuitable aboutCodes) {
            return body;
        }
    }

    /** A coded value as a name or a constant. */
    private Term atom(Term term) {
        return switch (term) {
            case Variable variable -> bound.getOrDefault(variable, variable);
            case CodeConstant constant -> constant;
            case Let let when let.variable().sort() instanceof Sort.Coded -> {
                bound.put(let.variable(), atom(let.value()));
                yield atom(let.body());
            }
            case Require require -> atom(require.body());
            case Operate operate -> {
                List<Term> operands = operate.operands().stream().map(this::atom).toList();
                // Where it stands does not matter for what it is.
                yield defined(
                        new Operate(
                                operate.operation(),
                                operate.format(),
                                operate.rounding(),
                                operate.overflow(),
                                operands,
                                null),
                        operate.format(),
                        numbers(operands, operate.format()));
            }
            case Encode encode when encode.mode() instanceof Encode.Mode.Fixed -> {
                boolean fromCode = encode.from() != null;
                Term operand = fromCode ? atom(encode.operand()) : encode.operand();
                if (!fromCode && !number(operand).equals(operand)) {
                    // A number that is made of other coded values cannot stand in a question about bits by itself.
                    throw new Unsuitable();
                }
                Optional<List<Term>> numbers =
                        fromCode ? numbers(List.of(operand), encode.from()) : Optional.of(List.of(operand));
                yield defined(
                        new Encode(encode.format(), encode.from(), encode.mode(), encode.overflow(), operand, null),
                        encode.format(),
                        numbers);
            }
            default -> throw new Unsuitable();
        };
    }

    private Optional<List<Term>> numbers(List<Term> atoms, CodedFormat format) {
        return atoms.stream().allMatch(a -> mayBeNumber(a, format))
                ? Optional.of(atoms.stream().map(a -> value(a, format)).toList())
                : Optional.empty();
    }

    private Variable defined(CodedTerm operation, CodedFormat format, Optional<List<Term>> operands) {
        return known.computeIfAbsent(operation, o -> {
            Variable name = Substitution.fresh("result", new Sort.Coded(format));
            definitions.add(new Definition(name, format, operation, operands));
            return name;
        });
    }
}
