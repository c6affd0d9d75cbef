@NullMarked
package io.parley.infra.database;

import org.jspecify.annotations.NullMarked;
