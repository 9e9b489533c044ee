package bitlemma.kernels.c;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.kernels.interval.Interval;
import bitlemma.numbers.IntegerFormat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Writes terms as C: an expression for each, and before it the statements that it needs. */
final class Emitter {
    private final FileText file;
    private final Function function;
    private final Facts facts;
    private final Arithmetic arithmetic;
    private final Division division;
    private final Statements statements;

    /** @param facts what is known of the terms that are written */
    Emitter(FileText file, Function function, Facts facts) {
        this.file = file;
        this.function = function;
        this.facts = facts;
        this.arithmetic = new Arithmetic(this, file, facts);
        this.division = new Division(arithmetic, this, file, facts);
        this.statements = new Statements(this, function, facts);
    }

    Statements statements() {
        return statements;
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    /** A term whose values are those that its facts say. */
    Code emit(Term term, Block out) {
        return emit(term, Interval.ALL, out);
    }

    /**
     * A term.
     *
     * @param within where the value is known to be, beside what the term's own facts say
     * @param out where statements go that have to stand before the expression
     */
    Code emit(Term term, Interval within, Block out) {
        return switch (term) {
            case CodedTerm t -> throw new IllegalStateException("not lowered: " + t);
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
            case Constant t -> constant(t);
            case Truth t -> Code.atom(Boolean.toString(t.value()), CType.BOOL, Interval.of(t.value()));
            case Variable t -> variable(t);
            case Let t -> {
                statements.let(t, out);
                yield emit(t.body(), within, out);
            }
            case If t -> choice(t, within, out);
            case Call t -> call(t, out);
            case Fold t -> statements.fold(t, "", out);
            case ForAll t -> statements.forAll(t, out);
            case Select t -> select(t, out);
            case ArrayOf t -> throw new IllegalStateException("an array is no number");
            case Repeat t -> throw new IllegalStateException("an array is no number");
            case Add t -> arithmetic.sum(t, within, out);
            case Subtract t -> arithmetic.difference(t, within, out);
            case Multiply t -> arithmetic.product(t, within, out);
            case Negate t -> arithmetic.negative(t, within, out);
            case Divide t -> throw facts.inexpressible("is a fraction", "C has integers only: round it, or scale it");
            case Power t -> arithmetic.power(t, within, out);
            case Absolute t -> arithmetic.magnitude(t, within, out);
            case Minimum t -> arithmetic.minimum(t, within, out);
            case Maximum t -> arithmetic.maximum(t, within, out);
            case RoundTo t ->
                t.operand() instanceof Divide quotient
                        ? division.quotient(t, quotient, within, out)
                        : emit(t.operand(), within, out);
            case Remainder t -> division.remainder(t, out);
            case Compare t -> compare(t, out);
            case Not t -> not(t, out);
            case And t -> both(t.left(), t.right(), true, out);
            case Or t -> both(t.left(), t.right(), false, out);
            case Bitwise t -> arithmetic.bitwise(t, out);
            case BitCount t -> arithmetic.count(t, out);
            case Fits t -> fits(t, within, out);
            case Wrap t -> facts.isIdle(t) ? emit(t.operand(), within, out) : arithmetic.wrap(t, out);
            case Saturate t -> facts.isIdle(t) ? emit(t.operand(), within, out) : arithmetic.saturate(t, out);
            case Require t -> {
                statements.require(t, out);
                yield emit(t.body(), within, out);
            }
        };
    }

    private Code constant(Constant constant) {
        if (!constant.value().isInteger()) {
            throw facts.inexpressible("has the fraction " + constant.value(), "C has integers only: scale it");
        }
        Interval range = facts.at(constant);
        return Literal.of(range.low(), facts.computing(range));
    }

    private Code variable(Variable variable) {
        Code code = function.of(variable);
        Interval range = facts.at(variable).intersect(code.range());
        return new Code(code.text(), code.rank(), code.type(), range.isEmpty() ? code.range() : range);
    }

    private Code fits(Fits fits, Interval within, Block out) {
        Interval format = Interval.of(fits.format());
        return facts.at(fits.site(), () -> {
            if (facts.isKept(fits)) {
                Code code = emit(fits.operand(), within.intersect(format), out);
                Interval range = code.range().intersect(format);
                // What never fits and is known to fit is never computed.
                return range.isEmpty()
                        ? Literal.of(BigInteger.ZERO, CType.INT32)
                        : new Code(code.text(), code.rank(), code.type(), range);
            }
            Code exact = statements.named(emit(fits.operand(), Interval.ALL, out), "exact", out);
            statements.assertion(inside(exact, fits.format()), out);
            Interval range = exact.range().intersect(format);
            return Code.atom(exact.text(), exact.type(), range.isEmpty() ? format : range)
                    .cast(CType.of(fits.format()).orElse(exact.type()));
        });
    }

    /** {@code INT8_MIN <= x && x <= INT8_MAX}, without what the type says already. */
    String inside(Code code, IntegerFormat format) {
        CType type = code.promoted();
        List<String> parts = new ArrayList<>();
        if (code.type().format().min().compareTo(format.min()) < 0) {
            parts.add(Literal.of(format.min(), type).text() + " <= " + code.operand(Code.Rank.SHIFT));
        }
        if (code.type().format().max().compareTo(format.max()) > 0) {
            parts.add(code.operand(Code.Rank.SHIFT) + " <= "
                    + Literal.of(format.max(), type).text());
        }
        return String.join(" && ", parts);
    }

    // ---- truth ----

    private Code truth(String text, Code.Rank rank) {
        return new Code(text, rank, CType.BOOL, Interval.EITHER);
    }

    private static Code truth(boolean value) {
        return Code.atom(Boolean.toString(value), CType.BOOL, Interval.of(value));
    }

    private Code compare(Compare compare, Block out) {
        if (Truth.isOne(compare.left())) {
            Code left = emit(compare.left(), out);
            Code right = emit(compare.right(), out);
            if (left.text().equals(right.text())) {
                return truth(compare.relation().holds(0));
            }
            String operator = compare.relation() == Compare.Relation.EQUAL ? " == " : " != ";
            return truth(left.operand(Code.Rank.ATOM) + operator + right.operand(Code.Rank.ATOM), Code.Rank.EQUALITY);
        }
        Code left = emit(compare.left(), out);
        Code right = emit(compare.right(), out);
        Interval ranges = left.range().compare(compare.relation(), right.range());
        if (left.text().equals(right.text())) {
            return truth(compare.relation().holds(0));
        }
        if (facts.mayDrop(compare) && (ranges.isTrue() || ranges.isFalse())) {
            return truth(ranges.isTrue());
        }
        if (facts.decided(compare) instanceof Boolean decided) {
            return truth(decided);
        }
        CType type = facts.common(left, right, Interval.EMPTY);
        Arithmetic.Operands operands = arithmetic.operands(left, right, type);
        boolean equality =
                compare.relation() == Compare.Relation.EQUAL || compare.relation() == Compare.Relation.UNEQUAL;
        return truth(
                operands.left().operand(Code.Rank.SHIFT) + " "
                        + compare.relation().spelling() + " " + operands.right().operand(Code.Rank.SHIFT),
                equality ? Code.Rank.EQUALITY : Code.Rank.ORDER);
    }

    private Code not(Not not, Block out) {
        if (not.operand() instanceof Compare compare && facts.decided(compare) == null) {
            Code code = compare(new Compare(compare.relation().negated(), compare.left(), compare.right()), out);
            return code;
        }
        return inverted(emit(not.operand(), out));
    }

    private Code inverted(Code code) {
        return switch (code.text()) {
            case "true" -> truth(false);
            case "false" -> truth(true);
            default -> truth("!" + code.operand(Code.Rank.UNARY), Code.Rank.UNARY);
        };
    }

    private Code both(Term first, Term second, boolean conjunction, Block out) {
        Code left = emit(first, out);
        if (facts.decided(first) instanceof Boolean decided) {
            return decided == conjunction ? emit(second, out) : left;
        }
        if (statements.needed(second)) {
            String name = function.unused(conjunction ? "all" : "any");
            out.line("bool " + name + " = " + left.text() + ";");
            Block inner = new Block();
            Code right = emit(second, inner);
            inner.line(name + " = " + right.text() + ";");
            out.line("if (" + (conjunction ? "" : "!") + name + ") {")
                    .inner(inner)
                    .line("}");
            return Code.atom(name, CType.BOOL, Interval.EITHER);
        }
        Code right = emit(second, out);
        if (right.text().equals(Boolean.toString(conjunction))) {
            return left;
        }
        // Compilers warn of && inside || without brackets.
        Code.Rank rank = conjunction ? Code.Rank.AND : Code.Rank.OR;
        Code.Rank least = conjunction ? Code.Rank.AND : Code.Rank.EQUALITY;
        return truth(
                (left.rank() == rank ? left.text() : left.operand(least))
                        + (conjunction ? " && " : " || ")
                        + (right.rank() == rank ? right.text() : right.operand(least)),
                rank);
    }

    private Code choice(If choice, Interval within, Block out) {
        if (facts.decided(choice.condition()) instanceof Boolean decided) {
            emit(choice.condition(), out);
            return emit(decided ? choice.then() : choice.otherwise(), within, out);
        }
        if (statements.needed(choice)) {
            return statements.chosen(choice, within, out);
        }
        Code condition = emit(choice.condition(), out);
        Code then = emit(choice.then(), within, out);
        Code otherwise = emit(choice.otherwise(), within, out);
        if (then.text().equals("true") && otherwise.text().equals("false")) {
            return condition;
        }
        if (then.text().equals("false") && otherwise.text().equals("true")) {
            return inverted(condition);
        }
        Interval range = then.range().join(otherwise.range());
        boolean truths = then.type() == CType.BOOL && otherwise.type() == CType.BOOL;
        boolean same = then.type() == otherwise.type() && !Literal.is(then) && !Literal.is(otherwise)
                || fits(then, otherwise)
                || fits(otherwise, then);
        CType type = truths
                ? CType.BOOL
                : same
                        ? Literal.is(then) ? otherwise.type() : then.type()
                        : facts.common(then, otherwise, Interval.EMPTY);
        Arithmetic.Operands operands =
                truths || same ? new Arithmetic.Operands(then, otherwise) : arithmetic.operands(then, otherwise, type);
        return new Code(
                condition.operand(Code.Rank.EQUALITY) + " ? " + operands.left().operand(Code.Rank.OR) + " : "
                        + operands.right().operand(Code.Rank.CHOICE),
                Code.Rank.CHOICE,
                type,
                range);
    }

    /** Whether one side is a number that the type of the other holds, so that C's promotion of both loses nothing. */
    private static boolean fits(Code literal, Code other) {
        return Literal.is(literal)
                && !Literal.is(other)
                && other.type().bits() < 32
                && literal.range().within(Interval.of(other.type().format()));
    }

    // ---- calls and arrays ----

    private Code call(Call call, Block out) {
        Prototype prototype = file.function(call.kernel());
        if (prototype == null) {
            // Functions that only assertions call are not written: without assertions nobody would use them.
            throw facts.inexpressible("calls `" + call.kernel().name() + "`, which the kernel itself does not", "");
        }
        return facts.at(call.site(), () -> {
            List<String> arguments = new ArrayList<>();
            for (int i = 0; i < call.arguments().size(); i++) {
                Term argument = call.arguments().get(i);
                Prototype.Parameter parameter = prototype.parameters().get(i);
                arguments.add(
                        parameter.isArray()
                                ? array(argument, parameter, out)
                                : statements.converted(emit(argument, out), parameter.type()));
            }
            Interval range = facts.at(call);
            Interval type = Interval.of(prototype.result().format());
            return Code.atom(
                    prototype.name() + "(" + String.join(", ", arguments) + ")",
                    prototype.result(),
                    range.isEmpty() ? type : range.intersect(type));
        });
    }

    /** An array as an argument. */
    private String array(Term array, Prototype.Parameter parameter, Block out) {
        String text = array(array, parameter.type(), out);
        // Elements are read by memcpy, so that it does not matter what they were declared as.
        boolean other = parameter.passing() != Passing.INTEGER && !(array instanceof Variable);
        return other ? "(const " + parameter.passing().spelling() + " *)" + text : text;
    }

    /** An array as a pointer to elements of a type. */
    private String array(Term array, CType type, Block out) {
        return switch (array) {
            case Variable variable -> function.of(variable).text();
            case ArrayOf written when constants(written) -> table(written, type).text();
            case ArrayOf written -> {
                List<String> elements = new ArrayList<>();
                for (Term element : written.elements()) {
                    elements.add(statements.converted(emit(element, out), type));
                }
                yield local(type, elements, out);
            }
            case Repeat repeat
            when repeat.count() instanceof Constant c && c.value().numerator().bitLength() < 13 -> {
                Code once = statements.named(emit(repeat.element(), out), "element", out);
                String element = statements.converted(once, type);
                List<String> elements = new ArrayList<>();
                for (int i = c.value().numerator().intValueExact(); i > 0; i--) {
                    elements.add(element);
                }
                yield local(type, elements, out);
            }
            default ->
                throw facts.inexpressible(
                        "passes an array that is computed",
                        "C text passes parameters, tables, and short arrays of equal elements");
        };
    }

    private String local(CType type, List<String> elements, Block out) {
        if (elements.isEmpty()) {
            return "NULL";
        }
        String name = function.unused("elements");
        out.line("const " + type.spelling() + " " + name + "[" + elements.size() + "] = {" + String.join(", ", elements)
                + "};");
        return name;
    }

    static boolean constants(ArrayOf array) {
        return array.elements().stream()
                .allMatch(e -> e instanceof Truth
                        || e instanceof Constant c && c.value().isInteger());
    }

    private Code table(ArrayOf array, CType type) {
        List<String> elements = new ArrayList<>();
        for (Term element : array.elements()) {
            elements.add(
                    element instanceof Constant c
                            ? Literal.of(c.value().numerator(), type.bits() < 32 ? CType.INT32 : type)
                                    .text()
                            : Boolean.toString(((Truth) element).value()));
        }
        return function.table(array, type, String.join(", ", elements));
    }

    private Code select(Select select, Block out) {
        return switch (select.array()) {
            case Repeat repeat -> emit(repeat.element(), out);
            case ArrayOf written -> {
                boolean truths = written.elements().stream().anyMatch(Truth::isOne);
                Interval range = Interval.EMPTY;
                List<Code> elements = new ArrayList<>();
                for (Term element : written.elements()) {
                    Code code = emit(element, out);
                    elements.add(code);
                    range = range.join(code.range());
                }
                CType type = truths ? CType.BOOL : Types.keeping(range).orElseThrow(() -> facts.tooWide());
                String name = constants(written)
                        ? table(written, type).text()
                        : local(
                                type,
                                elements.stream()
                                        .map(e -> statements.converted(e, type))
                                        .toList(),
                                out);
                yield Code.atom(
                        name + "[" + arithmetic.index(select.index(), out) + "]", type, narrowed(select, range));
            }
            case Variable variable -> {
                Code array = function.of(variable);
                Sort element = ((Sort.Array) variable.sort()).element();
                CType type = CType.of(element).orElseThrow(() -> facts.tooWide());
                String text = array.text() + "[" + arithmetic.index(select.index(), out) + "]";
                Passing passing = function.passing(variable);
                yield Code.atom(
                        passing == Passing.INTEGER
                                ? text
                                : file.helpers().bits(passing, type) + "(&" + text + ")",
                        type,
                        narrowed(select, array.range()));
            }
            default -> throw facts.inexpressible("takes an element of an array that is computed", "");
        };
    }

    private Interval narrowed(Select select, Interval range) {
        Interval known = facts.at(select).intersect(range);
        return known.isEmpty() ? range : known;
    }

    /** Whether a variable is a {@code size_t} in C. */
    boolean isSize(Variable variable) {
        return function.has(variable) && function.of(variable).type() == CType.SIZE;
    }

    /** Whether an obligation at a site is one that the source itself states. */
    static boolean isStated(Site site) {
        return site.kind() == Site.Kind.ASSERTION;
    }
}
