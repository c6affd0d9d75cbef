@NullMarked
package io.parley.api.events;

import org.jspecify.annotations.NullMarked;
