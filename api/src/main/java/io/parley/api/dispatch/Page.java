package io.parley.api.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items what is on it
 * @param next the cursor of the next page; null if this is the last
 */
public record Page<T>(List<T> items, @Nullable String next) {}
