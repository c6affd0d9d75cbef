@NullMarked
package io.parley.audit.histories;

import org.jspecify.annotations.NullMarked;
