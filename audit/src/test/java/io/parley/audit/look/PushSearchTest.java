package io.parley.audit.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.audit.testing.Talk;
import io.parley.audit.testing.TestLog;
import io.parley.contract.audit.Push;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushSearchTest {

    private static final UUID EVE = new UUID(0x4000, 0xe5e);
    private static final UUID PHONE = new UUID(0x4000, 1);
    private static final UUID LAPTOP = new UUID(0x4000, 2);
    private static final UUID CHAT = Talk.chat(1);
    private static final String AT = "\"2026-01-01T00:00:01.000Z\"";

    private final TestLog log = TestLog.empty(5);
    private final Talk talk = new Talk(log);

    @BeforeEach
    void nothingWasPushed() {
        log.jdbc().sql("TRUNCATE work.pushed").update();
    }

    private void pushed(UUID user, UUID device, String ranges) {
        log.jdbc()
                .sql("INSERT INTO work.pushed VALUES (?, ?, ?::int8multirange, now())")
                .params(user, device, ranges)
                .update();
    }

    private void filled(int lane, int sequence) {
        log.append(
                CHAT + "/" + lane,
                "io.parley.contract.fanout.FanOutEvent$MailboxesFilled",
                "{\"chatId\":\"" + CHAT + "\",\"lane\":" + lane + ",\"sequence\":" + sequence
                        + ",\"messagePosition\":2,\"late\":false,\"tries\":1,\"filledAt\":" + AT + "}");
    }

    private List<Push> pushes(int sequence) throws SQLException {
        try (Connection connection = log.connector().open()) {
            return new MessageSearch(connection)
                    .find(new MessageId(new UUID(1, sequence)), CHAT)
                    .orElseThrow()
                    .pushes();
        }
    }

    private static Push push(UUID user, UUID device, long position) {
        return new Push(new UserId(user), new DeviceId(device), position);
    }

    @Test
    void ofAGroupThoseWhoseLaneHadItAndWhoseDevicesWereBroughtThatPartOfTheLog() throws SQLException {
        talk.open(1); // 1
        talk.send(1, 1); // 2
        filled(0, 1); // 3
        talk.send(1, 2); // 4
        filled(0, 2); // 5
        pushed(Talk.BEN, PHONE, "{[1,4),[90,95)}");
        pushed(Talk.BEN, LAPTOP, "{[4,6)}");
        pushed(Talk.ADA, PHONE, "{[2,3)}"); // up to before the lane had it
        pushed(EVE, PHONE, "{[1,100)}"); // who is no member

        assertThat(pushes(1)).containsExactly(push(Talk.BEN, PHONE, 3));
        assertThat(pushes(2)).containsExactly(push(Talk.BEN, LAPTOP, 5));
    }

    @Test
    void whoHadLeftAndWhoseLaneNeverHadItAreNotAmongThem() throws SQLException {
        talk.open(1);
        log.append(
                CHAT.toString(),
                "io.parley.contract.chat.ChatEvent$MemberRemoved",
                "{\"chatId\":\"" + CHAT + "\",\"userId\":\"" + Talk.BEN + "\",\"removedBy\":\"" + Talk.ADA
                        + "\",\"removedAt\":" + AT + "}");
        talk.send(1, 1);
        filled(1, 1);
        filled(0, 1);
        pushed(Talk.BEN, PHONE, "{[1,100)}");
        pushed(Talk.ADA, PHONE, "{[1,100)}");

        assertThat(pushes(1)).containsExactly(push(Talk.ADA, PHONE, 5));
    }

    @Test
    void ofADirectChatBothSidesWhereItWasSent() throws SQLException {
        log.append(
                CHAT.toString(),
                "io.parley.contract.message.MessageEvent$MessageSent",
                "{\"chatId\":\"" + CHAT + "\",\"messageId\":\"" + new UUID(1, 1) + "\",\"senderId\":\"" + Talk.ADA
                        + "\",\"sequence\":1,\"sentAt\":" + AT + ",\"audience\":{\"kind\":\"pair\",\"first\":\""
                        + Talk.ADA
                        + "\",\"second\":\"" + Talk.BEN + "\"},\"content\":{\"keyId\":\"" + CHAT
                        + "\",\"bytes\":\"Ev8Afw==\"},\"mac\":\"FP8Afw==\"}");
        pushed(Talk.BEN, PHONE, "{[1,2)}");
        pushed(Talk.ADA, LAPTOP, "{[1,2)}");
        pushed(EVE, LAPTOP, "{[1,2)}");

        assertThat(pushes(1)).containsExactly(push(Talk.ADA, LAPTOP, 1), push(Talk.BEN, PHONE, 1));
    }
}
