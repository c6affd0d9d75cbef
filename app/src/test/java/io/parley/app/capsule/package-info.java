@NullMarked
package io.parley.app.capsule;

import org.jspecify.annotations.NullMarked;
