package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.formula.Formula;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses at which samples a quantity is measured. */
final class Numbers {
    /** How many samples a quantity gets whose numbers are integrals. */
    private static final int INTEGRALS = 3;

    private final Direct direct;
    private final List<Sample> samples;
    private final Set<Variable> known = new HashSet<>();

    Numbers(Derivation derivation, Direct direct, List<Sample> samples) {
        this.direct = direct;
        this.samples = samples;
        derivation.parameters().forEach(p -> known.add(p.variable()));
        derivation.variables().forEach(v -> known.add(v.variable()));
    }

    /** The samples at which both terms are found exactly; a few first ones where they are at none. */
    List<Sample> samples(Term... terms) {
        List<Sample> exact = new ArrayList<>();
        for (Sample sample : samples) {
            boolean all = true;
            for (Term term : terms) {
                all = all && direct.exact(term, sample).isPresent();
            }
            if (all) {
                exact.add(sample);
            } else if (exact.isEmpty()) {
                break;
            }
        }
        return exact.isEmpty() ? samples.subList(0, Math.min(INTEGRALS, samples.size())) : exact;
    }

    /** A closed form beside what is measured; empty where the part speaks of what no sample has a value for. */
    List<Row> rows(Term term, Formula formula) {
        if (!isKnown(term)) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        for (Sample sample : samples(term)) {
            Optional<bitlemma.symbolic.enclosure.Enclosure> value =
                    formula == null ? Optional.empty() : Checks.at(formula, sample);
            rows.add(new Row(sample, value, direct.value(term, sample)));
        }
        return rows;
    }

    /** Whether a sample has a value for everything that a term speaks of. */
    boolean isKnown(Term term) {
        return known.containsAll(Children.free(term));
    }

    Measured value(Term term, Sample sample) {
        return direct.value(term, sample);
    }
}
