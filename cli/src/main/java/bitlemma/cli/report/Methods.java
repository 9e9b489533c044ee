package bitlemma.cli.report;

import bitlemma.verifier.verdict.Evidence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What decided a statement, summed up over its goals: each method and each thing trusted once. */
public record Methods(Set<String> methods, Set<String> restsOn, Set<String> invariants) {
    public static Methods of(List<Evidence> evidence) {
        Methods all = new Methods(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (Evidence one : evidence) {
            all.methods.addAll(List.of(one.method().split(" \\+ ")));
            all.restsOn.addAll(List.of(one.restsOn().split(", ")));
            one.invariants().forEach(i -> all.invariants.add(i.statement()));
        }
        return all;
    }

    String method() {
        return String.join(", ", methods);
    }

    String trusted() {
        return String.join(", ", restsOn);
    }

    /** The method, and the solvers behind it: our own arithmetic goes without saying. */
    public String shown() {
        List<String> solvers = restsOn.stream()
                .filter(r -> !r.endsWith(" arithmetic") && !r.startsWith("the "))
                .toList();
        return method() + (solvers.isEmpty() ? "" : " (" + String.join(", ", solvers) + ")");
    }
}
