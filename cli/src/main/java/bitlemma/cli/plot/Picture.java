package bitlemma.cli.plot;

/**
 * A picture of a derivation.
 *
 * @param svg the picture
 * @param words what it shows
 */
public record Picture(String svg, String words) {}
