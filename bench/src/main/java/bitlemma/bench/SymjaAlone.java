package bitlemma.bench;

import bitlemma.bench.ExpectationProblems.Check;
import bitlemma.bench.ExpectationProblems.Problem;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.matheclipse.core.eval.ExprEvaluator;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;

/**
 * Solves one problem with Symja alone, in a process of its own: the problem's own input, none of our splitting and none
 * of our checks. Prints lines that {@code bench/expectations/peers.py} reads.
 */
final class SymjaAlone {
    /** Heads that an answer in closed form does not hold. */
    private static final ISymbol[] UNEVALUATED = {
        S.Integrate, S.Sum, S.Limit, S.Solve, S.D, S.Derivative, S.Maximize, S.Assuming, S.$Failed, S.Indeterminate
    };

    private SymjaAlone() {}

    /** @param arguments the file of problems, and a problem's name */
    public static void main(String[] arguments) throws InterruptedException {
        Thread thread = new Thread(null, () -> solve(Path.of(arguments[0]), arguments[1]), "symja", 1L << 29);
        thread.start();
        thread.join();
        System.exit(0);
    }

    private static void solve(Path file, String id) {
        Problem problem = ExpectationProblems.read(file).stream()
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow();
        ExprEvaluator symja = new ExprEvaluator(false, (short) 100);
        IExpr answer = symja.eval(String.join("\n", problem.symja()));
        System.out.println("answer " + answer.toString().replaceAll("\\s+", " "));
        if (Stream.of(UNEVALUATED).anyMatch(head -> !answer.isFree(head, true))) {
            System.out.println("unevaluated");
            return;
        }
        for (Check check : problem.checks()) {
            String rules = check.at().entrySet().stream()
                    .map(entry -> entry.getKey() + "->" + entry.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
            IExpr value = symja.eval(F.ReplaceAll(answer, symja.parse(rules)));
            System.out.println("value " + symja.eval(F.N(value, F.ZZ(20))));
        }
    }
}
