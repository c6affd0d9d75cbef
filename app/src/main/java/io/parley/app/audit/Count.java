package io.parley.app.audit;

import java.util.Locale;

/** Numbers of things, as people say them. */
public final class Count {

    private Count() {}

    /** How many there are of what one of them is called. */
    public static String of(long count, String one) {
        return count == 1 ? "1 " + one : String.format(Locale.ROOT, "%,d %ss", count, one);
    }
}
