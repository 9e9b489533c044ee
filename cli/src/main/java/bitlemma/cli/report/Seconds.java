package bitlemma.cli.report;

/** A time as people read it. */
public final class Seconds {
    private Seconds() {}

    /** {@code 0.12 s}, {@code 3.4 s}, {@code 2 min 5 s}. */
    public static String of(double seconds) {
        if (seconds >= 100) {
            long whole = Math.round(seconds);
            return whole / 60 + " min " + whole % 60 + " s";
        }
        int factor = seconds < 10 ? 100 : 10;
        long scaled = Math.round(seconds * factor);
        String rest = Long.toString(factor + scaled % factor).substring(1);
        return scaled / factor + "." + rest + " s";
    }
}
