@NullMarked
package io.parley.audit.capsule;

import org.jspecify.annotations.NullMarked;
