package io.parley.app.terminal;

import java.io.PrintWriter;

/** Says line by line what was looked at, and remembers whether all was as it should be. */
public final class Report {

    private static final int WIDTH = 80;

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
        say("  ok    ", line);
    }

    /** What is to be known and is no fault of the certificate. */
    public void note(String line) {
        say("  note  ", line);
    }

    /** What is wrong. */
    public void wrong(String line) {
        say("  WRONG ", line);
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

    /** As many words on a line as a terminal has room for; what follows stands below them. */
    private void say(String mark, String sentence) {
        StringBuilder line = new StringBuilder(mark);
        for (String word : sentence.split(" ")) {
            if (line.length() + word.length() > WIDTH && line.length() > mark.length()) {
                out.println(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(mark.length()));
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }

    /** Whether nothing was wrong. */
    public boolean isGood() {
        return good;
    }
}
