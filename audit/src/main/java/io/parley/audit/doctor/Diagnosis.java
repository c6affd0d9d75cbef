package io.parley.audit.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes down what a check finds: the first places in full, of more their number. */
public final class Diagnosis {

    private static final int TOLD = 20;
    private static final Pattern ONE_OF_MANY = Pattern.compile("\\b1 ([a-z-]+)s\\b");

    private final List<String> places = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long wrong;
    private @Nullable String looked;
    private @Nullable String notChecked;

    /** One that has found nothing yet. */
    Diagnosis() {}

    void wrong(String format, Object... values) {
        wrong++;
        if (places.size() < TOLD) {
            places.add(text(format, values));
        }
    }

    /** So many places more, of which it is not known where they are. */
    void wrongToo(long more) {
        wrong += more;
    }

    /** What is to be known and is not wrong. */
    void note(String format, Object... values) {
        notes.add(text(format, values));
    }

    /** What was looked at: numbers of things, said of many. */
    void looked(String format, Object... values) {
        looked = ONE_OF_MANY.matcher(text(format, values)).replaceAll("1 $1");
    }

    /** Why it could not be looked at. */
    void notChecked(String why) {
        notChecked = why;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    CheckResult result(String name) {
        return new CheckResult(
                name, wrong, List.copyOf(places), List.copyOf(notes), looked == null ? "" : looked, notChecked);
    }
}
