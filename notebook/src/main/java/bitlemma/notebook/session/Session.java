package bitlemma.notebook.session;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.OpenExpression;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.Module;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.notebook.answer.Answer;
import bitlemma.notebook.answer.Answers;
import bitlemma.notebook.answer.CellError;
import bitlemma.notebook.answer.Derivations;
import bitlemma.notebook.answer.DerivedAnswer;
import bitlemma.notebook.answer.ValueAnswer;
import bitlemma.verifier.ladder.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A notebook without its pages: cells go in, answers come out, and what cells declare stays. Needs a stack as deep as
 * the parser does; one cell at a time, but {@link #interrupt} comes from any thread.
 */
public final class Session {
    /** A person who asks for one value waits longer than a proof does for one of many. */
    private static final long STEPS = 10 * Evaluator.ORDINARY;

    private final Path folder;
    private final Derivations derivations;
    private final Declared declared = new Declared();
    private final Magics magics = new Magics(this);
    private volatile Limits limits = Limits.of(Limits.ORDINARY);
    private volatile Run current = new Run();

    /**
     * @param folder where imports are looked for
     * @param derivations what answers {@code derive} blocks
     */
    public Session(Path folder, Derivations derivations) {
        this.folder = folder;
        this.derivations = derivations;
    }

    /**
     * Answers a cell.
     *
     * @param number which cell it is: messages name places as {@code In[3]:2:5}
     * @param text its text
     * @param answers hears each answer as soon as it is known
     * @throws CellError where the cell has mistakes, or was interrupted
     */
    public void run(int number, String text, Answers answers) throws CellError {
        Run run = new Run();
        current = run;
        CellText cell = CellText.of("In[" + number + "]", text);
        long start = System.nanoTime();
        boolean timed = magics.run(cell, run, answers);
        ParsedCell parsed = ParsedCell.of(cell);
        if (!parsed.diagnostics().isEmpty()) {
            throw cell.error(parsed.diagnostics());
        }
        if (parsed.declarations().isPresent()) {
            declarations(parsed.declarations().get(), run, answers);
        }
        if (parsed.expression().isPresent()) {
            value(cell, parsed.expression().get(), run, answers);
        }
        magics.plot(cell, run, answers);
        if (timed) {
            run.show(answers, Magics.time(System.nanoTime() - start));
        }
    }

    /** Ends the cell that runs now, soon; what it has declared stays. From any thread. */
    public void interrupt() {
        current.stop();
    }

    Derivations derivations() {
        return derivations;
    }

    Declared declared() {
        return declared;
    }

    Limits limits() {
        return limits;
    }

    void limit(Limits wanted) {
        limits = wanted;
    }

    private void value(CellText cell, Expression expression, Run run, Answers answers) throws CellError {
        OpenExpression open = closed(cell, expression);
        Trace trace = Trace.recording();
        Outcome outcome = Evaluator.evaluate(open.term(), Map.of(), trace, STEPS);
        run.show(
                answers,
                switch (outcome) {
                    case Outcome.Returned returned -> ValueAnswer.of(returned.value(), open.sort());
                    case Outcome.Broken broken -> ValueAnswer.of(broken, trace);
                    case Outcome.TooLong tooLong -> ValueAnswer.of(tooLong);
                });
    }

    private OpenExpression closed(CellText cell, Expression expression) throws CellError {
        Checker.Opened opened = Checker.open(expression, List.of(), declared.now());
        OpenExpression open = opened.expression().orElseThrow(() -> cell.error(opened.diagnostics()));
        if (!open.inputs().isEmpty()) {
            String name = open.inputs().getFirst().label();
            throw cell.error(List.of(new Diagnostic(
                    Problem.UNKNOWN_NAME,
                    expression.place(),
                    "`" + name + "` has no value here",
                    "write a number for it, state a claim about all its values, or `%plot " + expression.place().text()
                            + " for " + name + " in 0..10`")));
        }
        return open;
    }

    private void declarations(Module cell, Run run, Answers answers) throws CellError {
        SourceFile source = cell.source();
        ModuleLoader.Imports imports = new ModuleLoader().imports(cell, folder);
        if (!imports.diagnostics().isEmpty()) {
            throw CellError.of(imports.diagnostics());
        }
        List<Declaration> checked = new ArrayList<>(cell.declarations());
        List<Declaration> templates = cell.declarations().stream().filter(Session::isTemplate).toList();
        checked.removeAll(templates);
        List<Module> before = new ArrayList<>(declared.before(cell, imports.modules()));
        before.add(new Module(source, templates));
        Checker.Checked result = Checker.check(new Module(source, checked), before);
        Program program = result.program().orElseThrow(() -> CellError.of(result.diagnostics()));
        run.unlessStopped(() -> declared.add(cell, imports.modules()));
        for (Declaration template : templates) {
            run.show(
                    answers,
                    Answer.text("kernel " + template.name()
                            + " is declared; it is checked where it is used, for the types given there"));
        }
        new Deciding(program, limits, run, answers).run();
        derive(program, run, answers);
        run.check();
    }

    private void derive(Program program, Run run, Answers answers) throws CellError {
        run.ending(Thread.currentThread()::interrupt);
        try {
            for (Derivation derivation : program.derivations()) {
                run.check();
                derivations.answer(derivation, d -> run.show(answers, DerivedAnswer.of(d)));
            }
        } catch (CancellationException e) {
            throw new CellError("interrupted");
        } finally {
            run.ending(() -> {});
            // What comes after is not interrupted any more.
            Thread.interrupted();
        }
    }

    /** A kernel for no types in particular: alone it has nothing that could be decided. */
    private static boolean isTemplate(Declaration declaration) {
        return declaration instanceof Declaration.KernelDeclaration kernel
                && kernel.typeParameters().stream()
                        .anyMatch(p -> p.interval().isEmpty()
                                && p.choices().isEmpty()
                                && p.byDefault().isEmpty());
    }

    /**
     * What may be put in the place of a word.
     *
     * @param texts in alphabetical order; empty where nothing fits
     * @param start the offset at which the word begins
     */
    public record Completion(List<String> texts, int start) {}

    /** How the word that ends at an offset of a cell may go on. */
    public Completion complete(String cell, int offset) {
        Word word = Word.before(cell, offset);
        return new Completion(new Names(declared.now()).completions(word), word.start());
    }

    /** What the word at an offset of a cell stands for, or what is called around it; empty where neither is known. */
    public Optional<String> explain(String cell, int offset) {
        Explanation explanation = new Explanation(new Names(declared.now()));
        return explanation.of(Word.at(cell, offset)).or(() -> Word.around(cell, offset).flatMap(explanation::of));
    }
}
