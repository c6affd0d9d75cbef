package io.parley.api.status;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * How well the platform serves.
 *
 * @param serviceLevel healthy, degraded or critical
 * @param shed the classes of work that are refused at this level
 * @param version the platform's version
 */
@Schema(name = "Status", description = "How well the platform serves.")
record StatusBody(
        @Schema(allowableValues = {"healthy", "degraded", "critical"})
        String serviceLevel,

        List<String> shed,
        String version) {}
