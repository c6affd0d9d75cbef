/** What the tests speak with: the platform as a process, people who use it, and the streams they listen to. */
@NullMarked
package io.parley.e2e.harness;

import org.jspecify.annotations.NullMarked;
