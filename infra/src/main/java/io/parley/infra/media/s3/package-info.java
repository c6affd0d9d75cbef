/** Media in any store that speaks S3. */
@NullMarked
package io.parley.infra.media.s3;

import org.jspecify.annotations.NullMarked;
