package bitlemma.grammar.format;

import bitlemma.grammar.format.Piece.Indentation;
import bitlemma.grammar.format.Piece.Spacing;
import bitlemma.grammar.parse.Concrete;
import bitlemma.grammar.parse.Concrete.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Decides for each token where it stands without a blank, and how far a line is indented that begins with it. */
final class Layout {
    private final List<Piece> pieces = new ArrayList<>();
    /** The first pieces of the forms and brackets that are open: what is inside them is indented more than they are. */
    private final Deque<Integer> open = new ArrayDeque<>();

    private Layout() {}

    static List<Piece> of(Concrete.Node module) {
        Layout layout = new Layout();
        layout.node(module, Form.OTHER, -1, -1);
        return layout.pieces;
    }

    /**
     * Lays out a form.
     *
     * @param parent what it is directly inside
     * @param owner the first piece of the declaration, conditional or fold whose block it is; negative where it is
     *     none's
     * @param chain the first piece of the conditional that it goes on as {@code else if}; negative where it does not
     */
    private void node(Concrete.Node node, Form parent, int owner, int chain) {
        int first = pieces.size();
        boolean frame = isFrame(node.form(), parent);
        if (frame) {
            open.push(first);
        }
        int head = chain >= 0 ? chain : first;
        boolean afterElse = false;
        for (int i = 0; i < node.parts().size(); i++) {
            switch (node.parts().get(i)) {
                case Concrete.Node part -> {
                    boolean block = part.form() == Form.BLOCK
                            && (node.form() == Form.DECLARATION
                                    || node.form() == Form.CONDITIONAL
                                    || node.form() == Form.FOLD);
                    boolean goesOn = afterElse && part.form() == Form.CONDITIONAL;
                    node(part, node.form(), block ? head : -1, goesOn ? head : -1);
                }
                case Concrete.Token token -> {
                    afterElse = node.form() == Form.CONDITIONAL && token.text().equals("else");
                    token(node, token, i, owner, head);
                }
            }
        }
        if (frame) {
            open.pop();
        }
    }

    /** Whether the further lines of a form are indented more than its first one. */
    private static boolean isFrame(Form form, Form parent) {
        return switch (parent) {
            case LIST, GENERIC, ARRAY, BLOCK, CLAUSE -> true;
            default ->
                switch (form) {
                    case DECLARATION, CLAUSE, STATEMENT, CONDITIONAL -> true;
                    default -> false;
                };
        };
    }

    private void token(Concrete.Node node, Concrete.Token token, int part, int owner, int head) {
        int number = pieces.size();
        Spacing spacing = spacing(node, token.text(), part);
        boolean closes = closes(node, token.text(), part);
        Indentation indentation;
        if (closes) {
            indentation = new Indentation(open.pop(), 0);
        } else if (node.form() == Form.BLOCK && owner >= 0) {
            indentation = new Indentation(owner, 0);
        } else if (node.form() == Form.CONDITIONAL && part > 0) {
            indentation = new Indentation(head, branchSteps(node, head));
        } else {
            indentation = open.stream()
                    .filter(first -> first != number)
                    .findFirst()
                    .map(first -> new Indentation(first, 1))
                    .orElse(Indentation.MARGIN);
        }
        Indentation comments = closes ? new Indentation(indentation.anchor(), 1) : indentation;
        pieces.add(new Piece(token, spacing, indentation, comments));
        if (opens(node, token.text(), part)) {
            // What a block holds is indented from the line of what it belongs to, wherever its brace stands.
            open.push(node.form() == Form.BLOCK && owner >= 0 ? owner : number);
        }
    }

    /**
     * A line that begins with {@code then} or {@code else} is indented as the line of the {@code if}; but one step more
     * where the {@code if} stands in the middle of that line and the branch before, without braces, in one line with
     * it.
     */
    private int branchSteps(Concrete.Node conditional, int head) {
        boolean leads = head == 0 || begins(pieces.get(head).token());
        return leads || branchOnOwnLine(conditional) || hasBlock(conditional) ? 0 : 1;
    }

