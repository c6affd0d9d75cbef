package io.parley.infra.wiring;

import static io.parley.infra.wiring.Uploads.bearing;
import static io.parley.infra.wiring.Uploads.picture;
import static io.parley.infra.wiring.Uploads.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import io.parley.contract.media.MediaReader;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageReader;
import io.parley.contract.message.SentMessage;
import io.parley.faults.Fault;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How messages take media up, with the store, the bus and the keyring of record. */
class MediaClaimsTest extends CommandSideFixture {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void whatAMessageTakesUpIsReadWithItAndNoLongerByItself() {
        ChatId chat = open(alice, bob);
        MediaContent media = picture();
        assertThat(answer(upload(chat, alice, media))).isEqualTo(media.mediaId());
        assertThat(pending()).containsExactly(media);
        restart();
        assertThat(pending()).containsExactly(media);

        answer(bearing(chat, alice, media));

        assertThat(borne()).containsExactly(media);
        assertThat(keptApart() ? List.of() : pending()).isEmpty();
        restart();
        assertThat(borne()).containsExactly(media);
        assertThat(keptApart() ? List.of() : pending()).isEmpty();
    }

    /** Whether the key of what a message takes up goes only after the message's event. */
    boolean keptApart() {
        return false;
    }

    @Test
    void ofManyMessagesAtOnceOnOneNodeAndOnTwoOneGetsTheMedia(@TempDir Path otherFolder) {
        Map<String, String> other = Map.of(
                "parley.store.node", "other",
                "parley.data-dir", otherFolder.toString(),
                "parley.keys.master-key", masterKey().toString());
        try (TestNode second = start(other)) {
            for (int round = 0; round < 5; round++) {
                ChatId chat = open(alice, registered("friend_" + round));
                MediaContent media = picture();
                answer(upload(chat, alice, media));

                List<CompletableFuture<CommandResultMessage<?>>> answers = IntStream.range(0, 12)
                        .mapToObj(n -> (n % 2 == 0 ? node : second).send(bearing(chat, alice, media)))
                        .toList();

                assertThat(answers.stream().map(CompletableFuture::join).filter(answer -> !answer.isExceptional()))
                        .hasSize(1);
                assertThat(answers.stream()
                                .map(CompletableFuture::join)
                                .filter(CommandResultMessage::isExceptional)
                                .map(CommandResultMessage::exceptionResult))
                        .allSatisfy(refusal -> assertThat(refusal)
                                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.code())
                                        .isEqualTo(ErrorCode.MEDIA_NOT_ATTACHABLE)));
                assertThat(borne()).hasSize(round + 1).contains(media);
            }
        }
    }

    @Test
    void oneThatIsRefusedAmongOthersThatAreHandledTogetherHarmsNone() {
        ChatId chat = open(alice, bob);
        List<MediaContent> media =
                IntStream.range(0, 20).mapToObj(n -> picture()).toList();
        media.forEach(one -> answer(upload(chat, alice, one)));
        List<CompletableFuture<CommandResultMessage<?>>> good = new ArrayList<>();
        List<CompletableFuture<CommandResultMessage<?>>> bad = new ArrayList<>();
        List<CompletableFuture<CommandResultMessage<?>>> rivals = new ArrayList<>();

        for (MediaContent one : media) {
            rivals.add(node.send(bearing(chat, alice, one)));
            rivals.add(node.send(bearing(chat, alice, one)));
            bad.add(node.send(bearing(chat, bob, one)));
            good.add(node.send(message(chat, bob, "nice")));
        }

        assertThat(good).noneMatch(answer -> answer.join().isExceptional());
        assertThat(bad).allMatch(answer -> answer.join().isExceptional());
        assertThat(rivals.stream().map(CompletableFuture::join).filter(CommandResultMessage::isExceptional))
                .hasSize(media.size());
        assertThat(borne()).containsExactlyInAnyOrderElementsOf(media);
    }

    @Test
    void aSendThatWasCutOffTakesTheMediaUpWhenItComesAgain() {
        ChatId chat = open(alice, bob);
        MediaContent media = picture();
        answer(upload(chat, alice, media));
        SendMessage send = bearing(chat, alice, media);
        begin(Fault.fail("commit:SendMessage").times(1));
        node.send(send).join();

        SentMessage sent = (SentMessage) Objects.requireNonNull(answer(send));

        assertThat(sent.sequence()).isEqualTo(1);
        assertThat(borne()).containsExactly(media);
        assertThat(answer(send))
                .isEqualTo(new SentMessage(sent.messageId(), chat, 1, sent.sentAt(), sent.expiresAt(), true));
        assertThat(borne()).containsExactly(media);
    }

    @Test
    void anUploadThatComesAgainIsOneUpload() {
        ChatId chat = open(alice, bob);
        MediaContent media = picture();
        IntStream.range(0, 10)
                .mapToObj(n -> node.send(upload(chat, alice, media)))
                .toList()
                .forEach(answer -> assertThat(answer.join().getPayload()).isEqualTo(media.mediaId()));

        assertThat(events(MediaUploaded.class)).hasSize(1);
        answer(bearing(chat, alice, media));
        assertThat(answer(upload(chat, alice, media))).isEqualTo(media.mediaId());
        assertThat(events(MediaUploaded.class)).hasSize(1);
        assertThat(refusal(bearing(chat, alice, media))).isEqualTo(ErrorCode.MEDIA_NOT_ATTACHABLE);
    }

    @Test
    void whatIsTooOldOrInAChatThatIsGoneIsNotTakenUp() {
        node.close();
        node = start(Map.of("parley.media.attach-within", "1s"));
        ChatId chat = open(alice, bob);
        MediaContent old = picture();
        answer(upload(chat, alice, old));
        await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
        MediaContent young = picture();
        answer(upload(chat, alice, young));

        assertThat(refusal(bearing(chat, alice, old))).isEqualTo(ErrorCode.MEDIA_NOT_ATTACHABLE);
        answer(new PurgeChat(chat, alice));
        assertThat(refusal(bearing(chat, alice, young))).isEqualTo(ErrorCode.CHAT_GONE);
        await().atMost(SOON)
                .until(() -> node.send(upload(chat, alice, picture())).join().isExceptional());
        assertThat(refusal(upload(chat, alice, picture()))).isEqualTo(ErrorCode.CHAT_GONE);
    }

    private List<MediaContent> pending() {
        MediaReader reader = node.bean(MediaReader.class);
        return events(MediaUploaded.class).stream()
                .map(MediaUploaded::content)
                .flatMap(content -> reader.read(List.of(content)).values().stream())
                .toList();
    }

    private List<MediaContent> borne() {
        MessageReader reader = node.bean(MessageReader.class);
        return events(MessageSent.class).stream()
                .filter(sent -> sent.mediaId() != null)
                .map(MessageSent::content)
                .map((Ciphertext content) -> Objects.requireNonNull(
                        Objects.requireNonNull(reader.read(List.of(content)).get(content))
                                .media()))
                .toList();
    }

    private <E> List<E> events(Class<E> type) {
        long head = node.bean(EventTail.class).head();
        return node.bean(EventsByPosition.class).between(0, head, 10_000).stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
