package io.parley.app.purge;

import java.io.PrintWriter;

/** Says line by line what was looked at, and remembers whether all was as it should be. */
final class Report {

    private final PrintWriter out;
    private boolean good = true;

    Report(PrintWriter out) {
        this.out = out;
    }

    void title(String line) {
        out.println(line);
    }

    /** What was looked at and is right. */
    void fine(String line) {
        out.println("  ok    " + line);
    }

    /** What is to be known and is no fault of the certificate. */
    void note(String line) {
        out.println("  note  " + line);
    }

    /** What is wrong. */
    void wrong(String line) {
        out.println("  WRONG " + line);
        good = false;
    }

    /** Nothing was found where something might have been, or else something was. */
    void look(boolean found, String where, String what) {
        if (found) {
            wrong(where + ": " + what);
        } else {
            fine(where + ": nothing of it");
        }
    }

    boolean isGood() {
        return good;
    }
}
