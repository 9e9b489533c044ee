package bitlemma.kernels.c;

import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.interval.Interval;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** What is known of the C function that is being written: its names, and what its variables are called. */
final class Function {
    private final Names names;
    private final Map<Variable, Code> variables = new HashMap<>();
    private final Map<ArrayOf, Code> tables = new IdentityHashMap<>();
    private final Map<Variable, Passing> arrays = new HashMap<>();
    private final Block head = new Block();
    private final Set<String> declared = new HashSet<>();

    /** @param names taken names: those of the file's functions */
    Function(Names names) {
        this.names = names;
    }

    /** A name for something that the function declares. */
    String unused(String label) {
        String name = names.unused(label);
        declared.add(name);
        return name;
    }

    /** Says that the scope of a name ends, which can then be used again. */
    void release(String name) {
        names.release(name);
    }

    /** The names that the function declares, other than as parameters. */
    Set<String> declared() {
        return declared;
    }

    /** Writes something that knows other intervals of variables than the rest of the function. */
    void with(Map<Variable, Interval> ranges, Runnable writing) {
        Map<Variable, Code> before = new HashMap<>(variables);
        ranges.forEach((variable, range) -> variables.computeIfPresent(
                variable,
                (v, code) -> Code.atom(
                        code.text(),
                        code.type(),
                        range.intersect(Interval.of(code.type().format())))));
        try {
            writing.run();
        } finally {
            variables.clear();
            variables.putAll(before);
        }
    }

    /** The code of a variable. */
    Code of(Variable variable) {
        Code code = variables.get(variable);
        if (code == null) {
            throw new IllegalStateException("no code for " + variable.name());
        }
        return code;
    }

    boolean has(Variable variable) {
        return variables.containsKey(variable);
    }

    void bind(Variable variable, Code code) {
        variables.put(variable, code);
    }

    /** Says what the elements of an array that is a parameter are in C. */
    void pass(Variable array, Passing passing) {
        arrays.put(array, passing);
    }

    /** What the elements of an array are in C. */
    Passing passing(Variable array) {
        return arrays.getOrDefault(array, Passing.INTEGER);
    }

    /** Declares a variable of C for one of the core. */
    Code declare(Variable variable, CType type, Interval range) {
        Code code = Code.atom(unused(variable.label()), type, range);
        bind(variable, code);
        return code;
    }

    /** The name of a table of constants, which is written at the head of the function. */
    Code table(ArrayOf array, CType type, String elements) {
        return tables.computeIfAbsent(array, a -> {
            String name = unused("table");
            head.line("static const " + type.spelling() + " " + name + "["
                    + a.elements().size() + "] = {" + elements + "};");
            return Code.atom(name, type, Interval.of(type.format()));
        });
    }

    /** What stands before all statements. */
    Block head() {
        return head;
    }
}
