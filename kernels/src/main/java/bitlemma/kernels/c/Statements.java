package bitlemma.kernels.c;

import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.interval.Interval;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** What C says by statements: names, loops, assertions, and choices of which a side needs one of these. */
final class Statements {
    /** Where a value goes. */
    private sealed interface Target {
        CType type();

        /** What values of the sort that is wanted can be. */
        Interval within();

        /** @param function what the value is given to before it is returned; empty for nothing */
        record Return(CType type, Interval within, String function) implements Target {}

        record Assign(String name, CType type) implements Target {
            @Override
            public Interval within() {
                return Interval.ALL;
            }
        }
    }

    private final Emitter emitter;
    private final Function function;
    private final Facts facts;
    private final Map<Term, Boolean> needed = new IdentityHashMap<>();
    private final Map<Variable, Term> definitions = new HashMap<>();

    Statements(Emitter emitter, Function function, Facts facts) {
        this.emitter = emitter;
        this.function = function;
        this.facts = facts;
    }

    // ---- conversions ----

    /** A value as an argument or in an assignment to a variable of a type, which holds it. */
    String converted(Code code, CType type) {
        if (!code.range().within(Interval.of(type.format()))) {
            throw facts.inexpressible(
                    "can be a number from " + code.range() + ", which " + type.spelling() + " does not hold",
                    "state in a `given` how large the inputs are, or convert to a machine type");
        }
        boolean itself =
                code.type() == type || Literal.is(code) || type != CType.BOOL && Types.widens(code.promoted(), type);
        return itself ? code.text() : code.cast(type).text();
    }

    /** The same as a constant of C with a name, where it is more than a name already. */
    Code named(Code code, String label, Block out) {
        if (Literal.is(code) || code.rank() == Code.Rank.ATOM && code.text().matches("\\w+")) {
            return code;
        }
        CType type = code.type() == CType.BOOL ? CType.BOOL : code.promoted();
        String name = function.unused(label);
        out.line("const " + type.spelling() + " " + name + " = " + code.text() + ";");
        return Code.atom(name, type, code.range());
    }

    // ---- what needs statements ----

    /** Whether a term cannot be written as an expression alone. */
    boolean needed(Term term) {
        Boolean known = needed.get(term);
        if (known == null) {
            known = switch (term) {
                case Fold t -> true;
                case ForAll t -> true;
                case Let t -> !isInline(t) || needed(t.value()) || needed(t.body());
                case Fits t -> !facts.isKept(t) || needed(t.operand());
                case Require t -> !isDropped(t) || needed(t.body());
                case Select t when t.array() instanceof ArrayOf a -> !Emitter.constants(a) || needed(t.index());
                case Call t -> t.arguments().stream().anyMatch(a -> a instanceof ArrayOf || !isArray(a) && needed(a));
                default -> Children.of(term).stream().anyMatch(this::needed);
            };
            needed.put(term, known);
        }
        return known;
    }

    private static boolean isArray(Term term) {
        return term instanceof Variable v && v.sort() instanceof Sort.Array;
    }

    /** What the source asserts stays, since readers want it; other obligations that are kept are not written. */
    private boolean isDropped(Require require) {
        return facts.isKept(require) && !Emitter.isStated(require.site());
    }

    /** Whether a name that the checker made up is better not written. */
    private boolean isInline(Let let) {
        if (let.site() != null) {
            return false;
        }
        return let.value() instanceof Variable
                || let.value() instanceof Constant
                || uses(let.body(), let.variable()) <= 1;
    }

    /** How often a term that is written uses a variable; what is in a loop counts twice. */
    private int uses(Term term, Variable variable) {
        return switch (term) {
            case Variable v -> v.equals(variable) ? 1 : 0;
            case Require require when isDropped(require) -> uses(require.body(), variable);
            case Fold fold ->
                uses(fold.low(), variable)
                        + uses(fold.initial(), variable)
                        + 2 * (uses(fold.high(), variable) + uses(fold.step(), variable));
            case ForAll all ->
                uses(all.low(), variable) + 2 * (uses(all.high(), variable) + uses(all.body(), variable));
            case ArrayOf array when Emitter.constants(array) -> 0;
            default -> {
                int all = 0;
                for (Term part : Children.of(term)) {
                    all += uses(part, variable);
                }
                yield all;
            }
        };
    }

    // ---- names ----

    /** What a variable stands for that has no name in C; the variable itself where it has one. */
    Term definition(Variable variable) {
        Term value = definitions.get(variable);
        return value == null || needed(value) ? variable : value;
    }

