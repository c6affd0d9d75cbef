package io.parley.audit.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.audit.verify.VerificationProgress;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaStore;
import io.parley.infra.media.folder.FolderMediaStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Mono;

/** Each thing that can be broken is named by the check that is for it, and a whole platform is called whole. */
class DoctorTest {

    private final Platform platform = new Platform();

    @Test
    void nothingIsWrongWithAWholePlatform() {
        assertThat(platform.checkAll()).allSatisfy(result -> {
            assertThat(result.wrong()).as("%s", result).isZero();
            assertThat(result.notChecked()).as(result.name()).isNull();
        });
        assertThat(platform.check("messages").looked()).isEqualTo("3 messages");
        assertThat(platform.check("keys").looked()).isEqualTo("3 keys of messages");
        assertThat(platform.check("read-models").looked()).isEqualTo("2 chats, up to position 6 of 6");
    }

    @Test
    void theChainIsVerified() throws SQLException, InterruptedException {
        platform.log().seal();
        Check chain = new ChainCheck(platform.log().connector(), platform.log().keys(), 2);
        assertThat(run(chain).wrong()).isZero();

        platform.log().tamper("UPDATE events.event SET payload = '\\x00' WHERE position = 4");

        assertThat(run(chain).places()).singleElement().asString().contains("position 4: not what was sealed");
        assertThat(run(new ChainCheck(platform.log().connector(), Map.of(), 2)).notChecked())
                .contains("no public key");
    }

    private CheckResult run(Check check) throws SQLException, InterruptedException {
        List<CheckResult> results = new ArrayList<>();
        VerificationProgress none = (looked, all) -> {};
        new Doctor(platform.log().connector()).run(List.of(check), Set.of(), any -> none, results::add);
        return results.get(0);
    }

    @Test
    void eventsThatAreHeldBackAreWrong() {
        for (int i = 0; i < 2; i++) {
            platform.jdbc()
                    .sql(
                            "INSERT INTO work.dead_letter (deadletteridentifier, processinggroup, sequenceidentifier,"
                                    + " sequenceindex, messagetype, eventidentifier, timestamp, payloadtype, payload, enqueuedat)"
                                    + " VALUES (?, 'history', 'a-chat', ?, 'event', 'an-event', 'then', 'a-type', '\\x00', 'then')")
                    .params("letter-" + i, i)
                    .update();
        }

        onlyWrong("dead-letters", "projection history holds back 2 of a-chat, since then");
    }

    @Test
    void whatWasGivenUpIsWrongUntilItIsBrought() {
        platform.jdbc()
                .sql(
                        "INSERT INTO views.mailbox_abandoned (chat_id, lane, sequence, position, tries) VALUES (?, 1, 2, 3, 10)")
                .param(Platform.GROUP)
                .update();

        onlyWrong("fan-outs", "chat " + Platform.GROUP + ", lane 1: message 2 was given up after 10 tries");

        platform.jdbc()
                .sql("INSERT INTO views.mailbox_lane (chat_id, lane, position, sequence) VALUES (?, 1, 4, 2)")
                .param(Platform.GROUP)
                .update();
        assertThat(platform.check("fan-outs").wrong()).isZero();
    }

    @Test
    void aFanOutThatNothingWillWakeIsWrong() {
        platform.jdbc()
                .sql("INSERT INTO work.saga_entry (saga_id, saga_type, serialized_saga, begun_at)"
                        + " VALUES ('a-saga', 'FanOutSaga', '\\x00', now() - interval '1 hour')")
                .update();

        onlyWrong("sagas", "fan-out a-saga", "nothing will wake it");

        addTask("work.scheduled_tasks", "a-deadline", "now() + interval '1 minute'");
        assertThat(platform.check("sagas").wrong()).isZero();
    }

    @Test
    void aFanOutWhoseNextTryIsLongOverdueIsWrong() {
        addTask("work.scheduled_tasks", "a-deadline", "now() - interval '1 hour'");

        onlyWrong("sagas", "a fan-out's next try was due at", "a-deadline");
    }

    @Test
    void aDeadlineOfAChatThatTheLogDoesNotKnowIsWrong() {
        UUID unknown = UUID.randomUUID();
        addTask("work.expiry_deadline", unknown.toString(), "now() + interval '1 minute'");
        addTask("work.expiry_deadline", Platform.CHAT.toString(), "now() + interval '1 minute'");

        onlyWrong("deadlines", "a chat that the log does not know: " + unknown);
    }

    @Test
    void aDeadlineThatIsLongOverdueIsWrong() {
        addTask("work.expiry_deadline", Platform.CHAT.toString(), "now() - interval '1 hour'");

        onlyWrong("deadlines", "was due at", Platform.CHAT.toString());
    }

