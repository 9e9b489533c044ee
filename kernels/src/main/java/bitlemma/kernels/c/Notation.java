package bitlemma.kernels.c;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.CodeConstant;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.CompareCoded;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conditions as the language writes them, for comments. */
final class Notation {
    private static final int LOOSEST = 0;
    private static final int SUM = 4;
    private static final int PRODUCT = 5;
    private static final int PREFIX = 6;
    private static final int ATOM = 7;

    private Notation() {}

    /** The text of a condition; empty where it has operations that comments do not need. */
    static Optional<String> of(Term condition) {
        try {
            return Optional.of(text(condition, LOOSEST));
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** The texts of conditions; two that bound the same from below and above are one. */
    static List<String> of(List<Term> conditions) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            boolean chain = i + 1 < conditions.size()
                    && conditions.get(i) instanceof Compare low
                    && conditions.get(i + 1) instanceof Compare high
                    && low.right().equals(high.left())
                    && rises(low)
                    && rises(high);
            if (chain) {
                Optional<String> low = of(conditions.get(i));
                Compare high = (Compare) conditions.get(i + 1);
                Optional<String> bound = of(high.right());
                if (low.isPresent() && bound.isPresent()) {
                    texts.add(low.get() + " " + high.relation().spelling() + " " + text(high.right(), SUM));
                    i++;
                    continue;
                }
            }
            of(conditions.get(i)).ifPresent(texts::add);
        }
        return texts;
    }

    private static boolean rises(Compare compare) {
        return compare.relation() == Compare.Relation.LESS || compare.relation() == Compare.Relation.AT_MOST;
    }

    private static String text(Term term, int least) {
        return switch (term) {
            case Constant t ->
                t.value().signum() < 0 || !t.value().isInteger()
                        ? brackets(PREFIX, least, t.value().toString())
                        : t.value().toString();
            case Variable t -> t.label();
            case Select t -> text(t.array(), ATOM) + "[" + text(t.index(), LOOSEST) + "]";
            case CodeConstant t -> new Value.Coded(t.format(), t.code()).toString();
            case Decode t -> text(t.operand(), least);
            case Classify t -> t.kind().spelling() + "(" + text(t.operand(), LOOSEST) + ")";
            case CompareCoded t ->
                brackets(3, least, text(t.left(), SUM) + " " + t.relation().spelling() + " " + text(t.right(), SUM));
            case Add t -> infix(t.left(), " + ", t.right(), SUM, least);
            case Subtract t -> infix(t.left(), " - ", t.right(), SUM, least);
            case Multiply t -> infix(t.left(), " * ", t.right(), PRODUCT, least);
            case Divide t -> infix(t.dividend(), " / ", t.divisor(), PRODUCT, least);
            case Negate t -> brackets(PREFIX, least, "-" + text(t.operand(), PREFIX));
            case Power t -> brackets(PREFIX, least, text(t.base(), ATOM) + "^" + text(t.exponent(), ATOM));
            case Absolute t -> "|" + text(t.operand(), LOOSEST) + "|";
            case Compare t ->
                brackets(3, least, text(t.left(), SUM) + " " + t.relation().spelling() + " " + text(t.right(), SUM));
            case Not t -> brackets(2, least, "not " + text(t.operand(), ATOM));
            case And t -> brackets(1, least, text(t.left(), 1) + " and " + text(t.right(), 2));
            case Or t -> brackets(LOOSEST, least, text(t.left(), LOOSEST) + " or " + text(t.right(), 1));
            case ForAll t ->
                "(" + parts(t.body()) + " for all " + text(t.low(), SUM) + " <= "
                        + t.index().label() + " < " + text(t.high(), SUM) + ")";
            case Require t -> text(t.body(), least);
            case Let t -> text(Substitution.apply(t.body(), Map.of(t.variable(), t.value())), least);
            default -> throw new UnsupportedOperationException();
        };
    }

    private static String parts(Term condition) {
        List<Term> conjuncts = Children.conjuncts(condition).toList();
        conjuncts.forEach(c -> text(c, LOOSEST));
        return String.join(" and ", of(conjuncts));
    }

    private static String infix(Term left, String operator, Term right, int rank, int least) {
        return brackets(rank, least, text(left, rank) + operator + text(right, rank + 1));
    }

    private static String brackets(int rank, int least, String text) {
        return rank < least ? "(" + text + ")" : text;
    }
}
