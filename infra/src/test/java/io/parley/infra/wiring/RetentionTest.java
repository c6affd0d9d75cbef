package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.HoldChat;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SentMessage;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.retention.RetentionPreview;
import io.parley.contract.retention.RetentionQuery.FindRetentionPreview;
import io.parley.contract.user.UserCommand.RegisterUser;
import io.parley.infra.account.AccountConfiguration;
import io.parley.infra.delivery.DeliveryConfiguration;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.purge.PurgeConfiguration;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a maximum for the server lets go of what was sent before, in a node with everything; and what was said of it before. */
class RetentionTest {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final UserId alice = UserId.random();
    private TestNode node;

    @BeforeEach
    void startWithoutAMaximum() {
        node = start(Map.of());
        register(alice);
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    @Test
    void whatGoesIsWhatTheDryRunSaid() throws Exception {
        ChatId old = open(null);
        ChatId mixed = open(null);
        ChatId held = open(null);
        ChatId temporary = open(Duration.ofHours(1));
        ChatId brief = open(Duration.ofSeconds(1));
        send(old, 7);
        send(mixed, 3);
        answer(new ChangeRetention(mixed, alice, new Retention(Duration.ofDays(1), null), true, false));
        send(mixed, 2);
        send(held, 4);
        send(temporary, 5);
        send(brief, 6);
        answer(new HoldChat(held, OperatorId.random()));
        await().atMost(SOON).until(() -> expired(brief).size() == 6);
        Thread.sleep(LONGEST.toMillis());
        send(mixed, 1);

        RetentionPreview preview = preview();
        assertThat(preview.messages()).isEqualTo(18);
        assertThat(preview.atOnce()).isEqualTo(17);
        assertThat(preview.chats()).isEqualTo(3);
        assertThat(preview.held()).isEqualTo(4);
        assertThat(preview.byDay()).singleElement().satisfies(day -> assertThat(day.messages())
                .isEqualTo(1));
        assertThat(preview.firstAt()).isEqualTo(preview.at());

        node.close();
        node = start(Map.of(
                "parley.retention.longest-ttl", LONGEST.toSeconds() + "s",
                "parley.retention.include-existing", "true",
                "parley.retention.sweep-batch", "2",
                "parley.retention.sweep-every", "1s"));
        await().atMost(SOON)
                .until(() -> expired(old).size()
                                + expired(mixed).size()
                                + expired(temporary).size()
                        == preview.messages());
        assertThat(expired(old)).containsExactlyElementsOf(range(7));
        assertThat(expired(mixed)).containsExactlyElementsOf(range(6));
        assertThat(expired(temporary)).containsExactlyElementsOf(range(5));
        assertThat(expired(held)).isEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(rows()).isEqualTo(4));
        assertThat(preview()).satisfies(after -> {
            assertThat(after.messages()).isZero();
            assertThat(after.firstAt()).isNull();
            assertThat(after.held()).isEqualTo(4);
        });
    }

    @Test
    void aMaximumAloneLeavesWhatWasSentBefore() throws Exception {
        ChatId chat = open(null);
        send(chat, 2);
        node.close();
        node = start(Map.of("parley.retention.longest-ttl", "1s", "parley.retention.sweep-every", "1s"));
        SentMessage sent = send(chat, 1);

        assertThat(sent.expiresAt()).isEqualTo(sent.sentAt().plusSeconds(1));
        await().atMost(SOON).until(() -> expired(chat).equals(List.of(3L)));
        Thread.sleep(2_000);
        assertThat(expired(chat)).containsExactly(3L);
    }

    private static List<Long> range(long to) {
        return LongStream.rangeClosed(1, to).boxed().toList();
    }

    private RetentionPreview preview() throws Exception {
        FindRetentionPreview query =
                new FindRetentionPreview(LONGEST, node.bean(EventTail.class).head());
        return node.bean(QueryGateway.class)
                .query(query, ResponseTypes.instanceOf(query.answerType()))
                .get(20, TimeUnit.SECONDS);
    }

    private List<Long> expired(ChatId chat) {
        long head = node.bean(EventTail.class).head();
        return node.bean(EventsByPosition.class).between(0, head, 10_000).stream()
                .map(LoggedEvent::event)
                .filter(MessagesExpired.class::isInstance)
                .map(MessagesExpired.class::cast)
                .filter(event -> event.chatId().equals(chat))
                .flatMap(event -> event.ranges().stream())
                .flatMap((SequenceRange range) ->
                        LongStream.rangeClosed(range.from(), range.to()).boxed())
                .toList();
    }

    private long rows() {
        return JdbcClient.create(database)
                .sql("SELECT count(*) FROM views.message")
                .query(Long.class)
                .single();
    }

    private ChatId open(@Nullable Duration ttl) {
        UserId other = UserId.random();
        register(other);
        ChatId chat = ChatId.random();
        answer(new OpenDirectChat(chat, alice, other, new Retention(ttl, null)));
        return chat;
    }

    private void register(UserId user) {
        String handle = "u" + user.toString().replace("-", "").substring(0, 20);
        answer(new RegisterUser(user, new Confidential(handle), new Confidential(handle), new Confidential("a hash")));
    }

    private SentMessage send(ChatId chat, int messages) {
        return IntStream.range(0, messages)
                .mapToObj(i -> new SendMessage(chat, MessageId.random(), alice, new Confidential("text " + i), null))
                .map(this::answer)
                .map(answer -> (SentMessage) Objects.requireNonNull(answer))
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private @Nullable Object answer(ParleyCommand command) {
        CommandResultMessage<?> result =
                node.send(command).orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(result.isExceptional()).as("%s", command.getClass()).isFalse();
        return result.getPayload();
    }

    private TestNode start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("parley.data-dir", folder.toString());
        settings.put("parley.expiry.deadlines.polling-interval", "20ms");
        settings.put("parley.db.pool-size", "16");
        return TestNode.on(
                database,
                settings,
                KeyringConfiguration.class,
                PurgeConfiguration.class,
                AccountConfiguration.class,
                DeliveryConfiguration.class,
                CommandSideConfiguration.class,
                ProjectionConfiguration.class,
                ReadSideConfiguration.class);
    }
}