    @Test
    void whatHasEndedAndHasNoDeadlineIsWrongAndWhatEndsLaterIsTold() {
        platform.jdbc()
                .sql("UPDATE views.message SET expires_at = now() - interval '1 minute' WHERE sequence = 2")
                .update();
        onlyWrong("deadlines", "chat " + Platform.CHAT + ": something ended at");

        addTask("work.expiry_deadline", Platform.CHAT.toString(), "now()");
        assertThat(platform.check("deadlines").wrong()).isZero();
        platform.jdbc()
                .sql("UPDATE views.chat SET expires_at = now() + interval '1 day' WHERE kind = 'GROUP'")
                .update();
        assertThat(platform.check("deadlines").wrong()).isZero();
        assertThat(platform.check("deadlines").notes())
                .singleElement()
                .asString()
                .endsWith("by then: 1");
    }

    @Test
    void aChatThatTheReadTablesAreBehindOnIsNotSaidToLackADeadline() {
        platform.jdbc()
                .sql("UPDATE views.message SET expires_at = now() - interval '1 minute' WHERE sequence = 2")
                .update();
        platform.retract(2);

        assertThat(platform.check("deadlines").wrong()).isZero();
    }

    @Test
    void aChatThatIsHeldBackIsNotSaidToLackADeadline() {
        platform.jdbc()
                .sql("UPDATE views.message SET expires_at = now() - interval '1 minute' WHERE sequence = 2")
                .update();
        holdBack("history", Platform.GROUP);
        assertThat(platform.check("deadlines").wrong()).isEqualTo(1);

        holdBack("history", Platform.CHAT);

        assertThat(platform.check("deadlines").wrong()).isZero();
    }

    @Test
    void aKeyWithoutAMessageIsWrong() {
        UUID message = UUID.randomUUID();
        platform.addKey(UUID.randomUUID(), "message", message.toString(), "kek:1");

        onlyWrong("keys", "in the log no message: " + message);
    }

    @Test
    void aKeyBelowOneThatIsGoneIsWrong() {
        UUID key = UUID.randomUUID();
        platform.addKey(
                key, "title", Platform.GROUP.toString(), UUID.randomUUID().toString());

        onlyWrong("keys", "the title key " + key, "lies below a key that is gone");
    }

    @Test
    void aMessageWithoutItsKeyIsWrong() {
        platform.destroyKey(Platform.keyOf(2));

        onlyWrong("messages", "message 2 of chat " + Platform.CHAT + " (position 5): its key is gone");
    }

    @Test
    void aMessageThatWasTakenBackHasNoKeyAndThatIsRight() {
        platform.destroyKey(Platform.keyOf(2));
        platform.retract(2);
        platform.project();

        assertThat(platform.check("messages").wrong()).isZero();
        assertThat(platform.check("keys").wrong()).isZero();
    }

    @Test
    void aKeyOfAMessageThatIsGoneIsWrongOnceDeletionHasGotThere() {
        platform.retract(2);
        assertThat(platform.check("messages").wrong()).isZero();

        platform.project();

        onlyWrong("messages", "message 2", "it is gone since position 7, and its key is there");
    }

    @Test
    void theKeysOfAChatThatIsGoneAreGoneToo() {
        platform.purge();
        platform.project();

        assertThat(platform.check("messages").wrong()).isEqualTo(3);
    }

    @Test
    void aReadTableThatLacksAMessageIsWrong() {
        platform.jdbc().sql("DELETE FROM views.message WHERE sequence = 2").update();

        onlyWrong("read-models", "chat " + Platform.CHAT + ": messages in the history: 2, by the log 3");
    }

    @Test
    void aReadTableWithAnotherLastSequenceIsWrong() {
        platform.jdbc()
                .sql("UPDATE views.chat SET last_sequence = 2 WHERE kind = 'DIRECT'")
                .update();
        platform.jdbc()
                .sql("UPDATE views.chat_activity SET last_sequence = 4 WHERE last_sequence = 3")
                .update();

        onlyWrong("read-models", "messages sent: 2, by the log 3; last message in the inbox: 4, by the log 3");
    }

    @Test
    void aReadTableWithOtherMembersIsWrong() {
        platform.jdbc()
                .sql(
                        "DELETE FROM views.chat_member WHERE ctid IN (SELECT ctid FROM views.chat_member WHERE chat_id = ? LIMIT 1)")
                .param(Platform.GROUP)
                .update();

        onlyWrong("read-models", "chat " + Platform.GROUP + ": members: 1, by the log 2");
    }

    @Test
    void aChatThatTheReadTableDoesNotHaveOrStillHasIsWrong() {
        platform.jdbc().sql("DELETE FROM views.chat WHERE kind = 'GROUP'").update();
        platform.purge();
        platform.project();

        assertThat(platform.check("read-models").places())
                .hasSize(2)
                .anyMatch(place -> place.contains(Platform.GROUP + ": the read table of chats does not have it"))
                .anyMatch(place -> place.contains(Platform.CHAT + ": it is gone, and the read table of chats has it"));
    }

