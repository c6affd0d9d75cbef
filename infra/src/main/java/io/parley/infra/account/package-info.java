/**
 * What must be looked up, or must never be in an event: handles, pairs, credentials and the generations of refresh tokens.
 * Handles and pairs are found by their HMAC, so that the tables tell neither names nor who talks to whom.
 */
@NullMarked
package io.parley.infra.account;

import org.jspecify.annotations.NullMarked;
