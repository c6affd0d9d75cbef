package io.parley.audit.look;

import io.parley.contract.audit.Push;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.seal.EventRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds to which devices of its audience a message was pushed. */
final class PushSearch {

    /** The types stand here as they do in the index for them. */
    private static final String MEMBERSHIP = "SELECT " + EventRows.COLUMNS + " FROM events.event"
            + " WHERE aggregate_id = ? AND position < ? AND type IN ('io.parley.contract.chat.ChatEvent$GroupOpened',"
            + " 'io.parley.contract.chat.ChatEvent$MemberAdded', 'io.parley.contract.chat.ChatEvent$MemberRemoved')"
            + " ORDER BY sequence_number";

    private static final String PUSHED = "SELECT n.user_id, p.device_id, n.position"
            + " FROM unnest(?::uuid[], ?::bigint[]) WITH ORDINALITY AS n (user_id, position, number)"
            + " JOIN work.pushed p ON p.user_id = n.user_id AND p.ranges @> n.position ORDER BY n.number, p.device_id";

    private final Connection connection;
    private final StoredEvents stored;

    PushSearch(Connection connection, StoredEvents stored) {
        this.connection = connection;
        this.stored = stored;
    }

    /**
     * Finds them.
     *
     * @param at where it was sent
     * @param filled the positions at which each lane of a group was brought it
     */
    List<Push> of(MessageSent sent, long at, Map<Integer, List<Long>> filled) throws SQLException {
        List<UUID> users = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        if (sent.audience() instanceof Audience.Pair pair) {
            users.addAll(List.of(pair.first().value(), pair.second().value()));
            positions.addAll(List.of(at, at));
        } else {
            lanes(sent.chatId(), at).forEach((user, lane) -> filled.getOrDefault(lane, List.of())
                    .forEach(position -> {
                        users.add(user.value());
                        positions.add(position);
                    }));
        }
        return pushed(users, positions);
    }

    /** In which lane each member of a group sat then. */
    private Map<UserId, Integer> lanes(ChatId chat, long before) throws SQLException {
        Map<UserId, Integer> lanes = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(MEMBERSHIP)) {
            statement.setString(1, chat.toString());
            statement.setLong(2, before);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    stored.read(EventRows.event(row)).ifPresent(event -> {
                        if (event instanceof GroupOpened opened) {
                            opened.members().forEach(seat -> lanes.put(seat.userId(), seat.lane()));
                        } else if (event instanceof MemberAdded added) {
                            lanes.put(added.userId(), added.lane());
                        } else if (event instanceof MemberRemoved removed) {
                            lanes.remove(removed.userId());
                        }
                    });
                }
            }
        }
        return lanes;
    }

    private List<Push> pushed(List<UUID> users, List<Long> positions) throws SQLException {
        List<Push> pushes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PUSHED)) {
            statement.setArray(1, connection.createArrayOf("uuid", users.toArray()));
            statement.setArray(2, connection.createArrayOf("bigint", positions.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    pushes.add(new Push(
                            new UserId(row.getObject(1, UUID.class)),
                            new DeviceId(row.getObject(2, UUID.class)),
                            row.getLong(3)));
                }
            }
        }
        return pushes;
    }
}
