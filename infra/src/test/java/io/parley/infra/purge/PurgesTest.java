package io.parley.infra.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.purge.Deletions;
import io.parley.contract.purge.PurgePage;
import io.parley.contract.purge.PurgeQuery.FindErasure;
import io.parley.contract.purge.PurgeQuery.FindPurges;
import io.parley.contract.purge.SignedCertificate;
import io.parley.contract.user.UserEvent.UserErased;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is certified, to whom, and from which stores. */
class PurgesTest {

    private final PurgeSide side = new PurgeSide();
    private final KeyId chatKey = KeyId.random();

    @AfterEach
    void close() {
        side.close();
    }

    @Test
    void aRetractionIsCertifiedWithWhoDidItAndWhatWentWhere() {
        UserId member = side.member();
        long position = side.destroy(retraction(3), 0);
        side.deleted(position, "history", 1);

        JsonNode certificate = side.only(member);

        assertThat(side.check.of(certificate).failed()).isEmpty();
        assertThat(certificate.path("kind").stringValue()).isEqualTo("retraction");
        assertThat(certificate.path("chatId").stringValue())
                .isEqualTo(side.chatId().toString());
        assertThat(certificate.path("position").longValue()).isEqualTo(position);
        assertThat(certificate.path("epoch").stringValue()).isEqualTo(PurgeSide.EPOCH.toString());
        assertThat(certificate.path("at").stringValue()).isEqualTo("2026-03-01T12:00:00.120Z");
        assertThat(certificate.path("issuedAt").stringValue()).isEqualTo("2026-03-01T12:10:00.120Z");
        assertThat(certificate.path("rule").stringValue()).isEqualTo("request");
        assertThat(certificate.path("by"))
                .isEqualTo(Issued.parsed("{\"kind\":\"user\",\"userId\":\"%s\"}".formatted(side.log.sender())));
        assertThat(certificate.path("keys")).hasToString("[\"" + PurgeLog.key(3) + "\"]");
        assertThat(certificate.at("/messages/items"))
                .hasToString("""
                [{"ciphertextSha256":"%s","messageId":"%s","sequence":3}]""".formatted(Issued.hash("ciphertext 3"), PurgeLog.messageId(3)));
        assertThat(certificate.path("stores"))
                .hasToString("[{\"deleted\":1,\"remaining\":0,\"store\":\"history\"},"
                        + "{\"deleted\":1,\"remaining\":0,\"store\":\"keyring\"},"
                        + "{\"deleted\":0,\"remaining\":0,\"store\":\"mailbox\"},"
                        + "{\"deleted\":0,\"remaining\":0,\"store\":\"media\"},"
                        + "{\"deleted\":2,\"remaining\":0,\"store\":\"snapshots\"}]");
    }

    @Test
    void anExpiryIsCertifiedWithItsRangesAndOneKeyForEachMessage() {
        UserId member = side.member();
        side.destroy(expiry(range(2, 3), range(6, 6)), 0);

        JsonNode certificate = side.only(member);

        assertThat(side.check.of(certificate).failed()).isEmpty();
        assertThat(certificate.path("kind").stringValue()).isEqualTo("expiry");
        assertThat(certificate.path("rule").stringValue()).isEqualTo("messageTtl");
        assertThat(certificate.path("by")).hasToString("{\"kind\":\"time\"}");
        assertThat(certificate.at("/messages/ranges")).hasToString("[[2,3],[6,6]]");
        assertThat(certificate.at("/messages/count").longValue()).isEqualTo(3);
        assertThat(sequences(certificate)).containsExactly(2L, 3L, 6L);
        assertThat(certificate.path("keys")).hasSize(3);
    }

    @Test
    void whatTheServersMaximumLetGoIsCertifiedByThatRuleAndNotByTheChatsOwn() {
        UserId member = side.member();
        MessagesExpired own = expiry(range(2, 3));
        side.destroy(own, 0);
        side.destroy(
                new MessagesExpired(
                        own.chatId(), own.ranges(), own.keys(), own.audience(), 0, own.upTo(), null, own.expiredAt()),
                0);

        List<JsonNode> certificates = side.certificates(member);

        assertThat(certificates).allMatch(one -> side.check.of(one).isGenuine());
        assertThat(certificates)
                .extracting(one -> one.path("rule").stringValue())
                .containsExactly("longestTtl", "messageTtl");
    }