    @Test
    void whatAReadTableHasNotGotToYetOrHoldsBackIsNotWrong() {
        platform.happens(
                Platform.GROUP,
                "chat.ChatEvent$MemberRemoved",
                "\"userId\":\"00000000-0000-4000-8000-0000000000be\",\"spell\":2,\"membershipVersion\":3,"
                        + "\"lastSequence\":0,\"removedBy\":\"00000000-0000-4000-8000-0000000000ad\","
                        + "\"removedAt\":\"2026-01-01T00:00:01.000Z\"");
        assertThat(platform.check("read-models").wrong()).isZero();
        platform.project();
        assertThat(platform.check("read-models").wrong()).isEqualTo(1);

        holdBack("chat", Platform.GROUP);

        assertThat(platform.check("read-models").wrong()).isZero();
    }

    @Test
    void mediaOfTheLogThatAreInNoTableAreWrong() {
        UUID media = UUID.randomUUID();
        platform.log().append(media.toString(), "io.parley.contract.media.MediaEvent$MediaUploaded", "{}");
        onlyWrong("media", "media " + media + " (position 7) are in the log and not in the table");

        platform.log().append(media.toString(), "io.parley.contract.media.MediaEvent$MediaDeleted", "{}");
        assertThat(platform.check("media").wrong()).isZero();
    }

    @Test
    void mediaThatAreNotInTheLogOrShouldHaveGoneAreWrong() {
        UUID media = UUID.randomUUID();
        platform.jdbc()
                .sql(
                        "INSERT INTO work.media (media_id, chat_id, uploader_id, objects, key_id, content, uploaded_at, reason,"
                                + " due_at) VALUES (?, ?, ?, '{}', ?, '\\x00', now(), 'UNUSED', now() - interval '2 hours')")
                .params(media, Platform.CHAT, media, media)
                .update();

        assertThat(platform.check("media").places())
                .hasSize(2)
                .anyMatch(place -> place.contains("are not in the log"))
                .anyMatch(place -> place.contains("should have gone from the store"));
    }

    @Test
    void mediaWithoutTheirObjectAreWrongAndWithoutAStoreTheyAreNotChecked(@TempDir Path folder) throws Exception {
        UUID media = UUID.randomUUID();
        platform.jdbc()
                .sql("INSERT INTO work.media (media_id, chat_id, uploader_id, objects, key_id, content, uploaded_at)"
                        + " VALUES (?, ?, ?, ARRAY['one', 'two'], ?, '\\x00', now())")
                .params(media, Platform.CHAT, media, media)
                .update();
        try (FolderMediaStore store = FolderMediaStore.open(folder, 1, 10)) {
            Check check = new MediaObjectCheck(platform.log().connector(), Optional.of(store));
            put(store, "one");
            assertThat(run(check).places())
                    .singleElement()
                    .asString()
                    .contains(media + ": the store does not have two");

            put(store, "two");
            assertThat(run(check).wrong()).isZero();
            assertThat(run(check).looked()).isEqualTo("2 objects");
        }
        assertThat(run(new MediaObjectCheck(platform.log().connector(), Optional.empty()))
                        .notChecked())
                .contains("./parley media check");
    }

    private static void put(MediaStore store, String object) {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3});
        store.put(new MediaObjectId(object), JdkFlowAdapter.publisherToFlowPublisher(Mono.just(bytes)))
                .toCompletableFuture()
                .join();
    }

    @Test
    void ofManyPlacesTheFirstAreToldAndAllAreCounted() {
        for (int i = 0; i < 50; i++) {
            platform.addKey(UUID.randomUUID(), "message", UUID.randomUUID().toString(), "kek:1");
        }

        CheckResult keys = platform.check("keys");

        assertThat(keys.wrong()).isEqualTo(50);
        assertThat(keys.places()).hasSize(20);
    }

    private void holdBack(String projection, UUID chat) {
        platform.jdbc()
                .sql("INSERT INTO views.held_back (projection, event_id, subject, user_id) VALUES (?, ?, ?, ?)")
                .params(projection, "event-of-" + chat, chat, new UUID(0, 0))
                .update();
    }

    private void addTask(String table, String instance, String at) {
        platform.jdbc()
                .sql("INSERT INTO " + table + " (task_name, task_instance, task_data, execution_time, picked, version)"
                        + " VALUES ('task', ?, convert_to('{\"saga\":\"a-saga\"}', 'UTF8'), " + at + ", false, 1)")
                .param(instance)
                .update();
    }

    /** One check finds one place, and no other finds any. */
    private void onlyWrong(String name, String... words) {
        for (CheckResult result : platform.checkAll()) {
            if (result.name().equals(name)) {
                assertThat(result.places()).as(name).singleElement().asString().contains(words);
            } else {
                assertThat(result.places()).as(result.name()).isEmpty();
            }
        }
    }
}
