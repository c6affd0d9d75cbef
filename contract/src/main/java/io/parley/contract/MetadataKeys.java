package io.parley.contract;

/**
 * The keys of an event's metadata. Values are random identifiers only, never names or content: metadata stays readable after
 * the content was shredded.
 */
public final class MetadataKeys {

    /** {@link io.parley.contract.id.UserId} of who caused it; absent for what the platform does by itself. */
    public static final String ACTOR = "actor";

    /** {@link io.parley.contract.id.OperatorId} of the operator who caused it; absent for what users do. */
    public static final String OPERATOR = "operator";

    /** {@link io.parley.contract.id.DeviceId} of the session that was used; absent before sign-in. */
    public static final String DEVICE = "device";

    /** Identifier shared by everything that one request brought about. */
    public static final String CORRELATION_ID = "correlationId";

    /** Identifier of the message (command or event) that directly caused this one. */
    public static final String CAUSATION_ID = "causationId";

    /** On the answer to a command only: the position of its last event, or of the head if it had none. */
    public static final String POSITION = "position";

    /** On a command only: for how many milliseconds, a {@link Long}, its caller will wait; afterwards it need not be handled. */
    public static final String PATIENCE = "patience";

    /** The {@link io.parley.contract.trace.Span#context} of the span that caused it; absent unless its request is traced. */
    public static final String TRACE_PARENT = "traceparent";

    private MetadataKeys() {}
}
