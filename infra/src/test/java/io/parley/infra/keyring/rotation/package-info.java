@NullMarked
package io.parley.infra.keyring.rotation;

import org.jspecify.annotations.NullMarked;
