/** What follows an event that tells of something that is gone: keys and remains are removed, and it is written down. */
@NullMarked
package io.parley.infra.deletion;

import org.jspecify.annotations.NullMarked;
