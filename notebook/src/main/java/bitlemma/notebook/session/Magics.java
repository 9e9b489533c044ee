package bitlemma.notebook.session;

import bitlemma.cli.input.Spelling;
import bitlemma.cli.report.Seconds;
import bitlemma.notebook.answer.Answer;
import bitlemma.notebook.answer.Answers;
import bitlemma.notebook.answer.CellError;
import bitlemma.verifier.ladder.Limits;
import java.util.List;
import java.util.Optional;

/** The lines at a cell's top that begin with a percent sign: what is asked of the notebook, not of the language. */
final class Magics {
    static final List<String> NAMES = List.of("plot", "time", "budget", "help");

    static final String HELP =
            """
            A cell is text of Bitlemma's language. What it declares, later cells can use; declaring a name again
            replaces it. What it states is decided at once. A cell that is one expression shows its exact value.

            Lines that begin with % at the top of a cell:
              %plot EXPRESSION for x in LOW..HIGH   draws a curve; with `, y in LOW..HIGH` a map; `for x: int8 in ...`
                                                    says the type of x, where no kernel that takes x does
              %plot KERNEL                          draws a kernel of one or two inputs over all their values
              %plot DERIVATION                      draws the answers of a derive block over its first parameter, or
                                                    the error that it asks about
              %time                                 shows how long the cell took
              %budget UNITS                         how much work solvers may spend on a question from now on;
                                                    20_000_000 is usual, more decides more
              %help                                 shows this

            Tab completes a name, Shift-Tab shows what it is. Interrupting the kernel ends a proof; what is declared
            stays.
            """;

    private final Session session;

    Magics(Session session) {
        this.session = session;
    }

    /** Does what the lines ask, other than plots, and says whether the cell is to be timed. */
    boolean run(CellText cell, Run run, Answers answers) throws CellError {
        boolean timed = false;
        for (CellText.Magic magic : cell.magics()) {
            String argument = cell.whole().text().substring(magic.from(), magic.to()).strip();
            switch (magic.name()) {
                case "time" -> timed = true;
                case "help" -> run.show(answers, Answer.text(HELP));
                case "budget" -> run.show(answers, budget(cell, magic, argument));
                case "plot" -> {}
                default -> throw error(cell, magic, "there is no `%" + magic.name() + "`; "
                        + Spelling.nearest(magic.name(), NAMES)
                                .map(n -> "did you mean `%" + n + "`?")
                                .orElse("there are %" + String.join(", %", NAMES)));
            }
        }
        return timed;
    }

    /** Draws what the lines ask; after the rest of the cell, so that they see what it declares. */
    void plot(CellText cell, Run run, Answers answers) throws CellError {
        for (CellText.Magic magic : cell.magics()) {
            if (magic.name().equals("plot")) {
                String argument = cell.whole().text().substring(magic.from(), magic.to()).strip();
                Optional<Answer> derivation = session.derivations().picture(argument);
                run.show(
                        answers,
                        derivation.isPresent()
                                ? derivation.get()
                                : Plot.of(cell, magic, session.declared().now(), run));
            }
        }
    }

    private Answer budget(CellText cell, CellText.Magic magic, String argument) throws CellError {
        if (!argument.isEmpty()) {
            try {
                session.limit(Limits.of(Long.parseLong(argument.replace("_", ""))));
            } catch (NumberFormatException e) {
                throw error(cell, magic, "expected a whole number of units, as in `%budget 20_000_000`");
            }
        }
        return Answer.text("budget: " + session.limits().full() + " units a question");
    }

    static CellError error(CellText cell, CellText.Magic magic, String message) {
        return new CellError(cell.whole().place(magic.start(), magic.to()) + ": error: " + message);
    }

    static Answer time(long nanoseconds) {
        return Answer.text("time: " + Seconds.of(nanoseconds / 1e9));
    }
}
