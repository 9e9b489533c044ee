package bitlemma.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/** The kinds of options and parameters that commands have. */
final class Options {
    private Options() {}

    static PositionalParamSpec paths(String label, String description) {
        return PositionalParamSpec.builder()
                .index("0..*")
                .arity("1..*")
                .required(true)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    static PositionalParamSpec parameter(int index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity("1")
                .required(true)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build();
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .arity("0")
                .type(boolean.class)
                .description("Show this help.")
                .build();
    }

    static OptionSpec names(String name, String label, String description) {
        return OptionSpec.builder(name)
                .arity("1")
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .arity("1")
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    static OptionSpec bits() {
        return flag(
                "--bits",
                "Pass float32 and float64 as bit patterns, as other coded formats are, instead of float and double.");
    }

    static OptionSpec color() {
        return choice("--color", "auto", "Colours: ${COMPLETION-CANDIDATES}.", "auto", "always", "never");
    }

    static OptionSpec choice(String name, String byDefault, String description, String... choices) {
        List<String> all = List.of(choices);
        ITypeConverter<String> converter = value -> {
            if (!all.contains(value)) {
                throw new TypeConversionException("expected " + String.join(", ", all.subList(0, all.size() - 1))
                        + " or " + all.getLast() + ", found '" + value + "'");
            }
            return value;
        };
        return OptionSpec.builder(name)
                .arity("1")
                .paramLabel(name.substring(2).toUpperCase(Locale.ROOT))
                .type(String.class)
                .completionCandidates(all)
                .converters(converter)
                .description(description + " Default: " + byDefault + ".")
                .build();
    }

    static OptionSpec wholeNumber(String name, String label, long least, long byDefault, String description) {
        String text = description.replace("${DEFAULT-VALUE}", Long.toString(byDefault));
        return between(name, label, least, Long.MAX_VALUE, text);
    }

    /** A whole number between bounds. */
    static OptionSpec between(String name, String label, long least, long most, String description) {
        ITypeConverter<Long> converter = value -> {
            try {
                long number = Long.parseLong(value.replace("_", ""));
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // The same message as for a number out of bounds.
            }
            String bounds = most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
            throw new TypeConversionException("expected a whole number " + bounds + ", found '" + value + "'");
        };
        return OptionSpec.builder(name)
                .arity("1")
                .paramLabel(label)
                .type(Long.class)
                .converters(converter)
                .description(description)
                .build();
    }

    static OptionSpec seconds(String name, String label, String description) {
        ITypeConverter<Double> converter = value -> {
            try {
                double number = Double.parseDouble(value);
                if (number > 0 && number <= 1e9) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // The same message as for a number that is out of range.
            }
            throw new TypeConversionException("expected a number of seconds above 0, found '" + value + "'");
        };
        return OptionSpec.builder(name)
                .arity("1")
                .paramLabel(label)
                .type(Double.class)
                .converters(converter)
                .description(description)
                .build();
    }
}
