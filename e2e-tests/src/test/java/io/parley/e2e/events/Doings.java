package io.parley.e2e.events;

import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What may happen around somebody: friends open chats, both sides talk, acknowledge and read, in an order left to chance. */
final class Doings {

    private static final int FRIENDS = 3;

    private final Person ada;
    private final List<Person> friends = new ArrayList<>();
    private final Map<Person, String> chats = new HashMap<>();
    private final Map<String, Long> lastSequences = new HashMap<>();
    private final Random random;

    Doings(Server server, Person ada, Random random) {
        this.ada = ada;
        this.random = random;
        for (int i = 0; i < FRIENDS; i++) {
            friends.add(Person.signsUp(server));
        }
    }

    /** So many things happen, one after the other. */
    void happen(int count) {
        for (int i = 0; i < count; i++) {
            Person friend = friends.get(random.nextInt(FRIENDS));
            String chat = chats.computeIfAbsent(friend, this::opened);
            somethingHappens(friend, chat);
        }
    }

    private String opened(Person friend) {
        return random.nextBoolean() ? ada.chatWith(friend) : friend.chatWith(ada);
    }

    private void somethingHappens(Person friend, String chat) {
        Person who = random.nextBoolean() ? ada : friend;
        long last = lastSequences.getOrDefault(chat, 0L);
        int what = last == 0 ? 0 : random.nextInt(5);
        switch (what) {
            case 3 -> who.marksDelivered(chat, 1 + random.nextLong(last));
            case 4 -> who.marksRead(chat, 1 + random.nextLong(last));
            default ->
                lastSequences.put(chat, who.sends(chat, "Said after " + last).sequence());
        }
    }
}
