package io.parley.infra.incident;

import io.parley.contract.id.NodeId;
import java.time.Instant;
import java.util.Map;

/**
 * A run of a node, and as what it ran.
 *
 * @param node which
 * @param startedAt when it began
 * @param versions of Parley and of all that it stands on
 * @param settings what it was told, without secrets
 */
record NodeRun(NodeId node, Instant startedAt, Map<String, String> versions, Map<String, String> settings) {}
