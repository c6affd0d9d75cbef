package io.parley.audit.look;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/** A text in memory that becomes no longer than it may. */
final class BoundedText extends Writer {

    private final StringWriter text = new StringWriter();
    private final int longest;

    BoundedText(int longest) {
        this.longest = longest;
    }

    @Override
    public void write(char[] chars, int from, int length) throws IOException {
        if (text.getBuffer().length() + length > longest) {
            throw new IOException("longer than " + longest);
        }
        text.write(chars, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
