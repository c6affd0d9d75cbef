package io.parley.infra.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What certificates say of media. */
class MediaPurgesTest {

    private final PurgeSide side = new PurgeSide();
    private final UserId member = side.member();

    @AfterEach
    void close() {
        side.close();
    }

    @Test
    void whatTheStoreConfirmedIsCountedAndWhatItDidNotYetIsStillDue() {
        long position = side.destroy(expiry(2, 3), 0);
        side.confirmed(position, 4);
        side.bears(1L);
        side.bears(3L);
        side.bears(null);

        JsonNode certificate = side.only(member);

        assertThat(media(certificate)).hasToString("{\"deleted\":4,\"remaining\":2,\"store\":\"media\"}");
        assertThat(side.check.of(certificate).failed()).isEmpty();
        assertThat(side.check.of(certificate).notes()).contains("store media: 2 left when this was issued");
    }

    @Test
    void ofAWholeChatWhatNoMessageTookUpIsStillDueToo() {
        side.destroy(
                new ChatPurged(
                        side.chatId(), side.log.audience(), 10, List.of(KeyId.random()), side.log.sender(), Issued.AT),
                0);
        side.bears(4L);
        side.bears(null);

        assertThat(media(side.only(member))).hasToString("{\"deleted\":0,\"remaining\":4,\"store\":\"media\"}");
    }

    @Test
    void whereThereWereNoneNoneAreLeft() {
        side.destroy(expiry(2, 3), 0);

        assertThat(media(side.only(member))).hasToString("{\"deleted\":0,\"remaining\":0,\"store\":\"media\"}");
    }

    private MessagesExpired expiry(long from, long to) {
        return new MessagesExpired(
                side.chatId(),
                List.of(new SequenceRange(from, to)),
                List.of(PurgeLog.key(from), PurgeLog.key(to)),
                side.log.audience(),
                1,
                to,
                null,
                Issued.AT);
    }

    private static JsonNode media(JsonNode certificate) {
        return certificate
                .path("stores")
                .valueStream()
                .filter(store -> "media".equals(store.path("store").stringValue()))
                .findFirst()
                .orElseThrow();
    }
}
