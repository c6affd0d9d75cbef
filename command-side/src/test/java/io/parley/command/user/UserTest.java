package io.parley.command.user;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.UnknownAggregates;
import io.parley.command.fake.FakeAccounts;
import io.parley.command.fake.FakeProfiles;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserCommand.ChangeProfile;
import io.parley.contract.user.UserCommand.RegisterUser;
import io.parley.contract.user.UserEvent.ProfileChanged;
import io.parley.contract.user.UserEvent.UserRegistered;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.Message;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTest {

    private static final Confidential HASH = new Confidential("hash");

    private final AggregateTestFixture<User> fixture = new AggregateTestFixture<>(User.class);
    private final FakeAccounts accounts = new FakeAccounts();
    private final FakeProfiles profiles = new FakeProfiles();

    @BeforeEach
    void provideThePorts() {
        fixture.registerInjectableResource(accounts);
        fixture.registerInjectableResource(profiles);
        fixture.registerCommandHandlerInterceptor(new UnknownAggregates());
    }

    @Test
    void anAccountIsOpenedWithHandleAndNameSealed() {
        List<UserRegistered> events = new ArrayList<>();

        fixture.givenNoPriorActivity()
                .when(register("alice", "Alice"))
                .expectEventsMatching(Matchers.listWithAllOf(Matchers.matches((Message<?> message) ->
                        message.getPayload() instanceof UserRegistered registered && events.add(registered))));

        assertThat(events).hasSize(1);
        UserRegistered event = events.get(0);
        assertThat(event.userId()).isEqualTo(ALICE);
        assertThat(profiles.text(event.handle())).isEqualTo("alice");
        assertThat(profiles.text(event.displayName())).isEqualTo("Alice");
        assertThat(event.lastSeen()).isEqualTo(LastSeenVisibility.EVERYONE);
        assertThat(accounts.credentials()).containsEntry(ALICE, HASH);
    }

    @Test
    void aHandleThatIsTakenIsRefused() {
        accounts.claimHandle("alice", BOB);

        refuses(fixture.givenNoPriorActivity().when(register("alice", "Alice")), ErrorCode.HANDLE_TAKEN);
        assertThat(accounts.credentials()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "al", "Alice", "al ice", "al-ice", "\u00e1lice", "alice\n"})
    void whatIsNoHandleIsRefused(String handle) {
        refuses(fixture.givenNoPriorActivity().when(register(handle, "Alice")), ErrorCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Al\u0000ice", "Al\nice", "\ud800"})
    void whatIsNoNameIsRefused(String name) {
        refuses(fixture.givenNoPriorActivity().when(register("alice", name)), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aNameIsCountedInCodePoints() {
        String longest = "\ud83d\ude00".repeat(64);

        fixture.givenNoPriorActivity().when(register("alice", longest)).expectSuccessfulHandlerExecution();
        refuses(fixture.givenNoPriorActivity().when(register("bob", longest + "!")), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aNewNameIsSealed() {
        List<ProfileChanged> events = new ArrayList<>();

        fixture.given(registered("Alice"))
                .when(change("Alicia", null))
                .expectEventsMatching(Matchers.listWithAllOf(Matchers.matches((Message<?> message) ->
                        message.getPayload() instanceof ProfileChanged changed && events.add(changed))));

        assertThat(events).hasSize(1);
        ProfileChanged event = events.get(0);
        assertThat(event.displayName()).isNotNull().extracting(profiles::text).isEqualTo("Alicia");
        assertThat(event.lastSeen()).isNull();
    }

    @Test
    void aNewChoiceOfWhoSeesLastSeenLeavesTheNameAlone() {
        fixture.given(registered("Alice"))
                .when(change("Alice", LastSeenVisibility.NOBODY))
                .expectEvents(new ProfileChanged(ALICE, null, LastSeenVisibility.NOBODY));
    }

    @Test
    void whatChangesNothingIsNoEvent() {
        fixture.given(registered("Alice"))
                .when(change("Alice", LastSeenVisibility.EVERYONE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture.given(registered("Alice"))
                .when(change(null, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aChangeIsComparedWithTheOneBefore() {
        fixture.given(registered("Alice"), new ProfileChanged(ALICE, sealed("Alicia"), LastSeenVisibility.NOBODY))
                .when(change("Alicia", LastSeenVisibility.EVERYONE))
                .expectEvents(new ProfileChanged(ALICE, null, LastSeenVisibility.EVERYONE));
    }

    @Test
    void anotherNameThatIsNoneIsRefused() {
        refuses(fixture.given(registered("Alice")).when(change(" ", null)), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void anAccountThatDoesNotExistIsNotFound() {
        refuses(fixture.givenNoPriorActivity().when(change("Alicia", null)), ErrorCode.USER_NOT_FOUND);
    }

    private static RegisterUser register(String handle, String name) {
        return new RegisterUser(ALICE, new Confidential(handle), new Confidential(name), HASH);
    }

    private static ChangeProfile change(@Nullable String name, @Nullable LastSeenVisibility lastSeen) {
        return new ChangeProfile(ALICE, name == null ? null : new Confidential(name), lastSeen);
    }

    private UserRegistered registered(String name) {
        return new UserRegistered(ALICE, sealed("alice"), sealed(name), LastSeenVisibility.EVERYONE);
    }

    private Ciphertext sealed(String text) {
        profiles.createKeys(ALICE);
        return profiles.seal(ALICE, "any", new Confidential(text));
    }

    private static void refuses(ResultValidator<User> result, ErrorCode code) {
        result.expectException(refused(code)).expectNoEvents();
    }
}
