package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaLexer;
import bitlemma.grammar.antlr.BitlemmaParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** From ANTLR's parse tree to {@link Concrete}. */
final class ConcreteReader {
    private final CommonTokenStream tokens;

    ConcreteReader(CommonTokenStream tokens) {
        this.tokens = tokens;
    }

    Concrete.Node node(ParserRuleContext context) {
        List<Concrete> parts = new ArrayList<>(context.getChildCount());
        for (int i = 0; i < context.getChildCount(); i++) {
            parts.add(part(context.getChild(i)));
        }
        return new Concrete.Node(form(context), parts);
    }

    private Concrete part(ParseTree tree) {
        return switch (tree) {
            case ParserRuleContext context -> node(context);
            case TerminalNode terminal -> token(terminal.getSymbol());
            default -> throw new IllegalStateException(tree.getText());
        };
    }

    private Concrete.Token token(Token token) {
        List<Concrete.Comment> comments = new ArrayList<>();
        int lineEnds = 0;
        List<Token> hidden = tokens.getHiddenTokensToLeft(token.getTokenIndex());
        for (Token before : hidden == null ? List.<Token>of() : hidden) {
            if (before.getType() == BitlemmaLexer.SPACE) {
                lineEnds += (int) before.getText().chars().filter(c -> c == '\n').count();
            } else {
                comments.add(new Concrete.Comment(before.getText(), lineEnds));
                lineEnds = 0;
            }
        }
        return new Concrete.Token(token.getType() == Token.EOF ? "" : token.getText(), lineEnds, comments);
    }

    private static Concrete.Form form(ParserRuleContext context) {
        return switch (context) {
            case BitlemmaParser.ImportingContext c -> Concrete.Form.DECLARATION;
            case BitlemmaParser.ConstantContext c -> Concrete.Form.DECLARATION;
            case BitlemmaParser.FormatContext c -> Concrete.Form.DECLARATION;
            case BitlemmaParser.FunctionContext c -> Concrete.Form.DECLARATION;
            case BitlemmaParser.KernelContext c -> Concrete.Form.DECLARATION;
            case BitlemmaParser.ClaimContext c -> Concrete.Form.DECLARATION;
            case BitlemmaParser.EquivalentContext c -> Concrete.Form.DECLARATION;
            case BitlemmaParser.FindContext c -> Concrete.Form.DECLARATION;
            case BitlemmaParser.DerivationContext c -> Concrete.Form.DERIVATION;
            case BitlemmaParser.DerivationStatementContext c -> Concrete.Form.STATEMENT;
            case BitlemmaParser.GivenContext c -> Concrete.Form.CLAUSE;
            case BitlemmaParser.ExpectContext c -> Concrete.Form.CLAUSE;
            case BitlemmaParser.StatementContext c -> Concrete.Form.STATEMENT;
            case BitlemmaParser.BlockContext c -> Concrete.Form.BLOCK;
            case BitlemmaParser.ConditionalContext c -> Concrete.Form.CONDITIONAL;
            case BitlemmaParser.FoldContext c -> Concrete.Form.FOLD;
            case BitlemmaParser.ArgumentsContext c -> Concrete.Form.LIST;
            case BitlemmaParser.ParametersContext c -> Concrete.Form.LIST;
            case BitlemmaParser.TypeParametersContext c -> Concrete.Form.GENERIC;
            case BitlemmaParser.TypeArgumentsContext c -> Concrete.Form.GENERIC;
            case BitlemmaParser.SizedTypeContext c -> Concrete.Form.SIZED;
            case BitlemmaParser.SizedContext c -> Concrete.Form.SIZED;
            case BitlemmaParser.ArrayTypeContext c -> Concrete.Form.APPLICATION;
            case BitlemmaParser.CallContext c -> Concrete.Form.APPLICATION;
            case BitlemmaParser.MemberContext c -> Concrete.Form.APPLICATION;
            case BitlemmaParser.DrawnContext c -> Concrete.Form.APPLICATION;
            case BitlemmaParser.DistributionContext c -> Concrete.Form.APPLICATION;
            case BitlemmaParser.OptimumContext c -> Concrete.Form.APPLICATION;
            case BitlemmaParser.ExpansionContext c -> Concrete.Form.APPLICATION;
            case BitlemmaParser.SummationContext c -> Concrete.Form.APPLICATION;
            case BitlemmaParser.UniversalContext c -> Concrete.Form.APPLICATION;
            case BitlemmaParser.IndexContext c -> Concrete.Form.SUBSCRIPT;
            case BitlemmaParser.SubscriptContext c -> Concrete.Form.SUBSCRIPT;
            case BitlemmaParser.ParenthesizedContext c -> Concrete.Form.PARENTHESIZED;
            case BitlemmaParser.ArrayContext c -> Concrete.Form.ARRAY;
            case BitlemmaParser.BarsContext c -> Concrete.Form.BARS;
            case BitlemmaParser.PrefixContext c -> Concrete.Form.PREFIX;
            case BitlemmaParser.PowerContext c -> Concrete.Form.POWER;
            case BitlemmaParser.ProductContext c -> Concrete.Form.PRODUCT;
            case BitlemmaParser.ShiftContext c -> Concrete.Form.SHIFT;
            default -> Concrete.Form.OTHER;
        };
    }
}
