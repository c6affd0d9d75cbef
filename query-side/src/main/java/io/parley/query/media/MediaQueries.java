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
    private final Answers answers;

    /**
     * A handler that reads with these.
     *
     * @param messages tells which messages somebody may read
     * @param within for how long after their upload a message may take media up
     */
    public MediaQueries(
            JdbcClient jdbc,
            MediaReader reader,
            MessageQueries messages,
            Clock clock,
            Duration within,
            Answers answers) {
        this.media = new StoredMedia(jdbc);
        this.access = new ChatAccess(jdbc, clock);
        this.reader = reader;
        this.messages = messages;
        this.clock = clock;
        this.within = within;
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
        return Answers.plain(
                answers.of(query.atLeast(), NEEDED, () -> found(query)).thenCompose(found -> found));
    }

    private CompletableFuture<FoundMedia> found(FindMedia query) {
        StoredMedia.Row row = media.find(query.mediaId()).orElseThrow(MediaQueries::notFound);
        Long sequence = row.sequence();
        if (sequence == null) {
            return CompletableFuture.completedFuture(pending(query, row));
        }
        hidingTheChat(() -> access.requireSpells(row.chatId(), query.viewer(), NEEDED));
        return messages.one(row.chatId(), sequence, query.viewer())
                .thenApply(message -> new FoundMedia(row.chatId(), borne(query.mediaId(), message)));
    }

    private FoundMedia pending(FindMedia query, StoredMedia.Row row) {
        hidingTheChat(() -> access.require(row.chatId(), query.viewer(), NEEDED));
        Ciphertext sealed = row.content();
        if (sealed == null || !row.uploadedAt().plus(within).isAfter(clock.instant())) {
            throw notFound();
        }
        MediaContent content = reader.read(List.of(sealed)).get(sealed);
        if (content == null) {
            throw new Rejection(ErrorCode.NOT_YET, "a message has taken the media up, and is not known here yet");
        }
        return new FoundMedia(row.chatId(), content);
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
