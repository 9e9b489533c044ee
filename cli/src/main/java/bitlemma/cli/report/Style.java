package bitlemma.cli.report;

/** Colours for a terminal, or none. */
public enum Style {
    PLAIN,
    COLOURED;

    private String in(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    public String bold(String text) {
        return in("1", text);
    }

    public String faint(String text) {
        return in("2", text);
    }

    public String good(String text) {
        return in("32", text);
    }

    public String bad(String text) {
        return in("1;31", text);
    }

    public String open(String text) {
        return in("33", text);
    }
}
