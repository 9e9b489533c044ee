package bitlemma.notebook.jupyter;

import bitlemma.notebook.answer.Answer;
import bitlemma.notebook.answer.CellError;
import bitlemma.notebook.session.Completeness;
import bitlemma.notebook.session.Session;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** A session that speaks Jupyter's protocol. */
public final class BitlemmaKernel extends BaseKernel {
    private final String version;
    private final Session session;
    private final Worker worker;

    /** @param version of this program */
    public BitlemmaKernel(Session session, String version) {
        this.version = version;
        this.session = session;
        this.worker = new Worker(session);
        // What a library prints would stand among the answers.
        setShouldReplaceStdStreams(false);
    }

    @Override
    public DisplayData eval(String text) throws CellError {
        // The base class has counted this cell already.
        worker.run(executionCount.get() - 1, text, answer -> display(data(answer)));
        return null;
    }

    private static DisplayData data(Answer answer) {
        DisplayData data = new DisplayData();
        data.putText(answer.text());
        answer.html().ifPresent(data::putHTML);
        answer.latex().ifPresent(latex -> data.putLatex("$$" + latex + "$$"));
        answer.svg().ifPresent(data::putSVG);
        return data;
    }

    @Override
    public ReplacementOptions complete(String cell, int position) {
        int offset = offset(cell, position);
        Session.Completion completion = worker.ask(() -> session.complete(cell, offset));
        return new ReplacementOptions(
                completion.texts(), cell.codePointCount(0, completion.start()), position);
    }

    @Override
    public DisplayData inspect(String cell, int position, boolean extraDetail) {
        return worker.ask(() -> session.explain(cell, offset(cell, position)))
                .map(DisplayData::new)
                .orElse(null);
    }

    @Override
    public String isComplete(String text) {
        return switch (worker.ask(() -> Completeness.of(text))) {
            case Completeness.Complete complete -> IS_COMPLETE_YES;
            case Completeness.Incomplete incomplete -> incomplete.indent();
            case Completeness.Wrong wrong -> IS_COMPLETE_BAD;
        };
    }

    /** Jupyter counts code points. */
    private static int offset(String cell, int position) {
        return cell.offsetByCodePoints(0, Math.clamp(position, 0, cell.codePointCount(0, cell.length())));
    }

    @Override
    public void interrupt() {
        worker.interrupt();
    }

    @Override
    public List<String> formatError(Exception error) {
        return error.getMessage() == null ? List.of(error.toString()) : error.getMessage().lines().toList();
    }

    @Override
    public LanguageInfo getLanguageInfo() {
        return new LanguageInfo.Builder("bitlemma")
                .version(version)
                .mimetype("text/x-bitlemma")
                .fileExtension(".lemma")
                .pygments("rust")
                .codemirror("rust")
                .build();
    }

    @Override
    public String getBanner() {
        return "Bitlemma " + version + ": %help shows what a cell can say";
    }
}
