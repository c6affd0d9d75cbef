@NullMarked
package io.parley.infra.account;

import org.jspecify.annotations.NullMarked;
