package bitlemma.verifier.solver.cvc5;

import bitlemma.numbers.Rational;
import bitlemma.verifier.solver.Answer;
import bitlemma.verifier.solver.Script;
import bitlemma.verifier.solver.WantedValues;
import io.github.cvc5.Command;
import io.github.cvc5.InputParser;
import io.github.cvc5.Solver;
import io.github.cvc5.SymbolManager;
import io.github.cvc5.Term;
import io.github.cvc5.TermManager;
import io.github.cvc5.modes.InputLanguage;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One question to cvc5, with a term manager of its own. cvc5's Java side registers every native object in a table that
 * no lock guards, so all but the search itself happens under one lock of the process.
 */
final class Session implements AutoCloseable {
    private static final Object OBJECTS = new Object();

    private final Deque<Runnable> deletions = new ArrayDeque<>();
    private final Script script;
    private final Solver solver;
    private final SymbolManager symbols;
    private boolean closed; // guarded by this, so that stop() never reaches a deleted solver

    /** Prepares a solver for this script. */
    Session(Script script, Map<String, String> options) {
        this.script = script;
        synchronized (OBJECTS) {
            TermManager terms = keep(new TermManager(), TermManager::deletePointer);
            solver = keep(new Solver(terms), Solver::deletePointer);
            symbols = keep(new SymbolManager(terms), SymbolManager::deletePointer);
        }
        options.forEach(solver::setOption);
        solver.setLogic(switch (script.theory()) {
            case BIT_VECTORS -> "QF_BV";
            // Measured: quicker than with QF_NIRA, and far from some models that grow there to huge numbers.
            case ARITHMETIC, REALS -> "ALL";
        });
    }

    /** Version of the library, as in "1.3.2". */
    static String version() {
        synchronized (OBJECTS) {
            TermManager terms = new TermManager();
            Solver solver = new Solver(terms);
            try {
                return solver.getVersion();
            } finally {
                solver.deletePointer();
                terms.deletePointer();
            }
        }
    }

    /** Reads and decides the script. */
    Answer answer() {
        Command check;
        synchronized (OBJECTS) {
            check = read();
        }
        // As a command the check returns its result as text: no native object is made outside the lock.
        String result = check.invoke(solver, symbols).strip();
        return switch (result) {
            case "unsat" -> new Answer.Unsat();
            case "sat" -> {
                synchronized (OBJECTS) {
                    yield values();
                }
            }
            default -> new Answer.Unknown("cvc5: " + result);
        };
    }

    /** Makes a running or later {@link #answer} end soon; any thread may call this. */
    synchronized void stop() {
        if (!closed) {
            // The one limit that cvc5 lets a caller change once the solver has begun; the search reads it at each step.
            solver.setOption("reproducible-resource-limit", "1");
        }
    }

    /** Declares and asserts everything; returns the check that is to follow. */
    private Command read() {
        InputParser parser = keep(new InputParser(solver, symbols), InputParser::deletePointer);
        try {
            parser.setStringInput(InputLanguage.SMT_LIB_2_6, script.text() + "\n(check-sat)\n", "script");
            while (true) {
                Command command = keep(parser.nextCommand(), Command::deletePointer);
                if (command.getCommandName().equals("check-sat")) {
                    return command;
                }
                String complaint = command.invoke(solver, symbols).strip();
                if (!complaint.isEmpty()) {
                    throw new IllegalStateException(complaint);
                }
            }
        } catch (Exception e) { // native code throws CVC5ParserException, which is checked, undeclared
            throw new IllegalStateException("cvc5 cannot read the script: " + e.getMessage(), e);
        }
    }

    private Answer values() {
        WantedValues values = new WantedValues(script);
        for (Term constant : symbols.getDeclaredTerms()) {
            keep(constant, Term::deletePointer);
            String symbol = constant.getSymbol();
            if (values.wants(symbol)) {
                Optional<Rational> value = number(keep(solver.getValue(constant), Term::deletePointer));
                if (value.isEmpty()) {
                    return new Answer.Unknown("cvc5: satisfiable, but its value for " + symbol + " is no rational");
                }
                values.put(symbol, value.get());
            }
        }
        return values.answer();
    }

    private static Optional<Rational> number(Term value) {
        if (value.isBooleanValue()) {
            return Optional.of(Rational.of(value.getBooleanValue() ? 1 : 0));
        }
        if (value.isBitVectorValue()) {
            return Optional.of(Rational.of(new BigInteger(value.getBitVectorValue(2), 2)));
        }
        if (value.isIntegerValue()) {
            return Optional.of(Rational.of(value.getIntegerValue()));
        }
        if (value.isRealValue()) {
            var fraction = value.getRealValue();
            return Optional.of(Rational.of(fraction.first, fraction.second));
        }
        return Optional.empty();
    }

    private <T> T keep(T object, Consumer<T> deletion) {
        deletions.push(() -> deletion.accept(object));
        return object;
    }

    /** Deletes the native objects, the latest first. */
    @Override
    public synchronized void close() {
        closed = true;
        synchronized (OBJECTS) {
            deletions.forEach(Runnable::run);
        }
    }
}
