@NullMarked
package io.parley.infra.media.seaweedfs;

import org.jspecify.annotations.NullMarked;
