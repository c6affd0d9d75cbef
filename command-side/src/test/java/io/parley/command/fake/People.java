package io.parley.command.fake;

import io.parley.contract.Confidential;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Alice and Bob, who have a direct chat, and Carol, who is not in it. */
public final class People {

    /** One side of the chat, who opened it. */
    public static final UserId ALICE = new UserId(UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001"));

    /** The other side. */
    public static final UserId BOB = new UserId(UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002"));

    /** Somebody else. */
    public static final UserId CAROL = new UserId(UUID.fromString("cccccccc-0000-4000-8000-000000000003"));

    /** The chat of Alice and Bob. */
    public static final ChatId CHAT = new ChatId(UUID.fromString("cccccccc-0000-4000-8000-00000000c4a7"));

    /** When it was opened. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private People() {}

    /** The opening of the chat. */
    public static DirectChatOpened opened() {
        return opened(CHAT);
    }

    /** The opening of another chat of Alice's and Bob's. */
    public static DirectChatOpened opened(ChatId chatId) {
        return new DirectChatOpened(chatId, ALICE, BOB, NOON, null, null);
    }

    /** The identifier of the n-th message. */
    public static MessageId message(long n) {
        return new MessageId(new UUID(0x4000, 0x8000_0000_0000_0000L + n));
    }

    /** Alice's wish to send the n-th message. */
    public static SendMessage send(long n, String text) {
        return new SendMessage(CHAT, message(n), ALICE, new Confidential(text), null);
    }

    /** Plain text with neither mentions nor links. */
    public static MessageContent content(String text) {
        return new MessageContent(text, List.of(), List.of());
    }

    /** Alice's n-th message, as the log has it: one second after the one before. */
    public static MessageSent sent(long n, String text) {
        return sent(CHAT, n, text);
    }

    /** Alice's n-th message in a chat. */
    public static MessageSent sent(ChatId chatId, long n, String text) {
        var sealed = FakeMessageVault.sealed(message(n), content(text), null);
        return new MessageSent(
                chatId,
                message(n),
                ALICE,
                n,
                NOON.plusSeconds(n),
                null,
                new Audience.Pair(ALICE, BOB),
                sealed.content(),
                sealed.mac(),
                null);
    }
}
