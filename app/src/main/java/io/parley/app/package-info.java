/** The program: its commands, its settings, and how it starts. */
@NullMarked
package io.parley.app;

import org.jspecify.annotations.NullMarked;
