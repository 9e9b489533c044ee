package bitlemma.symbolic.enclosure;

/** A function on a box, as {@link BoxQuadrature} sees it. */
interface Integrand {
    int dimensions();

    /** Its Taylor series around a point, or around all points of a box. */
    Series series(SeriesArithmetic arithmetic, Enclosure[] centers);

    /** Its values on a box. */
    Enclosure range(Enclosure[] box, int bits);

    /** Its integral over a box on which it need not be bounded, or unknown. */
    Enclosure singular(Enclosure[] box);
}
