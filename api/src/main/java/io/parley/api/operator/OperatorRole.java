package io.parley.api.operator;

import java.util.Locale;

/** What an operator may do. */
public enum OperatorRole {
    /** Look at everything that operators are shown, and change nothing. */
    AUDITOR,
    /** That, and intervene. */
    OPERATOR;

    /** The role as it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
