package io.parley.query.purge;

import static io.parley.query.ReadModel.CHAT;
import static io.parley.query.ReadModel.HISTORY;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.log.ProjectionProgress;
import io.parley.contract.purge.Deletions;
import io.parley.contract.purge.Deletions.Deletion;
import io.parley.contract.purge.PurgePage;
import io.parley.contract.purge.PurgeQuery.FindErasure;
import io.parley.contract.purge.PurgeQuery.FindPurges;
import io.parley.contract.purge.SignedCertificate;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers what was destroyed, with certificates that are written and signed as they are asked for: they say what is left now, not what
 * was left once. Each tells of those messages alone that were sent in the viewer's spells.
 */
public final class PurgeQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(CHAT, HISTORY);

    private final Spells spells;
    private final Deletions deletions;
    private final EventsByPosition events;
    private final Certificates certificates;
    private final ProjectionProgress progress;
    private final PurgeLimits limits;
    private final Answers answers;

    /** A handler that reads with these. */
    public PurgeQueries(
            JdbcClient jdbc,
            PurgeSources sources,
            ProjectionProgress progress,
            Clock clock,
            PurgeLimits limits,
            Answers answers) {
        this.spells = new Spells(jdbc);
        this.deletions = sources.deletions();
        this.events = sources.events();
        this.certificates = new Certificates(new ReadTables(jdbc), sources, clock, limits);
        this.progress = progress;
        this.limits = limits;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<PurgePage> handle(FindPurges query) {
        return once(query.atLeast(), () -> page(query));
    }

    @QueryHandler
    CompletableFuture<PurgePage> handle(FindErasure query) {
        return once(query.atLeast(), () -> erasure(query));
    }

    /** Reads once those who delete have got so far, too. */
    private <A> CompletableFuture<A> once(long atLeast, Supplier<A> read) {
        CompletableFuture<Void> deleted =
                atLeast <= 0 ? CompletableFuture.completedFuture(null) : progress.reached(Deletions.PROCESSOR, atLeast);
        return Answers.plain(deleted.thenCompose(reached -> answers.of(atLeast, NEEDED, read)));
    }

    private PurgePage page(FindPurges query) {
        Viewer viewer = spells.require(query.chatId(), query.viewer());
        List<Concerning> found = new ArrayList<>();
        long below = query.below();
        List<Deletion> read;
        do {
            read = deletions.inChat(query.chatId(), below, limits.page());
            found.addAll(concerning(viewer, read));
            below = read.isEmpty() ? below : read.get(read.size() - 1).position();
        } while (found.size() <= query.limit() && read.size() == limits.page());
        List<SignedCertificate> items = found.stream()
                .limit(query.limit())
                .map(one -> one.certificate(query.chatId()))
                .toList();
        return new PurgePage(items, found.size() > query.limit());
    }

    private List<Concerning> concerning(Viewer viewer, List<Deletion> read) {
        Map<Long, LoggedEvent> logged = logged(read);
        List<Concerning> found = new ArrayList<>();
        for (Deletion deletion : read) {
            LoggedEvent event = logged.get(deletion.position());
            if (event != null) {
                Destroyed.by(event).flatMap(viewer::part).ifPresent(part -> found.add(new Concerning(part, deletion)));
            }
        }
        return found;
    }

    private Map<Long, LoggedEvent> logged(List<Deletion> read) {
        List<Long> positions = read.stream().map(Deletion::position).toList();
        return events.at(positions).stream().collect(Collectors.toMap(LoggedEvent::position, Function.identity()));
    }

    private PurgePage erasure(FindErasure query) {
        List<Deletion> read = deletions.ofUser(query.userId());
        Map<Long, LoggedEvent> logged = logged(read);
        List<SignedCertificate> items = new ArrayList<>();
        for (Deletion deletion : read) {
            LoggedEvent event = logged.get(deletion.position());
            if (event != null) {
                Destroyed.by(event)
                        .ifPresent(erased -> items.add(certificates.ofUser(query.userId(), erased, deletion)));
            }
        }
        if (items.isEmpty()) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "no such account was erased");
        }
        return new PurgePage(items, false);
    }

    /** What was destroyed and concerns who asks. */
    private final class Concerning {

        private final Destroyed part;
        private final Deletion deletion;

        private Concerning(Destroyed part, Deletion deletion) {
            this.part = part;
            this.deletion = deletion;
        }

        private SignedCertificate certificate(ChatId chatId) {
            return certificates.inChat(chatId, part, deletion);
        }
    }
}
