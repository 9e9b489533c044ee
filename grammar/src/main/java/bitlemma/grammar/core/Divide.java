package bitlemma.grammar.core;

/** An exact quotient: a rational number. Its divisor is not zero where it is evaluated. */
public record Divide(Term dividend, Term divisor) implements Term {}
