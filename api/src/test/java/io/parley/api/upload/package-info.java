@NullMarked
package io.parley.api.upload;

import org.jspecify.annotations.NullMarked;
