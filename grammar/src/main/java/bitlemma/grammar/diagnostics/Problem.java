package bitlemma.grammar.diagnostics;

/** The kinds of mistakes that the language reports. {@link #id} is stable: tools may match on it. */
public enum Problem {
    SYNTAX("syntax", "the text is not of the language's form"),
    NESTING("nesting", "an expression is nested too deeply"),
    SIZE("file-size", "the file is larger than a module may be"),
    ENCODING("encoding", "the file is not UTF-8"),
    FILE("file", "a file or folder is missing or cannot be read"),
    IMPORT("import", "an import does not name a module, or modules import each other in a circle"),
    UNKNOWN_NAME("unknown-name", "a name is not declared"),
    DUPLICATE("duplicate-name", "a name is declared twice"),
    TYPE("type", "an expression has another type than its place needs"),
    WIDTH("width", "integer types of different width or sign meet"),
    CONSTANT("constant", "a constant does not fit its type, or is not a constant where one is needed"),
    ARGUMENTS("arguments", "a call has the wrong number or kind of arguments"),
    TYPE_ARGUMENTS("type-arguments", "the arguments for type parameters are missing or do not fit"),
    WORLD("world", "exact mathematics stands where machine arithmetic is computed, or the other way round"),
    RECURSION("recursion", "a kernel or function calls itself"),
    GIVEN("given", "no input satisfies the given");

    private final String id;
    private final String meaning;

    Problem(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    public String id() {
        return id;
    }

    /** What the kind of mistake is, as a sentence without its full stop. */
    public String meaning() {
        return meaning;
    }
}
