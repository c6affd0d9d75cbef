package io.parley.api.testing;

import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.HoldChat;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.chat.ChatCommand.ReleaseChat;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageView;
import io.parley.contract.purge.PurgePage;
import io.parley.contract.purge.PurgeQuery.FindErasure;
import io.parley.contract.purge.PurgeQuery.FindPurges;
import io.parley.contract.purge.SignedCertificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How messages and chats of a {@link FakePlatform} come to their end. */
final class FakeEndings {

    private final FakeChats chats;
    private final Clock clock;
    private final FakeTail tail;
    private final Map<Class<? extends ParleyCommand>, Consumer<ParleyCommand>> handlers = Map.of(
            ChangeRetention.class, command -> change((ChangeRetention) command),
            PurgeChat.class, command -> purge((PurgeChat) command),
            RetractMessage.class, command -> retract((RetractMessage) command),
            HoldChat.class, command -> hold(((HoldChat) command).chatId(), true),
            ReleaseChat.class, command -> hold(((ReleaseChat) command).chatId(), false));
    private final Map<ChatId, List<SignedCertificate>> certificates = new HashMap<>();
    private final Map<UserId, SignedCertificate> erasures = new HashMap<>();

    FakeEndings(FakeChats chats, Clock clock, FakeTail tail) {
        this.chats = chats;
        this.clock = clock;
        this.tail = tail;
    }

    boolean handles(ParleyCommand command) {
        return handlers.containsKey(command.getClass());
    }

    @Nullable
    Object handle(ParleyCommand command) {
        Objects.requireNonNull(handlers.get(command.getClass())).accept(command);
        return null;
    }

    private void change(ChangeRetention change) {
        ChatView chat = chats.of(change.chatId(), change.actor());
        Retention before = FakeChats.retention(chat);
        Retention after = new Retention(
                change.ttlNamed() ? change.retention().messageTtl() : before.messageTtl(),
                change.expiryNamed() ? change.retention().expiresAt() : before.expiresAt());
        if (!after.equals(before)) {
            tail.append();
            chats.put(new ChatView(
                    chat.chatId(),
                    chat.kind(),
                    chat.title(),
                    chat.lastSequence(),
                    after.messageTtl(),
                    after.expiresAt(),
                    chat.heldSince(),
                    chat.members()));
        }
    }

    private void purge(PurgeChat purge) {
        UserId actor = Objects.requireNonNull(purge.actor());
        if (chats.isGone(purge.chatId()) && chats.wasIn(purge.chatId(), actor)) {
            return;
        }
        ChatView chat = chats.of(purge.chatId(), actor);
        requireNotHeld(chat);
        chats.end(chat);
        certify(chat.chatId(), "purge");
    }

    private void retract(RetractMessage retract) {
        requireNotHeld(chats.of(retract.chatId(), retract.actor()));
        MessageView message = chats.message(retract.chatId(), retract.messageId());
        if (!message.senderId().equals(retract.actor())) {
            throw new Rejection(ErrorCode.FORBIDDEN, "That is for its sender.");
        }
        if (!message.retracted()) {
            Collections.replaceAll(chats.historyOf(retract.chatId()), message, retracted(message));
            certify(retract.chatId(), "retraction");
        }
    }

    /** Its content is there still, as it may be a moment later. */
    private static MessageView retracted(MessageView message) {
        return new MessageView(
                message.messageId(),
                message.chatId(),
                message.senderId(),
                message.sequence(),
                message.sentAt(),
                message.expiresAt(),
                message.content(),
                message.replyTo(),
                true);
    }

    private void hold(ChatId chatId, boolean held) {
        if (chats.isGone(chatId)) {
            throw new Rejection(ErrorCode.CHAT_GONE, "The chat is gone.");
        }
        ChatView chat =
                chats.find(chatId).orElseThrow(() -> new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat."));
        Instant since = chat.heldSince() == null ? clock.instant() : chat.heldSince();
        tail.append();
        chats.put(new ChatView(
                chat.chatId(),
                chat.kind(),
                chat.title(),
                chat.lastSequence(),
                chat.messageTtl(),
                chat.expiresAt(),
                held ? since : null,
                chat.members()));
    }

    private static void requireNotHeld(ChatView chat) {
        if (chat.heldSince() != null) {
            throw new Rejection(ErrorCode.CHAT_HELD, "The chat is under a legal hold.");
        }
    }

    /** As no library would write it, so that it can be seen whether it came through as it was. */
    private void certify(ChatId chatId, String kind) {
        long position = tail.append();
        String json = "{\"position\":" + position + ", \"kind\":\"" + kind + "\",\"at\":\"\\u0032026\"}";
        certificates
                .computeIfAbsent(chatId, chat -> new java.util.ArrayList<>())
                .add(0, new SignedCertificate(position, json));
    }

    void erased(UserId userId) {
        long position = tail.head();
        erasures.put(userId, new SignedCertificate(position, "{\"position\":" + position + ", \"kind\":\"erasure\"}"));
    }

    PurgePage erasure(FindErasure find) {
        SignedCertificate certificate = erasures.get(find.userId());
        if (certificate == null) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "No such account was erased.");
        }
        return new PurgePage(List.of(certificate), false);
    }

    PurgePage purges(FindPurges find) {
        if (!chats.wasIn(find.chatId(), find.viewer())) {
            throw new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat, or you were not in it.");
        }
        List<SignedCertificate> below = certificates.getOrDefault(find.chatId(), List.of()).stream()
                .filter(certificate -> certificate.position() < find.below())
                .toList();
        List<SignedCertificate> page = below.stream().limit(find.limit()).toList();
        return new PurgePage(page, below.size() > page.size());
    }
}
