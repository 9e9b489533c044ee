package bitlemma.notebook.session;

import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Term;
import bitlemma.notebook.answer.Answers;
import bitlemma.notebook.answer.CellError;
import bitlemma.notebook.answer.StatementAnswer;
import bitlemma.proofs.Result;
import bitlemma.proofs.Workbench;
import bitlemma.verifier.ladder.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides what a cell states, and shows the results in the order of its text. Kernels of earlier cells that it uses are
 * decided with it, unseen: claims rest on their safety, and what they use may have been declared anew.
 */
final class Deciding implements Workbench.Listener {
    private final Program program;
    private final Limits limits;
    private final Run run;
    private final Answers answers;
    private final Map<Statement, Result> results = new IdentityHashMap<>();
    private int shown;

    Deciding(Program program, Limits limits, Run run, Answers answers) {
        this.program = program;
        this.limits = limits;
        this.run = run;
        this.answers = answers;
    }

    void run() throws CellError {
        List<Statement> own = program.statements();
        if (own.isEmpty()) {
            return;
        }
        Set<Statement> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(own);
        List<Statement> all = new ArrayList<>(earlier(own));
        all.addAll(own);
        Program whole = new Program(program.source(), program.kernels(), all, List.of());
        Workbench.Options options =
                new Workbench.Options(limits, 0, Runtime.getRuntime().availableProcessors(), false, wanted::contains);
        try (Workbench bench = new Workbench(options, this)) {
            run.ending(bench::stop);
            bench.verify(List.of(whole));
        } finally {
            run.ending(() -> {});
        }
        if (run.isStopped()) {
            int left = own.size() - shown;
            throw new CellError(
                    "interrupted: " + left + (left == 1 ? " statement is" : " statements are") + " not decided");
        }
    }

    @Override
    public void finished(Program whole, Result result) {
        results.put(result.statement(), result);
        while (shown < program.statements().size() && results.containsKey(program.statements().get(shown))) {
            run.show(answers, StatementAnswer.of(results.get(program.statements().get(shown))));
            shown++;
        }
    }

    /** That the kernels are safe which the statements use and other cells declare. */
    private List<Statement> earlier(List<Statement> statements) {
        Set<Kernel> used = new LinkedHashSet<>();
        statements.forEach(s -> terms(s).forEach(t -> collect(t, used)));
        return used.stream()
                .filter(k -> !k.exact() && k.place().source() != program.source())
                .map(k -> (Statement) new Statement.Safety(k))
                .toList();
    }

    private static Stream<Term> terms(Statement statement) {
        return switch (statement) {
            case Statement.Safety s -> Stream.of(s.kernel().given(), s.kernel().body());
            case Statement.Claim c -> Stream.of(c.proposition().given(), c.proposition().body());
            case Statement.Threshold t ->
                t.symbolic() == null ? Stream.of() : Stream.of(t.symbolic().given(), t.symbolic().body());
            case Statement.Extreme e -> Stream.of(e.given(), e.expression());
        };
    }

    private static void collect(Term term, Set<Kernel> used) {
        if (term instanceof Call call && used.add(call.kernel())) {
            collect(call.kernel().given(), used);
            collect(call.kernel().body(), used);
        }
        Children.of(term).forEach(child -> collect(child, used));
    }
}
