package bitlemma.symbolic.exact;

/** The values of variables while a {@link CompiledTerm} runs, each at its slot. */
final class Frame {
    final Fraction[] numbers;
    final boolean[] truths;
    final Fraction[][] arrays;

    Frame(int numbers, int truths, int arrays) {
        this.numbers = new Fraction[numbers];
        this.truths = new boolean[truths];
        this.arrays = new Fraction[arrays][];
    }
}
