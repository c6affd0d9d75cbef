package io.parley.query.receipt;

/**
 * The parts of a statement that reads who has got a message: those whose spell covered it when it was sent, the sender aside, each with
 * the times of the first steps that reach it. Parameters: {@code :chat}, {@code :sequence}, {@code :sender}.
 */
public final class ReceiptRows {

    /** What stands after FROM: members as {@code m}, and {@code marked_at} of {@code delivered} and {@code read}, null where not. */
    public static final String AUDIENCE = """
            views.chat_member m
            LEFT JOIN LATERAL (
                SELECT marked_at FROM views.receipt_step s
                WHERE s.chat_id = m.chat_id AND s.user_id = m.user_id
                    AND s.mark = 'DELIVERED' AND s.up_to >= :sequence
                ORDER BY s.up_to LIMIT 1) delivered ON true
            LEFT JOIN LATERAL (
                SELECT marked_at FROM views.receipt_step s
                WHERE s.chat_id = m.chat_id AND s.user_id = m.user_id
                    AND s.mark = 'READ' AND s.up_to >= :sequence
                ORDER BY s.up_to LIMIT 1) read ON true""";

    /** What stands after WHERE. */
    public static final String ADDRESSED = """
            m.chat_id = :chat AND m.user_id <> :sender AND m.after_sequence < :sequence
                AND (m.until_sequence IS NULL OR m.until_sequence >= :sequence)""";

    /** What stands after ORDER BY: the order of joining. */
    public static final String ORDER = "m.position, m.ordinal";

    private ReceiptRows() {}
}
