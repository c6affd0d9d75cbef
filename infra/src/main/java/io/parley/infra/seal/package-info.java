/**
 * The sealed log: every conversation's events are chained by hashes, the chains' heads gathered in trees, and the trees' roots signed, so
 * that nobody without the signing key can change what was sealed without being found out (docs/adr/0042).
 */
@NullMarked
package io.parley.infra.seal;

import org.jspecify.annotations.NullMarked;
