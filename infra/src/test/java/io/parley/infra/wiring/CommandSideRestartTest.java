package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.chat.Chat;
import io.parley.command.receipt.ChatFacts;
import io.parley.command.receipt.Receipts;
import io.parley.command.session.Session;
import io.parley.command.user.User;
import io.parley.contract.Confidential;
import io.parley.contract.chat.Audience;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.SentMessage;
import io.parley.contract.receipt.ReceiptCommand.MarkDelivered;
import io.parley.contract.receipt.ReceiptCommand.MarkRead;
import io.parley.contract.session.SessionCommand.OpenSession;
import io.parley.contract.session.SessionCommand.RefreshSession;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserCommand.ChangeProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.Snapshotter;
import org.junit.jupiter.api.Test;

/** What aggregates and indexes remember over a restart: from the log, and from snapshots. */
class CommandSideRestartTest extends CommandSideFixture {

    @Test
    void aChatFromBeforeARestartIsReadFromTheLog() {
        ChatId chat = open(alice, bob);
        ChatId empty = open(alice, registered("carol"));
        send(chat, alice, "one");
        send(chat, alice, "two");
        restart();

        assertThat(node.bean(ChatFacts.class).load(Set.of(chat, empty, ChatId.random())))
                .hasSize(2)
                .containsEntry(chat, ChatFacts.Facts.of(new Audience.Pair(alice, bob), 2))
                .hasEntrySatisfying(
                        empty, facts -> assertThat(facts.lastSequence()).isZero());
        answer(new MarkRead(new ReceiptsId(chat, bob), 2));
        assertThat(refusal(new MarkRead(new ReceiptsId(chat, bob), 3))).isEqualTo(ErrorCode.BEYOND_LAST_SEQUENCE);
        assertThat(refusal(new MarkRead(new ReceiptsId(empty, alice), 1))).isEqualTo(ErrorCode.BEYOND_LAST_SEQUENCE);
    }

    @Test
    void aChatGoesOnFromItsSnapshot() {
        ChatId chat = open(alice, bob);
        List<SendMessage> messages = new ArrayList<>();
        List<SentMessage> answers = new ArrayList<>();
        for (int i = 0; i < 2 * SNAPSHOT_EVERY; i++) {
            messages.add(message(chat, i % 2 == 0 ? alice : bob, "message " + i));
            answers.add((SentMessage) answer(messages.get(i)));
        }
        awaitSnapshot(chat.toString(), Chat.class);
        restart();

        for (int i = 0; i < messages.size(); i++) {
            SentMessage first = answers.get(i);
            assertThat(answer(messages.get(i)))
                    .isEqualTo(new SentMessage(
                            first.messageId(), chat, first.sequence(), first.sentAt(), first.expiresAt(), true));
        }
        assertThat(refusal(message(chat, UserId.random(), "let me in"))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        SentMessage next = send(chat, alice, "after the restart");
        assertThat(next.sequence()).isEqualTo(messages.size() + 1);
        assertThat(next.sentAt())
                .isAfterOrEqualTo(answers.get(answers.size() - 1).sentAt());
    }

    @Test
    void receiptsGoOnFromTheirSnapshot() {
        ChatId chat = open(alice, bob);
        ReceiptsId bobs = new ReceiptsId(chat, bob);
        for (int i = 1; i <= 2 * SNAPSHOT_EVERY; i++) {
            send(chat, alice, "message " + i);
            answer(new MarkDelivered(bobs, i));
        }
        awaitSnapshot(bobs.toString(), Receipts.class);
        restart();
        long head = node.bean(EventTail.class).head();

        answer(new MarkDelivered(bobs, 2 * SNAPSHOT_EVERY));
        assertThat(node.bean(EventTail.class).head()).isEqualTo(head);
        answer(new MarkRead(bobs, 1));
        assertThat(node.bean(EventTail.class).head()).isEqualTo(head + 1);
    }

    @Test
    void anAccountGoesOnFromItsSnapshot() {
        for (int i = 1; i <= 2 * SNAPSHOT_EVERY; i++) {
            answer(new ChangeProfile(alice, new Confidential("Alice " + i), LastSeenVisibility.NOBODY));
        }
        awaitSnapshot(alice.toString(), User.class);
        restart();
        long head = node.bean(EventTail.class).head();

        answer(new ChangeProfile(alice, new Confidential("Alice " + 2 * SNAPSHOT_EVERY), LastSeenVisibility.NOBODY));
        assertThat(node.bean(EventTail.class).head()).isEqualTo(head);
    }

    @Test
    void aClosedSessionStaysClosedInItsSnapshot() {
        DeviceId device = DeviceId.random();
        answer(new OpenSession(device, alice, new Confidential("laptop")));
        answer(new RefreshSession(device, 1));
        answer(new RefreshSession(device, 1));
        node.bean(Snapshotter.class).scheduleSnapshot(Session.class, device.toString());
        awaitSnapshot(device.toString(), Session.class);
        restart();

        assertThat(refusal(new RefreshSession(device, 2))).isEqualTo(ErrorCode.BAD_CREDENTIALS);
    }
}
