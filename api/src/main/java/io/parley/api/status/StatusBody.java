package io.parley.api.status;

import java.util.List;

/**
 * How well the platform serves.
 *
 * @param serviceLevel healthy, degraded or critical
 * @param shed the classes of work that are refused at this level
 * @param version the platform's version
 */
record StatusBody(String serviceLevel, List<String> shed, String version) {}
