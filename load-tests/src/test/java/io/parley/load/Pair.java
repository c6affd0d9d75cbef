package io.parley.load;

/**
 * Two people with a chat.
 *
 * @param number its number, from 0
 * @param chatId the chat
 * @param sender who sends
 * @param receiver who listens
 * @param position where the log was when the chat was open: where the listener's stream begins
 */
record Pair(int number, String chatId, Account sender, Account receiver, String position) {

    /** The access token of who sends. */
    String senderToken() {
        return sender.token();
    }

    /** The access token of who listens. */
    String receiverToken() {
        return receiver.token();
    }

    /** Only its number. */
    @Override
    public String toString() {
        return "Pair[" + number + "]";
    }
}
