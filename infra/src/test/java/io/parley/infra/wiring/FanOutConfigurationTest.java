package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.startup.StartupProblem;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

class FanOutConfigurationTest {

    private static boolean isForGroups(ParleyEvent event) {
        return FanOutConfiguration.isForGroups(GenericEventMessage.asEventMessage(event));
    }

    private static MessageSent sentTo(Audience audience) {
        Ciphertext content = new Ciphertext(KeyId.random(), new byte[0]);
        return new MessageSent(
                ChatId.random(),
                MessageId.random(),
                UserId.random(),
                1,
                Instant.EPOCH,
                null,
                audience,
                content,
                new Mac(new byte[32]),
                null);
    }

    @Test
    void onlyMessagesOfGroupsAreFannedOut() {
        assertThat(isForGroups(sentTo(new Audience.Group(1, List.of(0L))))).isTrue();
        assertThat(isForGroups(sentTo(new Audience.Pair(UserId.random(), UserId.random()))))
                .isFalse();
        assertThat(isForGroups(new MailboxesFilled(ChatId.random(), 0, 1, 1, false, 1, Instant.EPOCH)))
                .isTrue();
    }

    @Test
    void aConnectionMustBeLeftForTheCommandsThatAreWaitedFor() {
        assertThatCode(() -> FanOutConfiguration.requireConnections(3, 4)).doesNotThrowAnyException();
        assertThatThrownBy(() -> FanOutConfiguration.requireConnections(4, 4))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("parley.db.pool-size must be greater");
    }
}