    @Test
    void aPurgeIsCertifiedWithAllThatWasEverSaid() {
        UserId member = side.member();
        side.destroy(purge(10), 10);

        JsonNode certificate = side.only(member);

        assertThat(side.check.of(certificate).failed()).isEmpty();
        assertThat(certificate.path("kind").stringValue()).isEqualTo("purge");
        assertThat(certificate.at("/messages/ranges")).hasToString("[[1,10]]");
        assertThat(sequences(certificate))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(certificate.path("keys")).hasToString("[\"" + chatKey + "\"]");
        assertThat(store(certificate, "keyring")).hasToString("{\"deleted\":11,\"remaining\":0,\"store\":\"keyring\"}");
    }

    @Test
    void aChatWhoseTimeHadComeIsCertifiedEvenIfNothingWasSaidInIt() {
        UserId member = side.member();
        side.log.messages = 0;
        side.destroy(new ChatExpired(side.chatId(), side.log.audience(), 0, List.of(chatKey), Issued.AT, Issued.AT), 0);

        JsonNode certificate = side.only(member);

        assertThat(side.check.of(certificate).failed()).isEmpty();
        assertThat(certificate.path("kind").stringValue()).isEqualTo("expiry");
        assertThat(certificate.path("rule").stringValue()).isEqualTo("expiresAt");
        assertThat(certificate.at("/messages/count").longValue()).isZero();
    }

