package bitlemma.symbolic.engine;

import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.NamedConstant;
import bitlemma.symbolic.formula.Operator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Formulas from text, for tests: numbers, names, + - * / ^, parentheses, functions as {@link Operator} spells them. */
public final class Written {
    private final String text;
    private int at;

    private Written(String text) {
        this.text = text.replace(" ", "");
    }

    public static Formula formula(String text) {
        Written reader = new Written(text);
        Formula result = reader.sum();
        if (reader.at != reader.text.length()) {
            throw new IllegalArgumentException(text + " at " + reader.at);
        }
        return result;
    }

    private boolean take(char symbol) {
        if (at < text.length() && text.charAt(at) == symbol) {
            at++;
            return true;
        }
        return false;
    }

    private Formula sum() {
        List<Formula> terms = new ArrayList<>();
        terms.add(take('-') ? negate(product()) : product());
        while (true) {
            if (take('+')) {
                terms.add(product());
            } else if (take('-')) {
                terms.add(negate(product()));
            } else {
                return Formulas.sum(terms);
            }
        }
    }

    private static Formula negate(Formula formula) {
        return Formulas.negate(formula);
    }

    private Formula product() {
        List<Formula> factors = new ArrayList<>();
        factors.add(power());
        while (true) {
            if (take('*')) {
                factors.add(power());
            } else if (take('/')) {
                factors.add(Formulas.reciprocal(power()));
            } else {
                return Formulas.product(factors);
            }
        }
    }

    private Formula power() {
        Formula base = atom();
        if (!take('^')) {
            return base;
        }
        Formula exponent = take('-') ? negate(power()) : power();
        return Formulas.power(base, exponent);
    }

    private Formula atom() {
        if (take('(')) {
            Formula inner = sum();
            expect(')');
            return inner;
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.isEmpty()) {
            throw new IllegalArgumentException(text + " at " + at);
        }
        if (Character.isDigit(word.charAt(0))) {
            return Formulas.number(new BigInteger(word));
        }
        return take('(') ? application(word) : name(word);
    }

    private Formula application(String word) {
        List<Formula> arguments = new ArrayList<>();
        do {
            arguments.add(sum());
        } while (take(','));
        expect(')');
        if (word.equals("sqrt")) {
            return Formulas.sqrt(arguments.getFirst());
        }
        for (Operator operator : Operator.values()) {
            if (operator.spelling().equals(word)) {
                return Formulas.apply(operator, arguments);
            }
        }
        throw new IllegalArgumentException(word);
    }

    private static Formula name(String word) {
        for (NamedConstant constant : NamedConstant.values()) {
            if (constant.spelling().equals(word)) {
                return new Formula.Named(constant);
            }
        }
        return word.equals("inf") ? Formulas.INFINITY : Formulas.symbol(word);
    }

    private void expect(char symbol) {
        if (!take(symbol)) {
            throw new IllegalArgumentException("no " + symbol + " in " + text + " at " + at);
        }
    }
}
