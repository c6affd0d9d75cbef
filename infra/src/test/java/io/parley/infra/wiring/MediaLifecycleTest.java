package io.parley.infra.wiring;

import static io.parley.infra.wiring.Uploads.bearing;
import static io.parley.infra.wiring.Uploads.picture;
import static io.parley.infra.wiring.Uploads.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.DeletionReason;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaEvent.MediaAttached;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaStore;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.faults.Fault;
import io.parley.infra.media.MediaConfiguration;
import io.parley.infra.media.lifecycle.MediaLifecycleConfiguration;
import io.parley.infra.purge.PurgeConfiguration;
import io.parley.infra.testing.TestNode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** How media live and go, with the store, the keyring and a folder of record. */
class MediaLifecycleTest extends CommandSideFixture {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Override
    List<Class<?>> more() {
        return List.of(
                MediaConfiguration.class,
                MediaLifecycleConfiguration.class,
                PurgeConfiguration.class,
                UnreliableStore.Wiring.class);
    }

    @Override
    Map<String, String> store() {
        Map<String, String> settings = new HashMap<>();
        settings.put("parley.expiry.deadlines.polling-interval", "20ms");
        settings.put("parley.media.deletion.every", "20ms");
        settings.put("parley.media.deletion.first-retry", "50ms");
        settings.put("parley.media.deletion.longest-retry", "200ms");
        settings.put("parley.media.deletion.patience", "2s");
        settings.put("parley.media.deletion.unused-after", "500ms");
        return settings;
    }

    @Test
    void thatAMessageTookMediaUpIsNotedWithItsNumberAndTheyStay() {
        ChatId chat = open(alice, bob);
        MediaContent media = uploaded(chat);
        MessageId message = sent(chat, media);

        await().atMost(SOON).until(() -> !events(MediaAttached.class).isEmpty());

        assertThat(events(MediaAttached.class)).singleElement().satisfies(attached -> {
            assertThat(attached.mediaId()).isEqualTo(media.mediaId());
            assertThat(attached.messageId()).isEqualTo(message);
            assertThat(attached.sequence()).isEqualTo(1);
            assertThat(attached.key())
                    .isEqualTo(events(MediaUploaded.class).get(0).content().keyId());
        });
        await().atMost(SOON).until(() -> keys("media") == 0);
        assertThat(isThere(media)).isTrue();
        assertThat(events(MediaDeleted.class)).isEmpty();
    }

    @Test
    void whatIsTakenBackIsDeletedFromTheStoreOnceAndTheEventSaysWhatWent() {
        ChatId chat = open(alice, bob);
        MediaContent stays = uploaded(chat);
        sent(chat, stays);
        MediaContent goes = uploaded(chat);
        MessageId message = sent(chat, goes);

        answer(new RetractMessage(chat, message, alice));
        answer(new RetractMessage(chat, message, alice));

        MediaDeleted deleted = awaitDeleted(1).get(0);
        assertThat(deleted.mediaId()).isEqualTo(goes.mediaId());
        assertThat(deleted.chatId()).isEqualTo(chat);
        assertThat(deleted.objects()).isEqualTo(goes.objects());
        assertThat(deleted.reason()).isEqualTo(DeletionReason.RETRACTED);
        assertThat(isThere(goes)).isFalse();
        assertThat(isThere(stays)).isTrue();
        awaitRows(1);
        assertThat(counted(MessageRetracted.class)).isEqualTo(2);
    }

    @Test
    void whatExpiresAndWhatGoesWithItsChatIsDeletedWhetherAMessageTookItUpOrNot() {
        ChatId brief = opened(result(
                        new OpenDirectChat(ChatId.random(), alice, bob, new Retention(Duration.ofSeconds(1), null))))
                .chatId();
        MediaContent expires = uploaded(brief);
        sent(brief, expires);
        ChatId purged = open(alice, registered("carol"));
        MediaContent borne = uploaded(purged);
        sent(purged, borne);
        MediaContent pending = uploaded(purged);
        answer(new PurgeChat(purged, alice));

        List<MediaDeleted> deleted = awaitDeleted(3);

        assertThat(deleted)
                .extracting(MediaDeleted::mediaId)
                .containsExactlyInAnyOrder(expires.mediaId(), borne.mediaId(), pending.mediaId());
        assertThat(deleted).allSatisfy(one -> assertThat(one.reason())
                .isEqualTo(one.chatId().equals(brief) ? DeletionReason.EXPIRED : DeletionReason.CHAT_GONE));
        assertThat(List.of(expires, borne, pending)).noneMatch(this::isThere);
        awaitRows(0);
        assertThat(counted(MessagesExpired.class)).isEqualTo(2);
        await().atMost(SOON).until(() -> keys("media") == 0);
    }

    @Test
    void whatNoMessageTakesUpInTimeGoesAndWhatOneTookUpStays() {
        restartWith(Map.of("parley.media.attach-within", "1s"));
        ChatId chat = open(alice, bob);
        MediaContent used = uploaded(chat);
        sent(chat, used);
        MediaContent unused = uploaded(chat);

        MediaDeleted deleted = awaitDeleted(1).get(0);

        assertThat(deleted.mediaId()).isEqualTo(unused.mediaId());
        assertThat(deleted.reason()).isEqualTo(DeletionReason.UNUSED);
        assertThat(isThere(unused)).isFalse();
        assertThat(isThere(used)).isTrue();
        awaitRows(1);
        assertThat(refusal(bearing(chat, alice, unused))).isEqualTo(ErrorCode.MEDIA_NOT_ATTACHABLE);
        await().atMost(SOON).until(() -> keys("media") == 0);
    }

