/** What a node needs before anything else: its data folder, and one clear sentence when it cannot start. */
@NullMarked
package io.parley.infra.startup;

import org.jspecify.annotations.NullMarked;
