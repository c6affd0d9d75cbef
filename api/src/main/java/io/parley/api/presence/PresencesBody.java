package io.parley.api.presence;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * How users stand.
 *
 * @param items one for each user that was asked about, in that order
 */
@Schema(name = "Presences", description = "How users stand, in the order in which they were asked about.")
record PresencesBody(List<PresenceBody> items) {}
