/** What it costs that messages and chats come to their end, and how soon they are gone. */
@NullMarked
package io.parley.benchmarks.endings;

import org.jspecify.annotations.NullMarked;
