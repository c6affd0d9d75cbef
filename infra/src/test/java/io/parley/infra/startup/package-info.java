@NullMarked
package io.parley.infra.startup;

import org.jspecify.annotations.NullMarked;
