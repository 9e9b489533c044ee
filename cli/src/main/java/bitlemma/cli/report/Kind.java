package bitlemma.cli.report;

import bitlemma.grammar.core.Statement;

/** What kinds of statements a report tells apart. */
public enum Kind {
    KERNEL("kernels"),
    CLAIM("claims"),
    EQUIVALENCE("equivalences"),
    FIND("finds");

    private final String plural;

    Kind(String plural) {
        this.plural = plural;
    }

    String plural() {
        return plural;
    }

    static Kind of(Statement statement) {
        return switch (statement) {
            case Statement.Safety safety -> KERNEL;
            case Statement.Claim claim -> claim.equivalence() ? EQUIVALENCE : CLAIM;
            case Statement.Threshold threshold -> FIND;
            case Statement.Extreme extreme -> FIND;
        };
    }

    /** As the source writes it: "unsafe kernel", "refuted claim". */
    public static String written(Statement statement) {
        return switch (statement) {
            case Statement.Safety safety -> safety.kernel().unsafe() ? "unsafe kernel" : "kernel";
            case Statement.Claim claim ->
                (claim.refuted() ? "refuted " : "") + (claim.equivalence() ? "equivalent" : "claim");
            case Statement.Threshold threshold -> "find";
            case Statement.Extreme extreme -> "find";
        };
    }

    /** Whether the source states that it is false. */
    static boolean statedFalse(Statement statement) {
        return switch (statement) {
            case Statement.Safety safety -> safety.kernel().unsafe();
            case Statement.Claim claim -> claim.refuted();
            case Statement.Threshold threshold -> false;
            case Statement.Extreme extreme -> false;
        };
    }
}
