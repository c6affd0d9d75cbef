package io.parley.contract.user;

import java.util.List;

/**
 * A page of those whom a user has blocked.
 *
 * @param items blocks, newest first
 * @param more whether there are more below
 */
public record BlockPage(List<BlockView> items, boolean more) {}
