package io.parley.command.media;

import static io.parley.command.fake.FakeMedia.media;
import static io.parley.command.fake.FakeMedia.picture;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.CommandSide;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeMedia;
import io.parley.contract.ParleyCommand;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.media.DeletionReason;
import io.parley.contract.media.MediaCommand;
import io.parley.contract.media.MediaCommand.AttachMedia;
import io.parley.contract.media.MediaCommand.DeleteMedia;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaEvent;
import io.parley.contract.media.MediaEvent.MediaAttached;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Uploads, attaches and deletes in any order and any number of times. */
class MediaProperties {

    private static final List<Class<?>> IN_ORDER =
            List.of(MediaUploaded.class, MediaAttached.class, MediaDeleted.class);

    @Property(tries = 200)
    void whateverComesAndHoweverOftenEachThingHappensOnceAndInOrder(@ForAll("commands") List<MediaCommand> commands) {
        CommandSide commandSide = new CommandSide();
        commandSide.handle(Media.class, new FakeMedia(), new FakeClock(NOON));

        commands.forEach(command -> send(commandSide, command));

        for (long n = 1; n <= 2; n++) {
            List<Class<?>> happened = happened(commandSide, n);
            assertThat(happened).doesNotHaveDuplicates();
            assertThat(happened).isSortedAccordingTo(Comparator.comparing(IN_ORDER::indexOf));
            assertThat(happened.isEmpty() || happened.get(0) == MediaUploaded.class)
                    .isTrue();
        }
    }

    private static void send(CommandSide commandSide, ParleyCommand command) {
        try {
            commandSide.send(command);
        } catch (Rejection refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.MEDIA_NOT_FOUND);
        }
    }

    private static List<Class<?>> happened(CommandSide commandSide, long n) {
        List<Class<?>> happened = new ArrayList<>();
        for (LoggedEvent logged : commandSide.log.events()) {
            if (logged.event() instanceof MediaEvent event && event.mediaId().equals(media(n))) {
                happened.add(event.getClass());
            }
        }
        return happened;
    }

    @Provide
    Arbitrary<List<MediaCommand>> commands() {
        Arbitrary<Long> numbers = Arbitraries.longs().between(1, 2);
        Arbitrary<MediaCommand> commands = Combinators.combine(
                        numbers, Arbitraries.integers().between(0, 2))
                .as((n, kind) -> switch (kind) {
                    case 0 -> new UploadMedia(media(n), CHAT, ALICE, picture(n));
                    case 1 -> new AttachMedia(media(n), message(n), n);
                    default -> new DeleteMedia(media(n), DeletionReason.CHAT_GONE);
                });
        return commands.list().ofMaxSize(20);
    }
}