    @Test
    void anErasureIsCertifiedToOperatorsAlone() {
        UserId user = UserId.random();
        side.destroy(new UserErased(user, List.of(chatKey, KeyId.random()), Issued.AT), 3);
        side.loggedIn(user);

        List<SignedCertificate> items =
                side.ask(new FindErasure(user, 0)).join().items();

        JsonNode certificate = Issued.parsed(items.get(0).json());
        assertThat(items).hasSize(1);
        assertThat(side.check.of(certificate).failed()).isEmpty();
        assertThat(certificate.path("kind").stringValue()).isEqualTo("erasure");
        assertThat(certificate.path("userId").stringValue()).isEqualTo(user.toString());
        assertThat(certificate.path("chatId").isMissingNode()).isTrue();
        assertThat(store(certificate, "session").path("remaining").longValue()).isZero();
        assertRefused(new FindErasure(UserId.random(), 0), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void whatIsLeftIsCountedNow() {
        UserId member = side.member();
        side.destroy(purge(10), 0);
        side.stored(2);
        side.stored(9);
        side.key(chatKey, "kek:1");
        side.key(KeyId.random(), chatKey.toString());
        side.key(KeyId.random(), KeyId.random().toString());

        JsonNode certificate = side.only(member);

        assertThat(store(certificate, "history").path("remaining").longValue()).isEqualTo(2);
        assertThat(store(certificate, "keyring").path("remaining").longValue()).isEqualTo(2);
        assertThat(side.check.of(certificate).notes())
                .contains("store history: 2 left when this was issued", "store keyring: 2 left when this was issued");
    }

    @Test
    void aRetractedMessageThatStillHasContentIsLeftAndOthersAreNotItsConcern() {
        UserId member = side.member();
        side.destroy(retraction(3), 0);
        side.stored(3);
        side.stored(4);

        assertThat(store(side.only(member), "history").path("remaining").longValue())
                .isEqualTo(1);
    }

    @Test
    void whatWaitsInMailboxesIsLeftByItsSequenceAndOfAWholeChatEvenWithoutOne() {
        UserId member = side.member();
        side.destroy(expiry(range(2, 3)), 0);
        side.waits(member, 3L);
        side.waits(member, 4L);
        side.waits(member, null);
        assertThat(store(side.only(member), "mailbox").path("remaining").longValue())
                .isEqualTo(1);

        side.destroy(purge(10), 0);
        assertThat(store(side.certificates(member).get(0), "mailbox")
                        .path("remaining")
                        .longValue())
                .isEqualTo(3);
    }

    @Test
    void theRotationIsDueUntilOneThatBeganAfterwardsHasEnded() {
        UserId member = side.member();
        side.destroy(purge(10), 0);

        rotation("2026-03-01T11:59:59Z", "2026-03-01T12:00:30Z");
        rotation("2026-03-01T12:00:03Z", "2026-03-01T12:00:31Z");
        rotation("2026-03-01T12:00:10Z", null);
        assertThat(side.only(member).path("rotation")).hasToString("{\"state\":\"due\"}");

        rotation("2026-03-01T12:00:20Z", "2026-03-01T12:00:40Z");
        JsonNode rotation = side.only(member).path("rotation");
        assertThat(rotation.path("state").stringValue()).isEqualTo("done");
        assertThat(rotation.path("endedAt").stringValue()).isEqualTo("2026-03-01T12:00:40.000Z");
    }

    @Test
    void whoNeverWasInTheChatIsToldThatThereIsNone() {
        side.member();
        side.destroy(purge(10), 0);

        assertRefused(new FindPurges(side.chatId(), UserId.random(), Long.MAX_VALUE, 10, 0), ErrorCode.CHAT_NOT_FOUND);
        assertRefused(
                new FindPurges(ChatId.random(), UserId.random(), Long.MAX_VALUE, 10, 0), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void whoLeftBeforeGetsOnlyWhatConcernedThem() {
        UserId left = side.member(2, 5L, 1L);
        side.destroy(retraction(1), 0);
        side.destroy(retraction(4), 0);
        side.destroy(retraction(6), 0);
        side.destroy(expiry(range(1, 3), range(5, 8)), 0);
        side.destroy(purge(10), 0);

        List<JsonNode> certificates = side.certificates(left);

        assertThat(certificates).allMatch(one -> side.check.of(one).isGenuine());
        assertThat(certificates)
                .extracting(one -> one.at("/messages/ranges").toString())
                .containsExactly("[[3,5]]", "[[3,3],[5,5]]", "[[4,4]]");
        assertThat(certificates.get(1).path("keys"))
                .hasToString("[\"%s\",\"%s\"]".formatted(PurgeLog.key(3), PurgeLog.key(5)));
        assertThat(certificates.get(0).toString())
                .doesNotContain(PurgeLog.messageId(6).toString());
    }

    @Test
    void whoLeftAndCameBackGetsWhatWasSaidInBothSpells() {
        UserId member = side.member(0, 2L, 1L);
        side.spell(member, 2, 8, null, null);
        side.destroy(purge(10), 0);

        assertThat(side.only(member).at("/messages/ranges")).hasToString("[[1,2],[9,10]]");
    }

    @Test
    void whoCameAfterAllThatWentGetsNothingUntilTheWholeChatGoes() {
        UserId late = side.member(10, null, null);
        side.destroy(retraction(4), 0);
        assertThat(side.certificates(late)).isEmpty();

        side.destroy(purge(10), 0);
        assertThat(side.only(late).at("/messages/count").longValue()).isZero();
    }

    @Test
    void theLatestComesFirstAndPagesHaveNoGaps() {
        UserId member = side.member();
        long first = side.destroy(retraction(1), 0);
        long second = side.destroy(retraction(2), 0);
        long third = side.destroy(retraction(3), 0);

        PurgePage page = side.ask(member, Long.MAX_VALUE, 2);
        assertThat(page.items()).extracting(SignedCertificate::position).containsExactly(third, second);
        assertThat(page.more()).isTrue();
        PurgePage rest = side.ask(member, second, 2);
        assertThat(rest.items()).extracting(SignedCertificate::position).containsExactly(first);
        assertThat(rest.more()).isFalse();
    }

    @Test
    void aReaderWaitsForWhoeverDeletes() {
        UserId member = side.member();
        CompletableFuture<Void> deleting = new CompletableFuture<>();
        side.progress.put(Deletions.PROCESSOR, deleting);
        var answer = side.ask(new FindPurges(side.chatId(), member, Long.MAX_VALUE, 10, 1));

        side.destroy(retraction(1), 0);
        assertThat(answer).isNotDone();
        deleting.complete(null);
        assertThat(answer.join().items()).hasSize(1);
    }

    @Test
    void aPurgeOfManyMessagesIsReadInPagesAndNamesTheFirstOfThem() {
        UserId member = side.member();
        side.log.messages = 100_000;
        side.destroy(purge(100_000), 100_000);

        JsonNode messages = side.only(member).path("messages");

        assertThat(messages.path("count").longValue()).isEqualTo(100_000);
        assertThat(messages.path("omitted").longValue()).isEqualTo(99_000);
        assertThat(messages.path("items")).hasSize(1_000);
        assertThat(side.log.largestRead).isEqualTo(500);
        StringBuilder lines = new StringBuilder();
        for (long sequence = 1; sequence <= 100_000; sequence++) {
            lines.append(
                    sequence + " " + PurgeLog.messageId(sequence) + " " + Issued.hash("ciphertext " + sequence) + "\n");
        }
        assertThat(messages.path("digest").stringValue()).isEqualTo(Issued.hash(lines.toString()));
        int reads = side.log.reads;
        side.only(member);
        assertThat(side.log.reads).as("they are remembered").isEqualTo(reads);
    }

    @Test
    void aMessageFarBackIsFoundInAFewLeaps() {
        UserId member = side.member();
        side.log.messages = 1_000_000;
        side.log.numbersApart = 3;
        side.destroy(retraction(900_000), 0);

        assertThat(sequences(side.only(member))).containsExactly(900_000L);
        assertThat(side.log.reads).isLessThan(60);
    }

    @Test
    void aLogThatDoesNotHaveTheMessagesYetIsToldAsNotYet() {
        UserId member = side.member();
        side.destroy(purge(11), 0);

        assertRefused(new FindPurges(side.chatId(), member, Long.MAX_VALUE, 10, 0), ErrorCode.NOT_YET);
    }

    private static SequenceRange range(long from, long to) {
        return Issued.range(from, to);
    }

    private MessageRetracted retraction(long sequence) {
        return new MessageRetracted(
                side.chatId(),
                PurgeLog.messageId(sequence),
                sequence,
                PurgeLog.key(sequence),
                side.log.audience(),
                side.log.sender(),
                Issued.AT);
    }

    private MessagesExpired expiry(SequenceRange... ranges) {
        List<KeyId> keys = List.of(ranges).stream()
                .flatMapToLong(range -> LongStream.rangeClosed(range.from(), range.to()))
                .mapToObj(PurgeLog::key)
                .toList();
        return new MessagesExpired(side.chatId(), List.of(ranges), keys, side.log.audience(), 1, 20, null, Issued.AT);
    }

    private ChatPurged purge(long lastSequence) {
        return new ChatPurged(
                side.chatId(), side.log.audience(), lastSequence, List.of(chatKey), side.log.sender(), Issued.AT);
    }

    private void rotation(String began, @Nullable String ended) {
        side.jdbc
                .sql("WITH r AS (INSERT INTO work.rotation (rotation_id, phase, kek_id, began_at, ended_at)"
                        + " VALUES (gen_random_uuid(), 'any', 'kek:new', ?::timestamptz, ?::timestamptz) RETURNING *)"
                        + " INSERT INTO work.retired_kek (kek_id, rotation_id, retired_at, destroyed_at)"
                        + " SELECT 'kek:' || rotation_id, rotation_id, began_at, ended_at FROM r")
                .param(began)
                .param(ended)
                .update();
    }

    private static List<Long> sequences(JsonNode certificate) {
        return certificate.at("/messages/items").values().stream()
                .map(item -> item.path("sequence").longValue())
                .toList();
    }

    private static JsonNode store(JsonNode certificate, String name) {
        return certificate.path("stores").values().stream()
                .filter(store -> name.equals(store.path("store").stringValue()))
                .findFirst()
                .orElseThrow();
    }

    private void assertRefused(ParleyQuery<?> query, ErrorCode code) {
        assertThatThrownBy(() -> side.ask(query).join())
                .rootCause()
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