    /** Writes what binds a name. */
    void let(Let let, Block out) {
        Variable variable = let.variable();
        if (isInline(let)) {
            function.bind(variable, emitter.emit(let.value(), out));
            definitions.put(variable, let.value());
            return;
        }
        facts.at(let.site(), () -> {
            Interval range = facts.everywhere(variable);
            CType type = kept(variable.sort(), range);
            if (uses(let.body(), variable) == 0) {
                Code value = emitter.emit(let.value(), out);
                if (!facts.isSafe() && Children.all(let.value()).anyMatch(t -> t instanceof Call)) {
                    out.line("(void)" + value.operand(Code.Rank.UNARY) + ";");
                }
                return null;
            }
            if (let.value() instanceof Fold fold && fold.accumulator().sort().equals(variable.sort())) {
                function.bind(variable, fold(fold, variable.label(), out));
                return null;
            }
            if (let.value() instanceof If choice && needed(choice) && facts.decided(choice.condition()) == null) {
                String name = function.unused(variable.label());
                out.line(type.spelling() + " " + name + ";");
                write(choice, new Target.Assign(name, type), out);
                function.bind(variable, Code.atom(name, type, range));
                return null;
            }
            Code value = emitter.emit(let.value(), range, out);
            Code code = function.declare(variable, type, range.intersect(value.range()));
            out.line("const " + type.spelling() + " " + code.text() + " = " + converted(value, type) + ";");
            return null;
        });
    }

    private CType kept(Sort sort, Interval range) {
        return switch (sort) {
            case Sort.Coded coded -> throw new IllegalStateException("not lowered: " + coded);
            case Sort.Machine machine -> CType.of(machine.format()).orElseThrow(facts::tooWide);
            case Sort.Bool bool -> CType.BOOL;
            case Sort.ExactInteger integer -> facts.computing(range);
            // A divisor that the checker named; its values are integers where C can say what divides by it.
            case Sort.ExactRational rational -> facts.computing(range);
            case Sort.Array array -> throw facts.inexpressible("names an array", "");
        };
    }

    // ---- values ----

    /**
     * Writes statements that return the value of a term.
     *
     * @param sort the term's sort, which may say more of its values than intervals do
     * @param function what is called with the value, to return what it gives; empty for nothing
     */
    void returned(Term term, Sort sort, CType type, String function, Block out) {
        Interval within = sort instanceof Sort.Machine machine ? Interval.of(machine.format()) : Interval.ALL;
        write(term, new Target.Return(type, within, function), out);
    }

    private void write(Term term, Target target, Block out) {
        switch (term) {
            case Let let -> {
                let(let, out);
                write(let.body(), target, out);
            }
            case Require require -> {
                require(require, out);
                write(require.body(), target, out);
            }
            case If choice
            when needed(choice) && facts.decided(choice.condition()) == null -> {
                Code condition = emitter.emit(choice.condition(), out);
                Block then = new Block();
                write(choice.then(), target, then);
                Block otherwise = new Block();
                write(choice.otherwise(), target, otherwise);
                out.line("if (" + condition.text() + ") {").inner(then);
                if (target instanceof Target.Return) {
                    out.line("}").append(otherwise);
                } else if (otherwise.isEmpty()) {
                    out.line("}");
                } else {
                    out.line("} else {").inner(otherwise).line("}");
                }
            }
            default -> {
                Code code = emitter.emit(term, out);
                Interval range = code.range().intersect(target.within());
                String value = converted(
                        range.isEmpty() ? code : new Code(code.text(), code.rank(), code.type(), range), target.type());
                switch (target) {
                    case Target.Return r ->
                        out.line("return " + (r.function().isEmpty() ? value : r.function() + "(" + value + ")") + ";");
                    case Target.Assign assign -> {
                        if (!value.equals(assign.name())) {
                            out.line(assign.name() + " = " + value + ";");
                        }
                    }
                }
            }
        }
    }

    /** A choice of which a side needs statements. */
    Code chosen(If choice, Interval within, Block out) {
        boolean truth = Truth.isOne(choice);
        Interval all = truth ? Interval.EITHER : facts.at(choice).intersect(within);
        Interval range = all.isEmpty() ? facts.at(choice) : all;
        CType type = truth ? CType.BOOL : facts.computing(range);
        String name = function.unused("value");
        out.line(type.spelling() + " " + name + ";");
        write(choice, new Target.Assign(name, type), out);
        return Code.atom(name, type, range);
    }

    // ---- loops ----

