package io.parley.query.media;

import static io.parley.query.ReadModel.CHAT;
import static io.parley.query.ReadModel.HISTORY;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaQuery.Allowed;
import io.parley.contract.media.MediaQuery.FindMedia;
import io.parley.contract.media.MediaQuery.FoundMedia;
import io.parley.contract.media.MediaQuery.MayUpload;
import io.parley.contract.media.MediaReader;
import io.parley.contract.message.MessageView;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import io.parley.query.chat.ChatAccess;
import io.parley.query.message.MessageQueries;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers questions about media. What no message has taken up yet is for all who are in its chat, as long as one may; what a message
 * bears is for whoever may read the message, and only as long as there is something to read. To all others there are no such media.
 */
public final class MediaQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(CHAT, HISTORY);
    private static final Set<ReadModel> MEMBERS = EnumSet.of(CHAT);

    private final StoredMedia media;
    private final ChatAccess access;
    private final MediaReader reader;
    private final MessageQueries messages;
    private final Clock clock;
    private final Duration within;
    private final LongSupplier head;
    private final Answers answers;

    /**
     * A handler that reads with these.
     *
     * @param messages tells which messages somebody may read
     * @param within for how long after their upload a message may take media up
     * @param head the log's last position; blocking
     */
    public MediaQueries(
            JdbcClient jdbc,
            MediaReader reader,
            MessageQueries messages,
            Clock clock,
            Duration within,
            LongSupplier head,
            Answers answers) {
        this.media = new StoredMedia(jdbc);
        this.access = new ChatAccess(jdbc, clock);
        this.reader = reader;
        this.messages = messages;
        this.clock = clock;
        this.within = within;
        this.head = head;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<Allowed> handle(MayUpload query) {
        return answers.of(query.atLeast(), MEMBERS, () -> {
            access.require(query.chatId(), query.uploader(), MEMBERS);
            return new Allowed(query.chatId());
        });
    }

    @QueryHandler
    CompletableFuture<FoundMedia> handle(FindMedia query) {
        return Answers.plain(answers.of(query.atLeast(), NEEDED, () -> found(query))
                .thenCompose(found -> found.orElseGet(() -> onceMore(query))));
    }

    /** Who was pushed a message asks for its media at once, before the tables know of either: they are waited for. */
    private CompletableFuture<FoundMedia> onceMore(FindMedia query) {
        return answers.now(head::getAsLong)
                .thenCompose(
                        known -> answers.of(known, NEEDED, () -> found(query).orElseThrow(MediaQueries::notFound)))
                .thenCompose(found -> found);
    }

    /** Empty if the log may know more than the tables do. */
    private Optional<CompletableFuture<FoundMedia>> found(FindMedia query) {
        return media.find(query.mediaId()).flatMap(row -> found(query, row));
    }

    private Optional<CompletableFuture<FoundMedia>> found(FindMedia query, StoredMedia.Row row) {
        Long sequence = row.sequence();
        if (sequence == null) {
            return pending(query, row).map(CompletableFuture::completedFuture);
        }
        hidingTheChat(() -> access.requireSpells(row.chatId(), query.viewer(), NEEDED));
        return Optional.of(messages.one(row.chatId(), sequence, query.viewer())
                .thenApply(message -> new FoundMedia(row.chatId(), borne(query.mediaId(), message))));
    }

    /** What has no key any more was taken up by a message, or is being deleted. */
    private Optional<FoundMedia> pending(FindMedia query, StoredMedia.Row row) {
        hidingTheChat(() -> access.require(row.chatId(), query.viewer(), NEEDED));
        Ciphertext sealed = row.content();
        if (sealed == null || !row.uploadedAt().plus(within).isAfter(clock.instant())) {
            throw notFound();
        }
        return Optional.ofNullable(reader.read(List.of(sealed)).get(sealed))
                .map(content -> new FoundMedia(row.chatId(), content));
    }

    private static MediaContent borne(MediaId mediaId, Optional<MessageView> message) {
        return message.map(MessageView::content)
                .map(says -> says.media())
                .filter(media -> media.mediaId().equals(mediaId))
                .orElseThrow(MediaQueries::notFound);
    }

    /** Who is not in the chat is not told that there are media in it. */
    private static void hidingTheChat(Runnable check) {
        try {
            check.run();
        } catch (Rejection refused) {
            throw refused.code() == ErrorCode.CHAT_NOT_FOUND ? notFound() : refused;
        }
    }

    private static Rejection notFound() {
        return new Rejection(ErrorCode.MEDIA_NOT_FOUND, "there are no such media");
    }
}
