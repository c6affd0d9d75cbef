package io.parley.infra.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts the rows of what COPY writes in its text format, where a line's end stands for nothing else, and tells of them. */
final class Counter extends FilterOutputStream {

    private final TransferProgress progress;
    private long rows;

    Counter(OutputStream out, TransferProgress progress) {
        super(out);
        this.progress = progress;
    }

    long rows() {
        return rows;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                rows++;
            }
        }
        progress.at(rows);
    }
}
