package bitlemma.symbolic.formula;

import bitlemma.numbers.Rounding;
import java.util.ArrayList;
import java.util.List;

/** Reads formulas for tests, in the language's syntax without conditions: {@code 1/12 - 2^-m/8 + pi^2/12}. */
final class Written {
    private final String text;
    private int place;

    private Written(String text) {
        this.text = text.replace(" ", "");
    }

    static Formula formula(String text) {
        Written written = new Written(text);
        Formula formula = written.sum();
        if (written.place < written.text.length()) {
            throw new IllegalArgumentException(text + " at " + written.place);
        }
        return formula;
    }

    private boolean take(String token) {
        boolean found = text.startsWith(token, place);
        place += found ? token.length() : 0;
        return found;
    }

    private Formula sum() {
        Formula sum = product();
        while (true) {
            if (take("+")) {
                sum = Formulas.sum(sum, product());
            } else if (take("-")) {
                sum = Formulas.minus(sum, product());
            } else {
                return sum;
            }
        }
    }

    private Formula product() {
        Formula product = prefix();
        while (true) {
            if (take("*")) {
                product = Formulas.product(product, prefix());
            } else if (take("/")) {
                product = Formulas.quotient(product, prefix());
            } else {
                return product;
            }
        }
    }

    private Formula prefix() {
        return take("-") ? Formulas.negate(prefix()) : power();
    }

    private Formula power() {
        Formula base = primary();
        return take("^") ? Formulas.power(base, prefix()) : base;
    }

    private Formula primary() {
        if (take("(")) {
            Formula inner = sum();
            take(")");
            return inner;
        }
        int start = place;
        while (place < text.length() && (Character.isLetterOrDigit(text.charAt(place)) || text.charAt(place) == '_')) {
            place++;
        }
        String word = text.substring(start, place);
        if (word.isEmpty()) {
            throw new IllegalArgumentException(text + " at " + place);
        }
        if (Character.isDigit(word.charAt(0))) {
            return Formulas.number(Long.parseLong(word));
        }
        return take("(") ? call(word) : name(word);
    }

    private static Formula name(String word) {
        for (NamedConstant constant : NamedConstant.values()) {
            if (constant.spelling().equals(word)) {
                return new Formula.Named(constant);
            }
        }
        return Formulas.symbol(word);
    }

    private Formula call(String word) {
        List<Formula> arguments = new ArrayList<>();
        do {
            arguments.add(sum());
        } while (take(","));
        take(")");
        for (Operator operator : Operator.values()) {
            if (operator.spelling().equals(word)) {
                return Formulas.apply(operator, arguments);
            }
        }
        return switch (word) {
            case "sqrt" -> Formulas.sqrt(arguments.getFirst());
            case "floor" -> Formulas.floor(arguments.getFirst());
            case "ceil" -> Formulas.roundTo(Rounding.CEILING, arguments.getFirst());
            default -> throw new IllegalArgumentException(word);
        };
    }
}
