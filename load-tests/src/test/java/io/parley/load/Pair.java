package io.parley.load;

/**
 * Two people with a chat.
 *
 * @param number its number, from 0
 * @param chatId the chat
 * @param senderToken the access token of who sends
 * @param receiverToken the access token of who listens
 * @param position where the log was when the chat was open: where the listener's stream begins
 */
record Pair(int number, String chatId, String senderToken, String receiverToken, String position) {

    /** Hides the tokens. */
    @Override
    public String toString() {
        return "Pair[" + number + "]";
    }
}
