/** Results: one line per ratio, and JSON, Markdown and a plot for the documentation. */
@NullMarked
package io.parley.benchmarks.report;

import org.jspecify.annotations.NullMarked;
