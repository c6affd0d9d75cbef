/** What is written down so that an incident can be looked at afterwards (docs/adr/0049). */
@NullMarked
package io.parley.infra.incident;

import org.jspecify.annotations.NullMarked;
