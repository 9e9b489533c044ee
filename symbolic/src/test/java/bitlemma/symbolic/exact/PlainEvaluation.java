package bitlemma.symbolic.exact;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Rational;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A small exact evaluator for the terms that tests use. */
public final class PlainEvaluation implements Evaluation {
    @Override
    public Optional<Rational> value(Term term, Map<Variable, Value> inputs) {
        try {
            return Optional.of(number(term, new HashMap<>(inputs)));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Boolean> truth(Term term, Map<Variable, Value> inputs) {
        try {
            return Optional.of(holds(term, new HashMap<>(inputs)));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Value any(Term term, Map<Variable, Value> in) {
        return switch (term) {
            case Variable t -> in.get(t);
            case Encode t ->
                new Value.Coded(
                        t.format(),
                        t.format()
                                .encode(
                                        Datum.of(number(t.operand(), in)),
                                        ((Encode.Mode.Fixed) t.mode()).rule(),
                                        t.overflow())
                                .orElseThrow());
            default -> new Value.Number(number(term, in));
        };
    }

    private static Rational number(Term term, Map<Variable, Value> in) {
        return switch (term) {
            case Constant t -> t.value();
            case Variable t -> ((Value.Number) in.get(t)).value();
            case Let t -> {
                in.put(t.variable(), any(t.value(), in));
                yield number(t.body(), in);
            }
            case If t -> holds(t.condition(), in) ? number(t.then(), in) : number(t.otherwise(), in);
            case Call t -> {
                Map<Variable, Value> values = new HashMap<>();
                for (int i = 0; i < t.arguments().size(); i++) {
                    values.put(t.kernel().parameters().get(i), any(t.arguments().get(i), in));
                }
                yield number(t.kernel().body(), values);
            }
            case Fold t -> {
                Rational value = number(t.initial(), in);
                Rational high = number(t.high(), in);
                for (Rational i = number(t.low(), in); i.compareTo(high) < 0; i = i.plus(Rational.ONE)) {
                    in.put(t.index(), new Value.Number(i));
                    in.put(t.accumulator(), new Value.Number(value));
                    value = number(t.step(), in);
                }
                yield value;
            }
            case Select t ->
                ((Value.Number) ((Value.Sequence) in.get((Variable) t.array()))
                                .get(number(t.index(), in).toIntegerExact()))
                        .value();
            case Decode t ->
                ((Datum.Finite) ((Value.Coded) any(t.operand(), in)).datum()).value();
            case Add t -> number(t.left(), in).plus(number(t.right(), in));
            case Subtract t -> number(t.left(), in).minus(number(t.right(), in));
            case Multiply t -> number(t.left(), in).times(number(t.right(), in));
            case Negate t -> number(t.operand(), in).negate();
            case Divide t -> number(t.dividend(), in).dividedBy(number(t.divisor(), in));
            case Power t ->
                number(t.base(), in)
                        .power(number(t.exponent(), in).toIntegerExact().intValueExact());
            case Absolute t -> number(t.operand(), in).abs();
            case Minimum t -> number(t.left(), in).min(number(t.right(), in));
            case Maximum t -> number(t.left(), in).max(number(t.right(), in));
            case RoundTo t -> Rational.of(t.rule().round(number(t.operand(), in)));
            default -> throw new IllegalStateException("not in tests: " + term);
        };
    }

    private static boolean holds(Term term, Map<Variable, Value> in) {
        return switch (term) {
            case Truth t -> t.value();
            case Compare t -> t.relation().holds(number(t.left(), in).compareTo(number(t.right(), in)));
            case Not t -> !holds(t.operand(), in);
            case And t -> holds(t.left(), in) && holds(t.right(), in);
            case Or t -> holds(t.left(), in) || holds(t.right(), in);
            default -> throw new IllegalStateException("not in tests: " + term);
        };
    }
}
