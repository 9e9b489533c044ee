package bitlemma.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** A stream of the process that remembers why it could not be written, which {@code PrintStream} forgets. */
final class Output extends FileOutputStream {
    private volatile IOException failure;

    Output(FileDescriptor descriptor) {
        super(descriptor);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            super.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** What is to be told; empty where all was written, or where the reader did not want more, as {@code head} does. */
    String failure() {
        IOException e = failure;
        return e == null || "Broken pipe".equals(e.getMessage()) ? "" : String.valueOf(e.getMessage());
    }
}
