package io.parley.command.chat;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.Refusals.refused;

import io.parley.command.UnknownAggregates;
import io.parley.command.fake.FakeAccounts;
import io.parley.command.fake.FakeBlocks;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeDeadlines;
import io.parley.command.fake.FakeMedia;
import io.parley.command.fake.FakeMessageVault;
import io.parley.command.fake.FakePairs;
import io.parley.command.fake.FakeSentMessages;
import io.parley.command.fake.FakeTitles;
import io.parley.command.message.MessageParser;
import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;

/** A chat with all that it needs, in memory. It is a second after noon. */
final class ChatFixture {

    final FakeMessageVault vault = new FakeMessageVault();
    final FakeSentMessages log = new FakeSentMessages();
    final FakeClock clock = new FakeClock(NOON.plusSeconds(1));
    final FakeDeadlines deadlines = new FakeDeadlines();
    final FakePairs pairs = new FakePairs();
    final FakeMedia media = new FakeMedia();
    final FakeBlocks blocks = new FakeBlocks();

    private final AggregateTestFixture<Chat> fixture = new AggregateTestFixture<>(Chat.class);
    private @Nullable TestExecutor<Chat> given;

    ChatFixture() {
        FakeAccounts accounts = new FakeAccounts();
        List.of(ALICE, BOB, CAROL).forEach(user -> accounts.storeCredentials(user, new Confidential("hash")));
        List.of(
                        vault,
                        log,
                        clock,
                        deadlines,
                        pairs,
                        accounts,
                        new FakeTitles(),
                        new MessageParser(),
                        media.attachments(),
                        blocks,
                        RetentionPolicy.NONE)
                .forEach(fixture::registerInjectableResource);
        fixture.registerCommandHandlerInterceptor(new UnknownAggregates());
        pairs.create(CHAT);
        pairs.claim(ALICE, BOB, CHAT);
    }

    /** What happened, the messages among which are in the log. */
    TestExecutor<Chat> given(List<?> events) {
        for (int number = 0; number < events.size(); number++) {
            if (events.get(number) instanceof MessageSent sent) {
                log.add(number, sent);
            }
        }
        given = fixture.given(events);
        return given;
    }

    TestExecutor<Chat> given(Object... events) {
        return given(List.of(events));
    }

    /** What comes of a command after what was given. */
    ResultValidator<Chat> when(Object command) {
        if (given == null) {
            throw new IllegalStateException("nothing was given");
        }
        return given.when(command);
    }

    static void refuses(ResultValidator<Chat> result, ErrorCode code) {
        result.expectException(refused(code)).expectNoEvents();
    }
}
