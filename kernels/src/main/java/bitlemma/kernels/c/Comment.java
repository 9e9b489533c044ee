package bitlemma.kernels.c;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands above a function: the kernel's documentation, what it requires of its arguments, whether it is safe. */
final class Comment {
    private static final int WIDTH = 117;

    private Comment() {}

    /** The comment above a kernel's function, which says nothing of its safety; empty where there is nothing to say. */
    static String of(Kernel kernel, Kernel source, Prototype prototype) {
        return text(kernel, source, prototype, "");
    }

    /** The comment above the function that others call. */
    static String of(Kernel kernel, Kernel source, Prototype prototype, boolean safe) {
        return text(
                kernel,
                source,
                prototype,
                safe
                        ? "No operation overflows, no divisor is 0 and every index is in range: this is proved."
                        : "It is not proved that nothing overflows; what may fail is asserted.");
    }

    /** @param source the kernel before its coded values were lowered */
    private static String text(Kernel kernel, Kernel source, Prototype declared, String safety) {
        List<String> lines = new ArrayList<>();
        kernel.documentation().lines().forEach(l -> lines.add(l.strip()));
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < declared.parameters().size(); i++) {
            Prototype.Parameter parameter = declared.parameters().get(i);
            Sort sort = parameter.variable().sort();
            if (sort instanceof Sort.Array array) {
                Optional<String> length = Notation.of(array.length());
                length.ifPresent(l ->
                        conditions.add(parameter.name() + " has " + l + (l.equals("1") ? " element" : " elements")));
                sort = array.element();
            }
            Optional<String> coding = coding(sort, parameter.passing());
            String name = parameter.name() + (parameter.isArray() ? "[...]" : "");
            if (coding.isPresent()) {
                conditions.add(name + " is " + coding.get());
            } else if (sort instanceof Sort.Machine machine
                    && !machine.format().equals(parameter.type().format())) {
                conditions.add(name + " is from "
                        + machine.format().min() + " to " + machine.format().max());
            }
        }
        Optional<String> result = coding(source.result(), declared.passing());
        List<String> given = Notation.of(Children.conjuncts(source.given())
                .filter(t -> !Preconditions.isImplied(t, source))
                .toList());
        if (!lines.isEmpty() && !(conditions.isEmpty() && result.isEmpty() && given.isEmpty() && safety.isEmpty())) {
            lines.add("");
        }
        if (!conditions.isEmpty()) {
            lines.add("Parameters: " + String.join("; ", conditions) + ".");
        }
        result.ifPresent(r -> lines.add("Result: " + r + "."));
        if (!given.isEmpty()) {
            lines.add("Requires: " + String.join(", ", given) + ".");
        }
        if (!safety.isEmpty()) {
            lines.add(safety);
        }
        if (lines.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("/*\n");
        for (String line : lines) {
            for (String part : wrapped(line.replace("*/", "* /"))) {
                text.append(part.isEmpty() ? " *" : " * " + part).append('\n');
            }
        }
        return text.append(" */\n").toString();
    }

    /** {@code a float32}, {@code the bits of a bfloat16}; empty for what is no value of a coded format. */
    private static Optional<String> coding(Sort sort, Passing passing) {
        return Passing.format(sort)
                .map(format -> (passing == Passing.INTEGER ? "the bits of a " : "a ") + format.name());
    }

    private static List<String> wrapped(String line) {
        List<String> parts = new ArrayList<>();
        String rest = line;
        while (rest.length() > WIDTH) {
            int at = rest.lastIndexOf(' ', WIDTH);
            if (at <= 0) {
                break;
            }
            parts.add(rest.substring(0, at));
            rest = rest.substring(at + 1);
        }
        parts.add(rest);
        return parts;
    }
}
