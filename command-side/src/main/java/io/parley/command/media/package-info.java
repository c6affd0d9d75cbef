/** Media: what was uploaded, from the upload to the store's word that it is gone, and the ports that this needs. */
@NullMarked
package io.parley.command.media;

import org.jspecify.annotations.NullMarked;
