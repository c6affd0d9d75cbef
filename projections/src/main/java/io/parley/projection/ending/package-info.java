/** What all projections have in common when chats go: how they note it, and how it is recorded what went with which event. */
@NullMarked
package io.parley.projection.ending;

import org.jspecify.annotations.NullMarked;
