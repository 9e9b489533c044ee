package bitlemma.grammar.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.Samples;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Optimum;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every engine takes for granted of the core. */
class CoreTest {
    @TestFactory
    Stream<DynamicTest> everyModule() {
        return Samples.all().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> Samples.withStack(
                                64,
                                () -> new ModuleLoader().load(file).program().ifPresent(CoreTest::check))));
    }

    private static void check(Program program) {
        program.derivations().forEach(CoreTest::check);
        program.kernels().values().forEach(kernel -> {
            check(List.of(kernel.body()), kernel.inputs());
            check(List.of(kernel.given()), kernel.inputs());
        });
        for (Statement statement : program.statements()) {
            switch (statement) {
                case Statement.Safety s -> check(Proposition.safety(s.kernel()));
                case Statement.Claim s -> check(s.proposition());
                case Statement.Extreme s -> check(List.of(s.given(), s.expression()), s.inputs());
                case Statement.Threshold s -> {
                    if (s.symbolic() != null) {
                        check(s.symbolic());
                    }
                    if (s.family().at(s.low() == null ? java.math.BigInteger.ONE : s.low())
                            instanceof Statement.Family.Instance.Stated stated) {
                        check(stated.proposition());
                    }
                }
            }
        }
    }

    private static void check(Derivation derivation) {
        List<Variable> inputs = new ArrayList<>();
        derivation.parameters().forEach(p -> inputs.add(p.variable()));
        derivation.variables().forEach(v -> inputs.add(v.variable()));
        List<Term> terms = new ArrayList<>(derivation.given());
        for (Derivation.Request request : derivation.requests()) {
            switch (request) {
                case Derivation.Request.Find find -> terms.add(find.value());
                case Derivation.Request.Expect expect -> terms.addAll(List.of(expect.left(), expect.right()));
                case Derivation.Request.Step step -> terms.addAll(step.sides());
            }
        }
        check(terms, inputs);
    }

    private static void check(Proposition proposition) {
        check(List.of(proposition.given(), proposition.body()), proposition.inputs());
    }

    /** Binders bind different names, none of them an input's, and what is free is an input. */
    private static void check(List<Term> terms, List<Variable> inputs) {
        Set<Variable> bound = new HashSet<>(inputs);
        assertEquals(inputs.size(), bound.size(), "inputs are different");
        for (Term term : terms) {
            Children.all(term)
                    .forEach(t -> binders(t).forEach(v -> assertTrue(bound.add(v), () -> v + " is bound twice")));
            Children.free(term).forEach(v -> assertTrue(inputs.contains(v), () -> v + " is free"));
        }
    }

    private static List<Variable> binders(Term term) {
        return switch (term) {
            case Let t -> List.of(t.variable());
            case Fold t -> List.of(t.index(), t.accumulator());
            case ForAll t -> List.of(t.index());
            case Optimum t -> List.of(t.parameter());
            default -> List.of();
        };
    }

    /** A name for an array is a use of the array itself: each use has binders of its own. */
    @Test
    void arraysWithBindersInside() {
        List<String> bodies = new ArrayList<>(List.of(
                "let t = [sum(k < 3) a, a]\nt[0] + t[1]",
                "let t = [sum(k < 3) a; 4]\nt[0] + t[1]",
                "let t = [a; sum(k < 3) k]\nt[0] + t[1] + a",
                "[a; sum(k < 3) k][0]",
                "sum(x in [a; sum(k < 3) k]) x",
                "sum(x in [{ let y = a; y }, { let y = a; y }]) (x + x)",
                "let t = [{ let y = a; y }]\nsum(x in t) x + t[0] + sum(j < len(t)) t[j]",
                "div_euclid({ let y = a; y }, { let z = a; z })",
                "clamp({ let y = a; y }, { let y = a; y }, { let y = a; y })",
                "if 0 < { let y = a; y } <= { let y = a; y } < 9 then 1 else a",
                "max({ let y = a; y }, { let y = a; y }) << { let y = a; y }",
                "helper([{ let y = a; y }; 3], [a, a, a])"));
        for (String body : bodies) {
            String text =
                    "kernel helper(a: int8[K], b: int8[K]) -> int8 { a[0] + b[K - 1] }\nkernel f(a: int8) -> int8 { "
                            + body + " }\n" + "claim c: f(x) == f(x) and f is safe\nclaim d: sum(k < 3) f(x) == |f(y)|";
            Checker.Checked checked =
                    Checker.check(Parser.parse(new SourceFile("x.lemma", text)).module().orElseThrow(), List.of());
            assertEquals(List.of(), checked.diagnostics().stream().map(d -> d.render()).toList());
            check(checked.program().orElseThrow());
        }
    }
}
