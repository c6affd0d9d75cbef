@NullMarked
package io.parley.infra.keyring;

import org.jspecify.annotations.NullMarked;
