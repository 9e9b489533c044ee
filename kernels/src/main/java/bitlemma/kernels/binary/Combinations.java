package bitlemma.kernels.binary;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Every combination of one value for each variable; the last variable changes first. */
final class Combinations implements Iterator<Map<Variable, Value>> {
    private final List<Variable> variables;
    private final List<List<Value>> choices;
    private final int[] at;
    private boolean more;

    Combinations(List<Variable> variables, List<List<Value>> choices) {
        this.variables = variables;
        this.choices = choices;
        this.at = new int[choices.size()];
        this.more = choices.stream().noneMatch(List::isEmpty);
    }

    @Override
    public boolean hasNext() {
        return more;
    }

    @Override
    public Map<Variable, Value> next() {
        if (!more) {
            throw new NoSuchElementException();
        }
        Map<Variable, Value> input = new LinkedHashMap<>();
        for (int i = 0; i < at.length; i++) {
            input.put(variables.get(i), choices.get(i).get(at[i]));
        }
        int i = at.length - 1;
        while (i >= 0 && ++at[i] == choices.get(i).size()) {
            at[i--] = 0;
        }
        more = i >= 0;
        return input;
    }
}