    private static boolean hasBlock(Concrete.Node conditional) {
        return conditional.parts().stream().anyMatch(p -> p instanceof Concrete.Node n && n.form() == Form.BLOCK);
    }

    private static boolean branchOnOwnLine(Concrete.Node conditional) {
        for (int i = 1; i < conditional.parts().size(); i++) {
            if (conditional.parts().get(i - 1) instanceof Concrete.Token word
                    && word.text().equals("then")
                    && begins(first(conditional.parts().get(i)))) {
                return true;
            }
        }
        return false;
    }

    private static Concrete.Token first(Concrete part) {
        return switch (part) {
            case Concrete.Token token -> token;
            case Concrete.Node node -> first(node.parts().getFirst());
        };
    }

    /** Whether a token begins a line, but for comments. */
    private static boolean begins(Concrete.Token token) {
        return token.lineEnds() > 0 || token.comments().stream().anyMatch(c -> c.lineEnds() > 0);
    }

    private static boolean opens(Concrete.Node node, String text, int part) {
        return switch (text) {
            case "(", "[", "{" -> true;
            case "<" -> node.form() == Form.GENERIC || node.form() == Form.SIZED;
            case "|" -> node.form() == Form.BARS && part == 0;
            default -> false;
        };
    }

    private static boolean closes(Concrete.Node node, String text, int part) {
        return switch (text) {
            case ")", "]", "}" -> true;
            case ">" -> node.form() == Form.GENERIC || node.form() == Form.SIZED;
            case "|" -> node.form() == Form.BARS && part > 0;
            default -> false;
        };
    }

    private static Spacing spacing(Concrete.Node node, String text, int part) {
        return switch (text) {
            case ",", ";", ")", "]" -> Spacing.TIGHT_BEFORE;
            case ".", ".." -> Spacing.TIGHT;
            case ":" -> node.form() == Form.SUBSCRIPT ? Spacing.TIGHT : Spacing.TIGHT_BEFORE;
            case "(", "[" ->
                switch (node.form()) {
                    case DECLARATION, APPLICATION, SUBSCRIPT, SIZED -> Spacing.TIGHT;
                    default -> Spacing.TIGHT_AFTER;
                };
            case "/" -> isFraction(node) ? Spacing.TIGHT : Spacing.LOOSE;
            case "^" -> node.form() == Form.POWER ? Spacing.TIGHT : Spacing.LOOSE;
            default ->
                switch (node.form()) {
                    case GENERIC, SIZED -> opens(node, text, part)
                            ? Spacing.TIGHT
                            : closes(node, text, part) ? Spacing.TIGHT_BEFORE : Spacing.LOOSE;
                    case BARS -> part == 0 ? Spacing.TIGHT_AFTER : Spacing.TIGHT_BEFORE;
                    case PREFIX -> Spacing.TIGHT_AFTER;
                    case SHIFT -> part == 0 ? Spacing.LOOSE : Spacing.TIGHT_BEFORE;
                    default -> Spacing.LOOSE;
                };
        };
    }

    /** Whether a quotient is a fraction of two numbers, as in {@code 1/2}. */
    private static boolean isFraction(Concrete.Node quotient) {
        return isLiteral(quotient.parts().getFirst()) && isLiteral(quotient.parts().getLast());
    }

    private static boolean isLiteral(Concrete part) {
        return switch (part) {
            case Concrete.Token token -> !token.text().isEmpty() && Character.isDigit(token.text().charAt(0));
            case Concrete.Node node ->
                switch (node.form()) {
                    case OTHER -> node.parts().size() == 1 && isLiteral(node.parts().getFirst());
                    case PREFIX -> isLiteral(node.parts().getLast());
                    default -> false;
                };
        };
    }
}
