package bitlemma.symbolic.region;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Symbols;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sign of a formula of one or two bounded symbols, by enclosures over smaller and smaller boxes. */
final class Subdivision {
    private static final int MOST_BOXES = 256;
    private static final int BITS = 64;

    private Subdivision() {}

    /** 1 or -1 where the formula certainly has this sign everywhere in the symbols' bounds, else 0. */
    static int sign(Formula formula, Assumptions assumptions) {
        List<String> symbols = List.copyOf(Symbols.free(formula));
        if (symbols.isEmpty() || symbols.size() > 2) {
            return 0;
        }
        Deque<Rational[]> open = new ArrayDeque<>();
        Rational[] whole = new Rational[2 * symbols.size()];
        for (int i = 0; i < symbols.size(); i++) {
            Optional<Assumptions.Bounds> bounds = assumptions.bounds(symbols.get(i));
            if (bounds.isEmpty()
                    || bounds.get().low() == null
                    || bounds.get().high() == null
                    || bounds.get().integer()) {
                return 0;
            }
            whole[2 * i] = bounds.get().low();
            whole[2 * i + 1] = bounds.get().high();
        }
        open.push(whole);
        int sign = 0;
        for (int boxes = 0; !open.isEmpty(); boxes++) {
            Rational[] box = open.pop();
            Optional<Enclosure> value = Evaluation.of(formula, values(symbols, box), BITS);
            int here = value.isEmpty() ? 0 : value.get().isPositive() ? 1 : value.get().isNegative() ? -1 : 0;
            if (here != 0 && (sign == 0 || here == sign)) {
                sign = here;
            } else if (here != 0 || boxes > MOST_BOXES) {
                return 0;
            } else {
                bisect(box, open);
            }
        }
        return sign;
    }

    private static Map<String, Enclosure> values(List<String> symbols, Rational[] box) {
        Map<String, Enclosure> values = new HashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            values.put(symbols.get(i), Enclosure.of(box[2 * i], box[2 * i + 1], BITS));
        }
        return values;
    }

    private static void bisect(Rational[] box, Deque<Rational[]> open) {
        int axis = 0;
        for (int i = 2; i < box.length; i += 2) {
            if (box[i + 1].minus(box[i]).compareTo(box[axis + 1].minus(box[axis])) > 0) {
                axis = i;
            }
        }
        Rational middle = box[axis].plus(box[axis + 1]).times(Rational.HALF);
        Rational[] left = box.clone();
        Rational[] right = box.clone();
        left[axis + 1] = middle;
        right[axis] = middle;
        open.push(right);
        open.push(left);
    }
}
