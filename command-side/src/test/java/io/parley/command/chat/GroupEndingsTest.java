package io.parley.command.chat;

import static io.parley.command.chat.ChatFixture.refuses;
import static io.parley.command.fake.Crowd.added;
import static io.parley.command.fake.Crowd.removed;
import static io.parley.command.fake.Crowd.role;
import static io.parley.command.fake.Crowd.said;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.Temporary.gone;
import static io.parley.command.fake.Temporary.group;
import static io.parley.command.fake.Temporary.purged;
import static io.parley.command.fake.Temporary.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.GoneChat;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.message.ExpiryOutcome;
import io.parley.contract.message.MessageCommand.ExpireMessages;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A group goes as a whole: by its owner, or by its time. */
class GroupEndingsTest {

    private final ChatFixture chat = new ChatFixture();

    @Test
    void itsOwnerMayDoAwayWithItAndItsKeyGoes() {
        chat.given(group(null, null, BOB), said(1, 1, List.of(0L)))
                .when(new PurgeChat(CHAT, ALICE))
                .expectEvents(purged(group(), 1, ALICE, second(1)));
        assertThat(chat.pairs.keys()).isEmpty();
    }

    @Test
    void plainMembersAndAdminsMayNot() {
        refuses(chat.given(group(null, null, BOB)).when(new PurgeChat(CHAT, BOB)), ErrorCode.FORBIDDEN);
        refuses(
                chat.given(group(null, null, BOB), role(BOB, 1, MemberRole.ADMIN, ALICE))
                        .when(new PurgeChat(CHAT, BOB)),
                ErrorCode.FORBIDDEN);
        isUntouched();
    }

    @Test
    void whoIsNotInItIsToldThatThereIsNone() {
        refuses(chat.given(group(null, null, BOB)).when(new PurgeChat(CHAT, CAROL)), ErrorCode.CHAT_NOT_FOUND);
        isUntouched();
    }

    @Test
    void whoIsMadeTheOwnerMayAndWhoWasMayNot() {
        refuses(passedOn().when(new PurgeChat(CHAT, ALICE)), ErrorCode.FORBIDDEN);
        isUntouched();
        passedOn().when(new PurgeChat(CHAT, BOB)).expectEvents(purged(group(), 0, BOB, second(1)));
    }

    private TestExecutor<Chat> passedOn() {
        return chat.given(
                group(null, null, BOB), role(BOB, 1, MemberRole.OWNER, ALICE), role(ALICE, 1, MemberRole.ADMIN, ALICE));
    }

    @Test
    void doneAwayWithTwiceItGoesOnce() {
        chat.given(group(null, null, BOB), purged(group(), 0, ALICE, second(1)))
                .when(new PurgeChat(CHAT, ALICE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        isUntouched();
    }

    @Test
    void onceItIsGoneThoseWhoMightNotHaveDoneAwayWithItAreToldThatItIs() {
        refuses(goneGroup().when(new PurgeChat(CHAT, BOB)), ErrorCode.CHAT_GONE);
        isUntouched();
    }

    @Test
    void onceItsTimeHasComeTheyAreToldSoThoughItsDeadlineIsLate() {
        chat.clock.set(second(90));

        refuses(chat.given(group(null, second(90), BOB)).when(new PurgeChat(CHAT, BOB)), ErrorCode.CHAT_GONE);
        refuses(chat.given(group(null, second(90), BOB)).when(new PurgeChat(CHAT, CAROL)), ErrorCode.CHAT_NOT_FOUND);
        isUntouched();
        chat.given(group(null, second(90), BOB))
                .when(new PurgeChat(CHAT, ALICE))
                .expectEvents(purged(group(), 0, ALICE, second(90)));
    }

    @Test
    void itGoesAtItsTimeForThoseWhoAreInItThen() {
        chat.clock.set(second(90));

        chat.given(group(null, second(90), BOB), added(CAROL, 0, 2, 0))
                .when(new PurgeChat(CHAT, null))
                .expectEvents(gone(new Audience.Group(2, List.of(0L)), 0, second(90), second(90)));
        assertThat(chat.pairs.keys()).isEmpty();
    }

    @Test
    void aGroupThatAllHaveLeftGoesAtItsTimeToo() {
        chat.clock.set(second(90));

        chat.given(group(null, second(90)), removed(ALICE, 1, 2, 0, ALICE))
                .when(new PurgeChat(CHAT, null))
                .expectEvents(gone(new Audience.Group(2, List.of(0L)), 0, second(90), second(90)));
    }

    @Test
    void messagesGoForThoseWhoAreInItThen() {
        chat.clock.set(second(61));
        MessageSent sent = withEnd(said(1, 1, List.of(0L)));

        chat.given(group(null, null, BOB), sent, added(CAROL, 0, 2, 1))
                .when(new ExpireMessages(CHAT))
                .expectEvents(new MessagesExpired(
                        CHAT,
                        List.of(new SequenceRange(1, 1)),
                        List.of(sent.content().keyId()),
                        new Audience.Group(2, List.of(0L)),
                        1,
                        1,
                        null,
                        second(61)))
                .expectResultMessagePayload(new ExpiryOutcome(1, null, false));
    }

    private static MessageSent withEnd(MessageSent sent) {
        return new MessageSent(
                sent.chatId(),
                sent.messageId(),
                sent.senderId(),
                sent.sequence(),
                sent.sentAt(),
                second(61),
                sent.audience(),
                sent.content(),
                sent.mac(),
                sent.replyTo());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itsMembersAreToldThatItIsGoneWhateverTheirRole(GoneChat.Command command) {
        refuses(goneGroup().when(command.by(ALICE)), ErrorCode.CHAT_GONE);
        refuses(goneGroup().when(command.by(BOB)), ErrorCode.CHAT_GONE);
        isUntouched();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whoHadLeftBeforeIsNotToldThatItIs(GoneChat.Command command) {
        refuses(goneGroup().when(command.by(CAROL)), ErrorCode.CHAT_NOT_FOUND);
        isUntouched();
    }

    static Stream<GoneChat.Command> commands() {
        return GoneChat.commands();
    }

    @Test
    void whoHadLeftBeforeCannotDoAwayWithItEither() {
        refuses(goneGroup().when(new PurgeChat(CHAT, CAROL)), ErrorCode.CHAT_NOT_FOUND);
    }

    private TestExecutor<Chat> goneGroup() {
        return chat.given(
                group(null, null, BOB, CAROL),
                said(1, 1, List.of(0L)),
                removed(CAROL, 1, 2, 1, CAROL),
                purged(new Audience.Group(2, List.of(0L)), 1, ALICE, second(2)));
    }

    private void isUntouched() {
        assertThat(chat.pairs.keys()).containsExactly(CHAT);
        assertThat(chat.vault.destroyed()).isEmpty();
    }
}
