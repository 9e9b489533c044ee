package bitlemma.grammar.syntax;

/** {@code low..high}, both included. */
public record Interval(Expression low, Expression high) {}