    @Test
    void whileTheStoreIsDownDeletesWaitMessagesGoOnAndARestartLosesNone() {
        ChatId chat = open(alice, bob);
        List<MediaContent> media =
                IntStream.range(0, 5).mapToObj(n -> uploaded(chat)).toList();
        List<MessageId> messages = media.stream().map(one -> sent(chat, one)).toList();
        unreliable().fail(true);
        messages.forEach(message -> answer(new RetractMessage(chat, message, alice)));

        await().atMost(SOON).until(() -> unreliable().refused() > 12);
        assertThat(send(chat, bob, "hello").sequence()).isEqualTo(6);
        assertThat(events(MediaDeleted.class)).isEmpty();
        assertThat(media).allMatch(this::isThere);

        restartWith(Map.of(UnreliableStore.FAILS, "true"));
        await().atMost(SOON).until(() -> unreliable().refused() > 2);
        unreliable().fail(false);

        assertThat(awaitDeleted(5)).extracting(MediaDeleted::mediaId).doesNotHaveDuplicates();
        assertThat(media).noneMatch(this::isThere);
        awaitRows(0);
        assertThat(counted(MessageRetracted.class)).isEqualTo(10);
    }

    @Test
    void whatIsCutOffBetweenTheStoreAndTheLogIsDoneAgain() {
        ChatId chat = open(alice, bob);
        MediaContent media = uploaded(chat);
        MessageId message = sent(chat, media);
        begin(Fault.fail("command:DeleteMedia").times(3));
        begin(Fault.fail("command:AttachMedia").times(2));

        answer(new RetractMessage(chat, message, alice));

        awaitDeleted(1);
        awaitRows(0);
        assertThat(isThere(media)).isFalse();
        assertThat(counted(MessageRetracted.class)).isEqualTo(2);
    }

    @Test
    void whatWasNeverMadeKnownByAnEventIsDeletedAllTheSame() {
        MediaContent media = stored();
        jdbc().sql("INSERT INTO work.media (media_id, chat_id, uploader_id, objects, key_id, content, uploaded_at)"
                        + " VALUES (?, ?, ?, ARRAY[?, ?], ?, '', now() - interval '2 hours')")
                .params(media.mediaId().value(), ChatId.random().value(), alice.value())
                .params(media.objects().stream().map(MediaObjectId::toString).toList())
                .param(KeyId.random().value())
                .update();

        awaitRows(0);

        assertThat(isThere(media)).isFalse();
        assertThat(events(MediaDeleted.class)).isEmpty();
    }

    @Test
    void twoNodesDeleteEachThingOnce(@TempDir Path otherFolder) {
        Map<String, String> other = Map.of(
                "parley.store.node", "other",
                "parley.data-dir", otherFolder.toString(),
                "parley.keys.master-key", masterKey().toString());
        try (TestNode second = start(other)) {
            ChatId chat = open(alice, bob);
            List<MediaContent> media =
                    IntStream.range(0, 10).mapToObj(n -> uploaded(chat)).toList();
            media.forEach(one -> sent(chat, one));
            assertThat(second.send(new PurgeChat(chat, bob)).join().isExceptional())
                    .isFalse();

            assertThat(awaitDeleted(10)).extracting(MediaDeleted::mediaId).doesNotHaveDuplicates();
            awaitRows(0);
        }
    }

    private void restartWith(Map<String, String> settings) {
        node.close();
        node = start(settings);
    }

    private UnreliableStore unreliable() {
        return (UnreliableStore) node.bean(MediaStore.class);
    }

    private MediaContent uploaded(ChatId chat) {
        MediaContent media = stored();
        answer(upload(chat, alice, media));
        return media;
    }

    /** A picture whose objects are in the store. */
    private MediaContent stored() {
        MediaContent media = picture();
        MediaStore store = node.bean(MediaStore.class);
        for (MediaObjectId object : media.objects()) {
            Flux<ByteBuffer> bytes = Flux.just(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            store.put(object, JdkFlowAdapter.publisherToFlowPublisher(bytes))
                    .toCompletableFuture()
                    .join();
        }
        return media;
    }

    private MessageId sent(ChatId chat, MediaContent media) {
        MessageId messageId = MessageId.random();
        answer(bearing(chat, messageId, alice, media));
        return messageId;
    }

    /** Whether there is any of its objects. */
    private boolean isThere(MediaContent media) {
        MediaStore store = node.bean(MediaStore.class);
        return media.objects().stream().anyMatch(object -> store.get(object, ByteRange.all())
                .toCompletableFuture()
                .join()
                .isPresent());
    }

    private List<MediaDeleted> awaitDeleted(int count) {
        await().atMost(SOON).until(() -> events(MediaDeleted.class).size() >= count);
        assertThat(events(MediaDeleted.class)).hasSize(count);
        return events(MediaDeleted.class);
    }

    private void awaitRows(long count) {
        await().atMost(SOON).until(() -> count("work.media") == count);
    }

    /** How many objects are counted for the first event of this kind and those after it. */
    private long counted(Class<?> event) {
        long position = logged().stream()
                .filter(logged -> event.isInstance(logged.event()))
                .map(LoggedEvent::position)
                .findFirst()
                .orElseThrow();
        return jdbc().sql("SELECT coalesce(sum(objects), 0) FROM work.media_deletion WHERE position >= ?")
                .param(position)
                .query(Long.class)
                .single();
    }

    private long keys(String kind) {
        return count("work.keyring WHERE kind = '" + kind + "'");
    }

    private long count(String rows) {
        return jdbc().sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }

    private <E> List<E> events(Class<E> type) {
        return logged().stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<LoggedEvent> logged() {
        return node.bean(EventsByPosition.class)
                .between(0, node.bean(EventTail.class).head(), 10_000);
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(node.bean(DataSource.class));
    }
}
