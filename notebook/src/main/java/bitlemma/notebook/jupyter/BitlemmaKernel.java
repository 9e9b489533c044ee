package bitlemma.notebook.jupyter;

import bitlemma.notebook.answer.Answer;
import bitlemma.notebook.answer.CellError;
import bitlemma.notebook.session.Session;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** A session that speaks Jupyter's protocol. */
public final class BitlemmaKernel extends BaseKernel {
    private final String version;
    private final Worker worker;

    /** @param version of this program */
    public BitlemmaKernel(Session session, String version) {
        this.version = version;
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
