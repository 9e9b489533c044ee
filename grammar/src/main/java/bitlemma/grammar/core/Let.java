package bitlemma.grammar.core;

/**
 * {@code body}, in which {@code variable} stands for {@code value}.
 *
 * @param site where the source binds the name; null where the checker made the name up
 */
public record Let(Variable variable, Term value, Term body, Site site) implements Term {}
