/**
 * The contract of the platform: commands, events, queries and answers by feature. Package and record names of events are a
 * file format from the first stored event on; a rename needs an upcaster.
 */
@NullMarked
package io.parley.contract;

import org.jspecify.annotations.NullMarked;
