/** Media in a folder of this machine. */
@NullMarked
package io.parley.infra.media.folder;

import org.jspecify.annotations.NullMarked;
