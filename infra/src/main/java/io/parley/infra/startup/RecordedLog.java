package io.parley.infra.startup;

/**
 * That this node runs what another log has recorded (docs/adr/0049): it fills its read models and serves them, and begins nothing by
 * itself. A bean of this type makes it so; there is no setting for it.
 */
public final class RecordedLog {}
