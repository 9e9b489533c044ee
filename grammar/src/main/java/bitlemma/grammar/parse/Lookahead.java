package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaParser;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * ANTLR's prediction, which also remembers how far it looked before nothing fitted any more: that is where the mistake
 * is. The parser itself goes on with its best guess and then stumbles at an earlier token, which was right.
 */
final class Lookahead extends ParserATNSimulator {
    private int furthest = -1;
    private IntervalSet expected = new IntervalSet();

    Lookahead(BitlemmaParser parser) {
        super(
                parser,
                parser.getATN(),
                parser.getInterpreter().decisionToDFA,
                parser.getInterpreter().getSharedContextCache());
    }

    /** The index of the last token at which prediction failed; negative where it never did. */
    int furthest() {
        return furthest;
    }

    /** What would have fitted there. */
    IntervalSet expected() {
        return expected;
    }

    @Override
    protected NoViableAltException noViableAlt(
            TokenStream input, ParserRuleContext outerContext, ATNConfigSet configs, int startIndex) {
        if (input.index() > furthest) {
            furthest = input.index();
            expected = new IntervalSet();
        }
        if (input.index() == furthest) {
            // What left the rule where the prediction began is only a guess at what follows it.
            boolean inside = configs.stream().anyMatch(c -> c.getOuterContextDepth() == 0);
            for (ATNConfig config : configs) {
                if (!inside || config.getOuterContextDepth() == 0) {
                    for (Transition transition : config.state.getTransitions()) {
                        if (!transition.isEpsilon() && transition.label() != null) {
                            expected.addAll(transition.label());
                        }
                    }
                }
            }
        }
        return super.noViableAlt(input, outerContext, configs, startIndex);
    }
}
