package bitlemma.verifier.solver.bitwuzla;

import bitlemma.numbers.Rational;
import bitlemma.verifier.solver.Answer;
import bitlemma.verifier.solver.Script;
import bitlemma.verifier.solver.Solver;
import bitlemma.verifier.solver.Theory;
import bitlemma.verifier.solver.WantedValues;
import java.io.IOException;
import java.math.BigInteger;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Bitwuzla;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Option;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Options;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Parser;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Result;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Sort;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Term;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.TermManager;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Vector_Term;

/**
 * Bitwuzla, for bit-vectors alone. Each question gets a term manager of its own, so that earlier ones cannot change an
 * answer. The budget counts how often Bitwuzla asks whether to go on (see {@link Budget}).
 */
public final class BitwuzlaSolver implements Solver {
    /** Measured: Z3 does 6 to 8 million units a second, and Bitwuzla asks 4 to 19 thousand times. */
    private static final long UNITS_PER_QUESTION = 1000;

    /** What a check may use, in megabytes, beside the Java heap: Bitwuzla looks at the memory of the whole process. */
    private static final long MEMORY_MEGABYTES = 4096;

    /**
     * Bitwuzla's Java side keeps all references of the process in one list and compares terms of different managers
     * there. So whoever holds this lock is the only one that has terms.
     */
    private static final Object TERMS = new Object();

    private static final Answer STOPPED = new Answer.Unknown("stopped");

    private final String name;
    private volatile boolean stopped;

    /**
     * Loads Bitwuzla.
     *
     * @throws IOException where its native code is not found
     * @throws LinkageError where its native code cannot be loaded
     */
    public BitwuzlaSolver() throws IOException {
        name = "bitwuzla " + BitwuzlaLibrary.load();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean supports(Theory theory) {
        return theory == Theory.BIT_VECTORS;
    }

    @Override
    public Answer solve(Script script, long budget) {
        if (!supports(script.theory())) {
            return new Answer.Unknown("bitwuzla: decides bit-vectors only");
        }
        if (stopped) {
            return STOPPED;
        }
        Options options = options();
        Budget limit = new Budget(Math.max(1, budget / UNITS_PER_QUESTION), () -> stopped);
        TermManager terms = new TermManager();
        try {
            Answer answer = solve(script, terms, options, limit);
            return stopped ? STOPPED : answer;
        } finally {
            terms.close();
            limit.delete();
            options.delete();
        }
    }

    private static Options options() {
        Options options = new Options();
        options.set(Option.PRODUCE_MODELS, 1);
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        options.set(Option.MEMORY_LIMIT, (int) Math.min(Integer.MAX_VALUE, MEMORY_MEGABYTES + heap));
        return options;
    }

    private Answer solve(Script script, TermManager terms, Options options, Budget limit) {
        Parser parser = new Parser(terms, options);
        Bitwuzla bitwuzla = null;
        try {
            synchronized (TERMS) {
                bitwuzla = parse(parser, script);
            }
            bitwuzla.configure_terminator(limit);
            Result result = bitwuzla.check_sat();
            if (result == Result.UNSAT) {
                return new Answer.Unsat();
            }
            if (result == Result.SAT) {
                synchronized (TERMS) {
                    return values(script, parser, bitwuzla);
                }
            }
            return new Answer.Unknown("bitwuzla: " + (limit.spent() ? "budget spent" : "gave up"));
        } finally {
            if (bitwuzla != null) {
                bitwuzla.close();
            }
            parser.close();
        }
    }

    private static Bitwuzla parse(Parser parser, Script script) {
        try {
            boolean declareAndAssertOnly = true;
            boolean fromFile = false;
            parser.parse("(set-logic QF_BV)\n" + script.text(), declareAndAssertOnly, fromFile);
            return parser.bitwuzla();
        } catch (RuntimeException e) {
            throw new IllegalStateException("bitwuzla cannot read the script: " + e.getMessage(), e);
        }
    }

    private static Answer values(Script script, Parser parser, Bitwuzla bitwuzla) {
        WantedValues values = new WantedValues(script);
        // Terms are closed last in, first out: the list of references drops the latest of two equal ones.
        Vector_Term declared = parser.get_declared_funs();
        for (int i = 0; i < declared.size(); i++) {
            Term constant = declared.get(i);
            if (values.wants(constant.symbol())) {
                Term value = bitwuzla.get_value(constant);
                values.put(constant.symbol(), number(value));
                value.close();
            }
            constant.close();
        }
        declared.close();
        return values.answer();
    }

    private static Rational number(Term value) {
        Sort sort = value.sort();
        boolean truth = sort.is_bool();
        sort.close();
        return truth ? Rational.of(value.to_bool() ? 1 : 0) : Rational.of(new BigInteger(value.to_bv(), 2));
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {}
}
