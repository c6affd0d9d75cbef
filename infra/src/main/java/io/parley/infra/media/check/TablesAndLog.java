package io.parley.infra.media.check;

import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import io.parley.contract.media.MediaObjectId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Asks {@code work.media}, {@code work.upload} and, for what is in neither, the log. */
final class TablesAndLog implements KnownMedia {

    private static final String LISTED = """
            SELECT media_id FROM work.media WHERE media_id = ANY (:ids)
            UNION SELECT media_id FROM work.upload WHERE media_id = ANY (:ids)""";

    private static final String PAGE = """
            SELECT media_id, objects FROM work.media
            WHERE media_id > :after AND uploaded_at < :before AND due_at IS NULL
            ORDER BY media_id LIMIT :limit""";

    /** PostgreSQL sorts these as bytes, so that nothing comes before it. */
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final EventStore events;

    TablesAndLog(JdbcClient jdbc, EventStore events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public Set<MediaId> listed(Collection<MediaId> ids) {
        Object[] wanted = ids.stream().map(MediaId::value).toArray();
        return jdbc
                .sql(LISTED)
                .param("ids", new SqlArrayValue("uuid", wanted))
                .query((row, number) -> new MediaId(row.getObject(1, UUID.class)))
                .stream()
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isInLog(MediaId id) {
        boolean uploaded = false;
        DomainEventStream stream = events.readEvents(id.toString());
        while (stream.hasNext()) {
            DomainEventMessage<?> event = stream.next();
            uploaded |= event.getPayload() instanceof MediaUploaded;
            if (event.getPayload() instanceof MediaDeleted) {
                return false;
            }
        }
        return uploaded;
    }

    @Override
    public List<Listed> page(Optional<MediaId> after, Instant before, int limit) {
        return jdbc.sql(PAGE)
                .param("after", after.map(MediaId::value).orElse(BEFORE_ALL))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> listed(row))
                .list();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        Array objects = row.getArray(2);
        return new Listed(
                new MediaId(row.getObject(1, UUID.class)),
                Arrays.stream((String[]) objects.getArray())
                        .map(MediaObjectId::new)
                        .toList());
    }
}
