package io.parley.contract.id;

/**
 * A lane of a group's fan-out: some of its members, to whom messages are brought together. An aggregate of its own, so that one
 * that fails keeps none of the others waiting.
 *
 * @param chatId the group
 * @param lane its number in the group, from 0
 */
public record LaneId(ChatId chatId, int lane) {

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if the text is not the identifier of a lane
     */
    public static LaneId valueOf(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not the identifier of a lane");
        }
        return new LaneId(ChatId.valueOf(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** {@code chatId/lane}: the aggregate's identifier in the store. */
    @Override
    public String toString() {
        return chatId + "/" + lane;
    }
}
