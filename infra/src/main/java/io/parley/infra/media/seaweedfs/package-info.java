/** Media in SeaweedFS, through a filer; and a SeaweedFS of our own. */
@NullMarked
package io.parley.infra.media.seaweedfs;

import org.jspecify.annotations.NullMarked;
