package io.parley.e2e.harness;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How somebody is seen by somebody else.
 *
 * @param userId who
 * @param online whether online
 * @param lastSeenAt when last seen; null if that is not said
 */
public record Seen(String userId, boolean online, @Nullable Instant lastSeenAt) {

    private static Seen of(JsonNode item) {
        JsonNode at = item.path("lastSeenAt");
        return new Seen(
                item.path("userId").stringValue(),
                item.path("online").booleanValue(),
                at.isMissingNode() ? null : Instant.parse(at.stringValue()));
    }

    /** How somebody looks who is not to be seen. */
    public static Seen hidden(Person person) {
        return new Seen(person.id(), false, null);
    }

    /** How a viewer sees people, as of all that was written before. */
    public static List<Seen> by(Person viewer, Person... people) {
        String ids = Stream.of(people).map(Person::id).collect(Collectors.joining(","));
        return Json.each(viewer.getAfterOthers("/v1/presence?userIds=" + ids)
                        .send()
                        .expect(200)
                        .json()
                        .path("items"))
                .map(Seen::of)
                .toList();
    }

    /** How a viewer sees somebody. */
    public static Seen one(Person viewer, Person other) {
        return by(viewer, other).get(0);
    }

    /** Says that somebody does something at their device. */
    public static void isActive(Person person) {
        says(person, "user");
    }

    /** Says whether somebody, or only their app, does something. */
    public static void says(Person person, String activity) {
        person.request("PUT", "/v1/presence")
                .json(Json.object("activity", activity))
                .send()
                .expect(204);
    }

    /** Sets who may see somebody. */
    public static void shows(Person person, String lastSeen) {
        person.patch("/v1/me").json(Json.object("lastSeen", lastSeen)).send().expect(200);
    }

    /** Waits until a stream tells that somebody has come or gone. */
    public static SseEvent awaited(SseStream stream, Person person, boolean online) {
        return stream.awaitEvent("presence", event -> {
            Seen seen = of(event.json());
            return seen.userId().equals(person.id()) && seen.online() == online;
        });
    }

    /** Everything that a stream has told of somebody. */
    public static List<Seen> told(SseStream stream, Person person) {
        return stream.arrived("presence").stream()
                .map(event -> of(event.json()))
                .filter(seen -> seen.userId().equals(person.id()))
                .toList();
    }
}
