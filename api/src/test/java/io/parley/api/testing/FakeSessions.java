package io.parley.api.testing;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.RefreshOutcome;
import io.parley.contract.session.SessionCommand;
import io.parley.contract.session.SessionCommand.EndSession;
import io.parley.contract.session.SessionCommand.OpenSession;
import io.parley.contract.session.SessionCommand.RefreshSession;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionPage;
import io.parley.contract.session.SessionQuery.FindSessions;
import io.parley.contract.session.SessionView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sessions of a {@link FakePlatform}. */
final class FakeSessions {

    private final Clock clock;
    private final FakeTail tail;
    private final Map<DeviceId, UserId> owners = new HashMap<>();
    private final Map<DeviceId, Integer> generations = new HashMap<>();
    private final Map<DeviceId, Instant> refreshed = new HashMap<>();
    private final List<SessionView> opened = new ArrayList<>();

    FakeSessions(Clock clock, FakeTail tail) {
        this.clock = clock;
        this.tail = tail;
    }

    @Nullable
    Object handle(SessionCommand command) {
        if (command instanceof OpenSession open) {
            open(open);
            return null;
        }
        if (command instanceof RefreshSession refresh) {
            return refresh(refresh);
        }
        if (command instanceof EndSession end) {
            end(end);
            return null;
        }
        throw new IllegalArgumentException("unknown command");
    }

    private void open(OpenSession open) {
        long position = tail.append();
        owners.put(open.deviceId(), open.userId());
        generations.put(open.deviceId(), 1);
        refreshed.put(open.deviceId(), clock.instant());
        opened.add(0, new SessionView(open.deviceId(), open.deviceName(), clock.instant(), false, position));
    }

    private Object refresh(RefreshSession refresh) {
        Integer generation = generations.get(refresh.deviceId());
        if (generation == null) {
            throw new Rejection(ErrorCode.BAD_CREDENTIALS, "There is no such session.");
        }
        if (generation != refresh.generation()) {
            close(refresh.deviceId(), CloseReason.REFRESH_TOKEN_REUSED);
            return RefreshOutcome.REUSED;
        }
        tail.append();
        generations.put(refresh.deviceId(), generation + 1);
        refreshed.put(refresh.deviceId(), clock.instant());
        return new RefreshOutcome(generation + 1);
    }

    private void end(EndSession end) {
        if (!end.userId().equals(owners.get(end.deviceId()))) {
            throw new Rejection(ErrorCode.SESSION_NOT_FOUND, "There is no such session.");
        }
        if (generations.containsKey(end.deviceId())) {
            close(end.deviceId(), CloseReason.SIGNED_OUT);
        }
    }

    /** The log tells nobody of it here, so that it can be seen what the edge does by itself. */
    private void close(DeviceId device, CloseReason reason) {
        generations.remove(device);
        if (reason == CloseReason.REFRESH_TOKEN_REUSED) {
            tail.append(new SessionClosed(device, Objects.requireNonNull(owners.get(device)), reason));
        } else {
            tail.append();
        }
    }

    SessionPage page(FindSessions find) {
        List<SessionView> open = opened.stream()
                .filter(session -> find.viewer().equals(owners.get(session.deviceId())))
                .filter(session -> generations.containsKey(session.deviceId()))
                .filter(session -> !Objects.requireNonNull(refreshed.get(session.deviceId()))
                        .isBefore(find.refreshedSince()))
                .filter(session -> session.position() < find.below())
                .toList();
        List<SessionView> page = open.stream().limit(find.limit()).toList();
        return new SessionPage(page, open.size() > page.size());
    }
}