    /** The head of a loop, whose index is bound by then. */
    private String head(Variable index, Term low, Term high, String goOn, Block out) {
        Code from = emitter.emit(low, out);
        Code to = emitter.emit(high, out);
        Interval range = from.range().join(to.range());
        boolean own = !Literal.is(to) && range.within(to.promoted().format());
        CType type = own ? to.promoted() : facts.computing(range);
        Code limit = Literal.is(to) ? Literal.of(to.range().low(), type) : to;
        if (!Literal.is(limit) && !limit.text().matches("\\w+")) {
            limit = named(limit.promoted() == type ? limit : limit.cast(type), "end", out);
        } else if (limit.promoted() != type && !Literal.is(limit) && !Types.widens(limit.promoted(), type)) {
            limit = limit.cast(type);
        }
        String start = converted(from, type);
        Code code = function.declare(
                index, type, Interval.of(from.range().low(), before(to.range().high())));
        String name = code.text();
        return "for (" + type.spelling() + " " + name + " = " + start + "; " + goOn + name + " < " + limit.text() + "; "
                + name + "++) {";
    }

    private static BigInteger before(BigInteger end) {
        return end == null ? null : end.subtract(BigInteger.ONE);
    }

    /**
     * Writes a reduction and gives its accumulator.
     *
     * @param label what the accumulator is called; empty for its own name
     */
    Code fold(Fold fold, String label, Block out) {
        return facts.at(fold.site(), () -> {
            Variable accumulator = fold.accumulator();
            boolean truth = accumulator.sort() == Sort.BOOLEAN;
            Interval range = truth
                    ? Interval.EITHER
                    : facts.everywhere(accumulator).join(facts.at(fold)).join(facts.at(fold.initial()));
            CType type = kept(accumulator.sort(), range);
            Code initial = emitter.emit(fold.initial(), out);
            Code code = Code.atom(function.unused(label.isEmpty() ? accumulator.label() : label), type, range);
            function.bind(accumulator, code);
            out.line(type.spelling() + " " + code.text() + " = " + converted(initial, type) + ";");
            String head = head(fold.index(), fold.low(), fold.high(), "", out);
            Block body = new Block();
            step(fold.step(), accumulator, code, body);
            out.line(head).inner(body).line("}");
            function.release(function.of(fold.index()).text());
            return Code.atom(
                    code.text(), type, truth ? Interval.EITHER : facts.at(fold).intersect(range));
        });
    }

    private void step(Term step, Variable accumulator, Code code, Block out) {
        Term term = step;
        while (term instanceof Let let) {
            let(let, out);
            term = let.body();
        }
        Term sum = term instanceof Fits fits && facts.isKept(fits) ? fits.operand() : term;
        boolean adds = sum instanceof Add add
                && add.left().equals(accumulator)
                && code.type() == code.promoted()
                && !Children.mentions(add.right(), accumulator);
        if (adds) {
            Code addend = emitter.emit(((Add) sum).right(), out);
            // C adds in the accumulator's type then, as it would where it stands for the sum.
            if (addend.range().within(Interval.of(code.type().format()))) {
                out.line(code.text() + " += " + converted(addend, code.type()) + ";");
                return;
            }
            Code result = emitter.emit(term, out);
            out.line(code.text() + " = " + converted(result, code.type()) + ";");
            return;
        }
        write(term, new Target.Assign(code.text(), code.type()), out);
    }

    Code forAll(ForAll all, Block out) {
        String name = function.unused("all");
        out.line("bool " + name + " = true;");
        String head = head(all.index(), all.low(), all.high(), name + " && ", out);
        Block body = new Block();
        write(all.body(), new Target.Assign(name, CType.BOOL), body);
        out.line(head).inner(body).line("}");
        function.release(function.of(all.index()).text());
        return Code.atom(name, CType.BOOL, Interval.EITHER);
    }

    // ---- assertions ----

    /** Writes what has to hold, where it may not. */
    void require(Require require, Block out) {
        if (!isDropped(require)) {
            facts.at(require.site(), () -> {
                asserted(require.condition(), out);
                return null;
            });
        }
    }

    /** An assertion for each part of a condition; what holds anyway is left out. */
    void asserted(Term condition, Block out) {
        if (facts.decided(condition) == Boolean.TRUE) {
            return;
        }
        switch (condition) {
            case And and -> {
                asserted(and.left(), out);
                asserted(and.right(), out);
            }
            case ForAll all -> {
                Block inside = new Block();
                String head = head(all.index(), all.low(), all.high(), "", inside);
                Block body = new Block();
                asserted(all.body(), body);
                guarded(inside.line(head).inner(body).line("}"), out);
                function.release(function.of(all.index()).text());
            }
            default -> {
                Block preparing = new Block();
                Code code = emitter.emit(condition, preparing);
                if (preparing.isEmpty()) {
                    assertion(code.text(), out);
                } else {
                    assertion(code.text(), preparing);
                    guarded(preparing, out);
                }
            }
        }
    }

    private static void guarded(Block assertions, Block out) {
        out.line("#ifndef NDEBUG").append(assertions).line("#endif");
    }

    void assertion(String condition, Block out) {
        if (!condition.isEmpty() && !condition.equals("true")) {
            out.line("assert(" + condition + ");");
        }
    }
}
