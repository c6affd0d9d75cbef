package io.parley.app.terminal;

import java.io.PrintWriter;

/** Says line by line what was looked at, and remembers whether all was as it should be. */
public final class Report {

    private final PrintWriter out;
    private boolean good = true;

    /** One that says it there. */
    public Report(PrintWriter out) {
        this.out = out;
    }

    /** What comes next, or how it ended. */
    public void title(String line) {
        out.println(line);
    }

    /** What was looked at and is right. */
    public void fine(String line) {
        out.println("  ok    " + line);
    }

    /** What is to be known and is no fault of the certificate. */
    public void note(String line) {
        out.println("  note  " + line);
    }

    /** What is wrong. */
    public void wrong(String line) {
        out.println("  WRONG " + line);
        good = false;
    }

    /** Nothing was found where something might have been, or else something was. */
    public void look(boolean found, String where, String what) {
        if (found) {
            wrong(where + ": " + what);
        } else {
            fine(where + ": nothing of it");
        }
    }

    /** Whether nothing was wrong. */
    public boolean isGood() {
        return good;
    }
}
