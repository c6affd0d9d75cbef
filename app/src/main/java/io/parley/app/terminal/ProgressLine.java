package io.parley.app.terminal;

import java.io.Console;
import java.io.PrintWriter;

/** How far something has got: on a terminal one line that changes, elsewhere a line each time. */
public final class ProgressLine {

    private static final int WIDTH = 78;

    private final PrintWriter out;
    private final boolean terminal;

    /** One that looks whether there is a terminal. */
    public ProgressLine(PrintWriter out) {
        this(out, isTerminal());
    }

    /** One that is told so. */
    public ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** From Java 22 on there is a console even where there is no terminal, and it can be asked. */
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    /** Whether the line changes. If not, each {@link #show} leaves a line of its own, and the fewer the better. */
    public boolean changes() {
        return terminal;
    }

    /** Shows how it stands. */
    public void show(String line) {
        if (terminal) {
            out.print("\r" + padded(line));
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Shows how it ended. */
    public void end(String line) {
        out.println(terminal ? "\r" + padded(line) : line);
        out.flush();
    }

    /** What stood there before may have been longer. */
    private static String padded(String line) {
        return line + " ".repeat(Math.max(0, WIDTH - line.length()));
    }
}
