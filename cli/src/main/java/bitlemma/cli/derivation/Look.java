package bitlemma.cli.derivation;

import bitlemma.cli.report.Style;

/**
 * How a report is written.
 *
 * @param steps whether the steps of answers are shown
 * @param digits how many digits numbers have
 * @param expected whether the report is the same on every machine: without times, methods, folders, and numbers that
 *     were sampled
 */
public record Look(Style style, boolean steps, int digits, boolean expected) {}
