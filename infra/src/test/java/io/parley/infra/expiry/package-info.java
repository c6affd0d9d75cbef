/** Tests of how temporary chats come to their end. */
@NullMarked
package io.parley.infra.expiry;

import org.jspecify.annotations.NullMarked;
