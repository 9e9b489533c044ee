package bitlemma.grammar.core;

/**
 * A parameter, a length, or a name that is bound inside a term.
 *
 * @param name unique within a program; what follows a {@code #} only makes it so and is not shown to people
 * @param sort what it ranges over
 */
public record Variable(String name, Sort sort) implements Term {
    /** The name alone tells variables apart. */
    @Override
    public boolean equals(Object that) {
        return this == that || that instanceof Variable other && name.equals(other.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name as the source has it. */
    public String label() {
        int mark = name.indexOf('#');
        return mark < 0 ? name : name.substring(0, mark);
    }
}
