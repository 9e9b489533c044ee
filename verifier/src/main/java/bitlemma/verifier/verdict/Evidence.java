package bitlemma.verifier.verdict;

import bitlemma.grammar.core.Site;
import bitlemma.verifier.range.Invariant;
import bitlemma.verifier.solver.Script;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a goal holds.
 *
 * @param site the operation whose obligation it is; empty for the statement itself
 * @param method the rung that decided it
 * @param restsOn what has to be trusted for it: the solver, or our own ranges or evaluator
 * @param detail what the method did, in few words; empty where the method says it all
 * @param invariants what was found and shown of reductions on the way
 * @param scripts the questions that solvers answered with "unsat": any SMT-LIB solver can check them again
 */
public record Evidence(
        Optional<Site> site,
        String method,
        String restsOn,
        String detail,
        List<Invariant> invariants,
        List<Answered> scripts) {
    /** A question and who answered it. */
    public record Answered(Script script, String solver) {}

    public Evidence {
        invariants = List.copyOf(invariants);
        scripts = List.copyOf(scripts);
    }

    /** The same evidence with what else was needed for it. */
    public Evidence and(Evidence that) {
        List<Invariant> allInvariants = new ArrayList<>(invariants);
        that.invariants.stream().filter(i -> !allInvariants.contains(i)).forEach(allInvariants::add);
        List<Answered> allScripts = new ArrayList<>(scripts);
        allScripts.addAll(that.scripts);
        return new Evidence(
                site,
                joined(method, that.method, " + "),
                joined(restsOn, that.restsOn, ", "),
                detail.isEmpty() ? that.detail : detail,
                allInvariants,
                allScripts);
    }

    /** What either list names, each once. */
    private static String joined(String first, String second, String separator) {
        Set<String> parts = new LinkedHashSet<>(List.of(first.split(Pattern.quote(separator))));
        parts.addAll(List.of(second.split(Pattern.quote(separator))));
        return String.join(separator, parts);
    }
}
