package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.PresenceAudiences;
import io.parley.contract.presence.PresenceAudiences.Audience;
import io.parley.contract.presence.PresenceFound.Seen;
import io.parley.contract.presence.PresenceQuery.FindPresence;
import io.parley.contract.presence.PresenceQuery.FindPresenceAudiences;
import io.parley.contract.presence.PresenceQuery.FindTypingAudience;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserEvent.ProfileChanged;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserEvent.UserUnblocked;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees whom, on real tables. */
class PresenceReadsTest {

    private static final Instant AT = Instant.parse("2026-01-01T11:00:00.123Z");

    private final ReadSide read = ReadSide.fresh();
    private final UserId ada = Talk.register(read, "ada", "Ada");
    private final UserId ben = Talk.register(read, "ben", "Ben");

    @BeforeEach
    void benWasSeen() {
        wasSeen(ben);
    }

    @AfterEach
    void close() {
        read.close();
    }

    private void wasSeen(UserId user) {
        read.jdbc
                .sql("INSERT INTO work.last_seen (user_id, at) VALUES (?, ?)")
                .param(user.value())
                .param(AT.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void sets(UserId user, LastSeenVisibility setting) {
        read.append(new ProfileChanged(user, null, setting));
    }

    private void blocks(UserId blocker, UserId blocked) {
        read.append(new UserBlocked(blocker, blocked, AT));
    }

    private void holdsBack(String projection, UUID subject) {
        read.jdbc
                .sql("INSERT INTO views.held_back (projection, event_id, subject, user_id) VALUES (?, 'x', ?, ?)")
                .param(projection)
                .param(subject)
                .param(subject)
                .update();
    }

    private List<Seen> asks(UserId viewer, UserId... about) {
        read.project();
        return read.ask(new FindPresence(viewer, List.of(about), 0)).users();
    }

    private static Seen seen(UserId user) {
        return new Seen(user, true, AT);
    }

    private static Seen unseen(UserId user) {
        return new Seen(user, false, null);
    }

    private Map<UserId, List<UserId>> audiences(UserId... users) {
        read.project();
        PresenceAudiences found = read.ask(new FindPresenceAudiences(List.of(users), 100, 0));
        assertThat(found.more()).isFalse();
        Map<UserId, List<UserId>> contacts = new HashMap<>();
        for (Audience audience : found.audiences()) {
            contacts.put(audience.userId(), audience.contacts());
        }
        return contacts;
    }

    /** With whom ada shares a chat, what each has set, and whether ada then sees ben. */
    @ParameterizedTest
    @CsvSource({
        "direct, EVERYONE, EVERYONE, true",
        "direct, EVERYONE, CONTACTS, true",
        "direct, EVERYONE, NOBODY, false",
        "direct, CONTACTS, EVERYONE, true",
        "direct, CONTACTS, CONTACTS, true",
        "direct, CONTACTS, NOBODY, false",
        "direct, NOBODY, EVERYONE, false",
        "direct, NOBODY, CONTACTS, false",
        "direct, NOBODY, NOBODY, false",
        "group, EVERYONE, EVERYONE, true",
        "group, EVERYONE, CONTACTS, false",
        "group, EVERYONE, NOBODY, false",
        "group, CONTACTS, EVERYONE, false",
        "group, CONTACTS, CONTACTS, false",
        "group, CONTACTS, NOBODY, false",
        "group, NOBODY, EVERYONE, false",
        "group, NOBODY, CONTACTS, false",
        "group, NOBODY, NOBODY, false",
        "none, EVERYONE, EVERYONE, false"
    })
    void oneSeesAnotherIfEachLetsTheOtherSee(
            String shared, LastSeenVisibility own, LastSeenVisibility theirs, boolean sees) {
        sets(ada, own);
        sets(ben, theirs);
        if (shared.equals("direct")) {
            Talk.open(read, ada, ben);
        } else if (shared.equals("group")) {
            GroupTalk.open(read, "Bletchley", ben, ada);
        }
        assertThat(asks(ada, ben)).containsExactly(sees ? seen(ben) : unseen(ben));
        assertThat(audiences(ben)).isEqualTo(sees && shared.equals("direct") ? Map.of(ben, List.of(ada)) : Map.of());
    }

    @Test
    void theOrderIsThatOfTheQuestionAndStrangersLookLikeNobodys() {
        UserId stranger = Talk.register(read, "cleo", "Cleo");
        wasSeen(stranger);
        UserId nobody = UserId.random();
        Talk.open(read, ada, ben);
        assertThat(asks(ada, stranger, ben, nobody)).containsExactly(unseen(stranger), seen(ben), unseen(nobody));
        assertThat(asks(ada, nobody, ben, stranger)).containsExactly(unseen(nobody), seen(ben), unseen(stranger));
    }

    @Test
    void oneSeesOneselfWhateverOnesSetting() {
        sets(ben, LastSeenVisibility.NOBODY);
        assertThat(asks(ben, ben)).containsExactly(seen(ben));
        assertThat(asks(ada, ada)).containsExactly(new Seen(ada, true, null));
    }

    @Test
    void whoIsBlockedSeesNothingAndIsToldNothingAndTheBlockerStillSees() {
        Talk.open(read, ada, ben);
        wasSeen(ada);
        blocks(ben, ada);
        assertThat(asks(ada, ben)).containsExactly(unseen(ben));
        assertThat(asks(ben, ada)).containsExactly(seen(ada));
        assertThat(audiences(ada, ben)).isEqualTo(Map.of(ada, List.of(ben)));
        read.append(new UserUnblocked(ben, ada));
        assertThat(asks(ada, ben)).containsExactly(seen(ben));
    }

    @Test
    void anAccountThatWasErasedShowsNothing() {
        Talk.open(read, ada, ben);
        read.append(new UserErased(ben, List.of(), AT));
        assertThat(asks(ada, ben)).containsExactly(unseen(ben));
        assertThat(audiences(ada, ben)).isEmpty();
    }

    @Test
    void whoWasRemovedFromTheGroupOrWhoseChatIsGoneSharesNothingAnyMore() {
        GroupTalk group = GroupTalk.open(read, "Bletchley", ben, ada);
        assertThat(asks(ada, ben)).containsExactly(seen(ben));
        group.remove(ada);
        assertThat(asks(ada, ben)).containsExactly(unseen(ben));
        Talk talk = Talk.open(read, ada, ben);
        assertThat(asks(ada, ben)).containsExactly(seen(ben));
        talk.ends.purge();
        assertThat(asks(ada, ben)).containsExactly(unseen(ben));
        assertThat(audiences(ben)).isEmpty();
    }

    @Test
    void aChatWhoseTimeHasComeJoinsNobodyThoughItsDeadlineIsLate() {
        Talk talk = Talk.open(read, ada, ben);
        read.project();
        read.jdbc
                .sql("UPDATE views.chat SET expires_at = ? WHERE chat_id = ?")
                .param(read.now.plus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .param(talk.chatId.value())
                .update();
        assertThat(asks(ada, ben)).containsExactly(seen(ben));
        read.now = read.now.plus(Duration.ofMinutes(1));
        assertThat(asks(ada, ben)).containsExactly(unseen(ben));
        assertThat(audiences(ben)).isEmpty();
    }

    @Test
    void whatIsHeldBackShowsNothingRatherThanWhatWasHiddenSince() {
        Talk talk = Talk.open(read, ada, ben);
        read.project();
        for (Map.Entry<String, UUID> held : List.of(
                Map.entry("user", ben.value()),
                Map.entry("user", ada.value()),
                Map.entry("inbox", talk.chatId.value()),
                Map.entry("chat", talk.chatId.value()))) {
            holdsBack(held.getKey(), held.getValue());
            assertThat(asks(ada, ben)).as("%s", held).containsExactly(unseen(ben));
            assertThat(audiences(ben)).as("%s", held).isEmpty();
            read.jdbc.sql("DELETE FROM views.held_back").update();
        }
        assertThat(asks(ada, ben)).containsExactly(seen(ben));
    }

    @Test
    void aViewerSeesWhatTheViewerWroteBefore() {
        Talk.open(read, ada, ben);
        read.project();
        long position = read.append(new ProfileChanged(ada, null, LastSeenVisibility.NOBODY));
        var answer = read.send(new FindPresence(ada, List.of(ben), position));
        assertThat(answer).isNotDone();
        read.project();
        assertThat(answer.join().users()).containsExactly(unseen(ben));
    }

    @Test
    void moreContactsThanAskedForAreLeftOutAndThatIsSaid() {
        for (int i = 0; i < 5; i++) {
            Talk.open(read, ben, Talk.register(read, "contact" + i, "Contact"));
        }
        read.project();
        PresenceAudiences some = read.ask(new FindPresenceAudiences(List.of(ben), 3, 0));
        assertThat(some.more()).isTrue();
        assertThat(some.audiences().get(0).contacts()).hasSize(3);
        PresenceAudiences all = read.ask(new FindPresenceAudiences(List.of(ben), 5, 0));
        assertThat(all.more()).isFalse();
        assertThat(all.audiences().get(0).contacts()).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void typingIsHeardByTheOthersButThoseWhoHaveBlockedTheTypist() {
        UserId cleo = Talk.register(read, "cleo", "Cleo");
        UserId left = Talk.register(read, "dan", "Dan");
        GroupTalk group = GroupTalk.open(read, "Bletchley", ada, ben, cleo, left);
        group.remove(left);
        blocks(cleo, ada);
        read.project();
        assertThat(read.ask(new FindTypingAudience(group.chatId, ada, 0)).hearers())
                .containsExactly(ben);
        assertThat(read.ask(new FindTypingAudience(group.chatId, cleo, 0)).hearers())
                .containsExactlyInAnyOrder(ada, ben);
        assertRefused(group.chatId, left, ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void nobodyTypesInAChatThatIsGoneOrThatTheyAreNotIn() {
        Talk talk = Talk.open(read, ada, ben);
        read.project();
        assertRefused(talk.chatId, UserId.random(), ErrorCode.CHAT_NOT_FOUND);
        assertRefused(ChatId.random(), ada, ErrorCode.CHAT_NOT_FOUND);
        talk.ends.purge();
        read.project();
        assertRefused(talk.chatId, ada, ErrorCode.CHAT_GONE);
    }

    private void assertRefused(ChatId chatId, UserId typist, ErrorCode code) {
        assertThatThrownBy(() -> read.ask(new FindTypingAudience(chatId, typist, 0)))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(
                                Objects.requireNonNull(rejection).code())
                        .isEqualTo(code));
    }
}
