/**
 * Axon, put together by hand: every bean is explicit, nothing is found on the class path. (Axon's auto-configuration does not
 * know Spring Boot 4: it silently leaves out what it cannot find, the event store among it.)
 */
@NullMarked
package io.parley.infra.axon;

import org.jspecify.annotations.NullMarked;
