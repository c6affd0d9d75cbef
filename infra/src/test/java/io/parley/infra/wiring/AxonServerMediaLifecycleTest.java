package io.parley.infra.wiring;

import static io.parley.infra.wiring.Uploads.bearing;
import static io.parley.infra.wiring.Uploads.picture;
import static io.parley.infra.wiring.Uploads.upload;
import static org.awaitility.Awaitility.await;

import io.parley.contract.id.ChatId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.infra.axonserver.AxonServerDouble;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With the log in Axon Server the keys of media follow the events that tell of their end. */
class AxonServerMediaLifecycleTest extends MediaLifecycleTest {

    @AutoClose
    private final AxonServerDouble server = new AxonServerDouble();

    @Override
    Map<String, String> store() {
        Map<String, String> settings = new HashMap<>(super.store());
        settings.putAll(server.settings());
        return settings;
    }

    @Test
    void whatASendLeftClaimedThatNeverCameIntoTheLogGoesAsUnused() {
        node.close();
        node = start(Map.of("parley.media.attach-within", "1s"));
        ChatId chat = open(alice, bob);
        MediaContent media = picture();
        answer(upload(chat, alice, media));
        SendMessage send = bearing(chat, alice, media);
        JdbcClient jdbc = JdbcClient.create(node.bean(DataSource.class));
        jdbc.sql("UPDATE work.media SET message_id = ?")
                .param(send.messageId().value())
                .update();

        await().atMost(Duration.ofSeconds(20)).until(() -> count(jdbc, "work.media") == 0);
        await().atMost(Duration.ofSeconds(20)).until(() -> count(jdbc, "work.keyring WHERE kind = 'media'") == 0);
    }

    private static long count(JdbcClient jdbc, String rows) {
        return jdbc.sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }
}
