package io.parley.audit.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check has found.
 *
 * @param name the check
 * @param wrong how many places are wrong
 * @param places the first of them, a sentence each
 * @param notes what is to be known and is not wrong
 * @param looked what was looked at
 * @param notChecked why it could not be looked at; null if it was
 */
public record CheckResult(
        String name,
        long wrong,
        List<String> places,
        List<String> notes,
        String looked,
        @Nullable String notChecked) {}
