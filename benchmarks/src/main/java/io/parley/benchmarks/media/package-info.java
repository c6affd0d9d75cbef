/** Media through the real server and SeaweedFS, against SeaweedFS alone. */
@NullMarked
package io.parley.benchmarks.media;

import org.jspecify.annotations.NullMarked;
