@NullMarked
package io.parley.api.audit;

import org.jspecify.annotations.NullMarked;
