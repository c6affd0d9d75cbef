/** What leaves the house: published roots, and bundles that prove one conversation to somebody who has nothing but a public key. */
@NullMarked
package io.parley.audit.proof;

import org.jspecify.annotations.NullMarked;
