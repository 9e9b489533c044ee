package bitlemma.notebook.answer;

import bitlemma.proofs.Result;
import java.util.List;
import java.util.Optional;

/**
 * One answer of a derivation, ready to be shown.
 *
 * @param status whether it is as the source states
 * @param label what was asked, as the source writes it: {@code E[err^2]}
 * @param name the name that the source gives it; empty where it gives none
 * @param latex the equation of that and its answer, in LaTeX's mathematics mode, without dollar signs; empty where
 *     there is no formula
 * @param text all of it in lines of plain text
 * @param evidence how it is known: proved by which method, enclosed to how many digits, or only sampled
 * @param numbers the answer beside other ways to compute it, as a table with its head; empty where there are none
 * @param svg a plot of it; empty where none was asked for
 * @param seconds how long it took
 */
public record Derived(
        Result.Status status,
        String label,
        String name,
        String latex,
        String text,
        String evidence,
        List<List<String>> numbers,
        Optional<String> svg,
        double seconds) {
    public Derived {
        numbers = numbers.stream().map(List::copyOf).toList();
    }
}
