/** Events that projections could not handle and hold back, and what operators do about them (ADR 0045). */
@NullMarked
package io.parley.contract.deadletter;

import org.jspecify.annotations.NullMarked;
