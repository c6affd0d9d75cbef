package io.parley.api.json;

import java.util.Locale;

/** Enums as clients see them: in lower case. */
public final class Words {

    private Words() {}

    /** The word for a constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
