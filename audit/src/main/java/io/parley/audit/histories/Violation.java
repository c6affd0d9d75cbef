package io.parley.audit.histories;

import java.util.List;

/**
 * Something that a chat may not do.
 *
 * @param check what it fails
 * @param places the records that show it, as far as one is to blame for each
 * @param what what it is
 */
public record Violation(Check check, List<Place> places, String what) {}
