@NullMarked
package io.parley.infra.purge.search;

import org.jspecify.annotations.NullMarked;
