@NullMarked
package io.parley.infra.nodes;

import org.jspecify.annotations.NullMarked;
