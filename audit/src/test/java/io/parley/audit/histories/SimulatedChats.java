package io.parley.audit.histories;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat server that is right by construction, and clients that record what they see of it: each operation takes effect at one moment
 * between its beginning and its end. Clients overlap with each other and with themselves, answers get lost before or after the effect,
 * sends are refused and repeated, streams come late.
 */
final class SimulatedChats {

    static final List<String> CLIENTS = List.of("ada", "ben", "cy", "di");
    private static final int STEPS = 14;
    private static final int LONG = 20;

    private final Random random;
    private final boolean going;
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private final List<Timed> records = new ArrayList<>();
    private final List<Room> rooms = new ArrayList<>();
    private long now;
    private int messages;

    private SimulatedChats(Random random, boolean going) {
        this.random = random;
        this.going = going;
        rooms.add(new Room("pair", CLIENTS.subList(0, 2)));
        rooms.add(new Room("group", CLIENTS));
    }

    private record Due(long at, Runnable what) {}

    private record Timed(long at, ObjectNode json) {}

    private record Said(String id, String sender) {}

    private static final class Room {

        private final String chat;
        private final List<String> members;
        private final List<Said> log = new ArrayList<>();
        private final Map<String, long[]> marks = new HashMap<>();
        private final Map<String, Long> busyUntil = new HashMap<>();
        private final Map<String, Integer> came = new HashMap<>();
        private final Set<String> gone = new HashSet<>();
        private final Map<String, Integer> left = new HashMap<>();

        private Room(String chat, List<String> members) {
            this.chat = chat;
            this.members = members;
        }
    }

    /** The records of a run, in the order in which their operations ended. */
    static List<ObjectNode> records(Random random) {
        return records(random, false);
    }

    /** As {@link #records(Random)}, of chats in which messages are taken back and expire, and which people leave. */
    static List<ObjectNode> recordsOfGoing(Random random) {
        return records(random, true);
    }

    private static List<ObjectNode> records(Random random, boolean going) {
        SimulatedChats chats = new SimulatedChats(random, going);
        chats.run();
        return chats.records.stream()
                .sorted(Comparator.comparingLong(Timed::at))
                .map(Timed::json)
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    }

    private void run() {
        CLIENTS.forEach(client -> at(1 + random.nextInt(LONG), () -> step(client, STEPS)));
        while (!queue.isEmpty()) {
            Due due = queue.remove();
            now = due.at();
            due.what().run();
        }
        now += 3 * LONG; // all has been answered
        rooms.forEach(room -> room.members.forEach(client -> {
            add("listen", client, room, 0, now).put("after", 0);
            read(add("read", client, room, now, now + 1), room, 0).put("final", true);
        }));
    }

    private void at(long time, Runnable what) {
        queue.add(new Due(time, what));
    }

    private long later() {
        return 1 + random.nextInt(LONG);
    }

    private void step(String client, int left) {
        List<Room> own = rooms.stream()
                .filter(room -> room.members.contains(client) && !room.left.containsKey(client))
                .toList();
        if (own.isEmpty()) {
            return;
        }
        Room room = own.get(random.nextInt(own.size()));
        long began = now;
        long effect = began + later();
        long ended = effect + later();
        int chosen = random.nextInt(10);
        if (going && random.nextInt(4) == 0) {
            go(client, room, began, effect, ended);
        } else if (chosen < 5) {
            send(client, room, "m" + ++messages, began, effect, ended);
        } else if (chosen < 7) {
            at(effect, () -> read(client, room, began, ended));
        } else {
            acknowledge(client, room, began, effect, ended);
        }
        if (left > 1) {
            boolean overlaps = random.nextInt(5) == 0;
            at((overlaps ? began : ended) + later(), () -> step(client, left - 1));
        }
    }

    private void go(String client, Room room, long began, long effect, long ended) {
        if (random.nextInt(6) == 0 && room.members.size() > 2) {
            add("leave", client, room, began, ended).put("outcome", "ok");
            at(effect, () -> room.left.putIfAbsent(client, room.log.size()));
            return;
        }
        List<Said> own =
                room.log.stream().filter(said -> said.sender().equals(client)).toList();
        if (!own.isEmpty()) {
            String id = own.get(random.nextInt(own.size())).id();
            boolean answered = random.nextInt(5) > 0;
            add("retract", client, room, began, ended).put("messageId", id).put("outcome", answered ? "ok" : "unknown");
            if (answered || random.nextBoolean()) {
                at(effect, () -> room.gone.add(id));
            }
        }
    }

    private boolean mayNotSend(String client, Room room, String id) {
        return room.left.containsKey(client)
                && room.log.stream().noneMatch(said -> said.id().equals(id));
    }

    private void answer(String client, Room room, String id, long began, long ended) {
        ObjectNode send = add("send", client, room, began, ended).put("messageId", id);
        if (mayNotSend(client, room, id)) {
            send.put("outcome", "refused");
            return;
        }
        send.put("outcome", "ok").put("sequence", taken(client, room, id));
        if (going && random.nextInt(4) == 0) {
            send.put("expires", ended).put("expired", ended + 2 * LONG);
            at(ended + later(), () -> room.gone.add(id));
        }
    }

    private void send(String client, Room room, String id, long began, long effect, long ended) {
        int fate = random.nextInt(10);
        if (fate == 0) {
            add("send", client, room, began, ended).put("messageId", id).put("outcome", "refused");
        } else if (fate == 1) {
            unanswered(client, room, id, began);
        } else if (fate == 2) {
            unanswered(client, room, id, began);
            at(effect, () -> {
                if (!mayNotSend(client, room, id)) {
                    taken(client, room, id);
                }
            });
        } else {
            at(effect, () -> answer(client, room, id, began, ended));
        }
        if (fate < 4 && random.nextBoolean()) {
            long again = ended + later();
            at(again, () -> send(client, room, id, again, again + later(), again + LONG + later()));
        }
    }

    private void unanswered(String client, Room room, String id, long began) {
        add("send", client, room, began, began)
                .put("messageId", id)
                .put("outcome", "unknown")
                .remove("ended");
    }

    private long taken(String client, Room room, String id) {
        for (int i = 0; i < room.log.size(); i++) {
            if (room.log.get(i).id().equals(id)) {
                return i + 1;
            }
        }
        room.log.add(new Said(id, client));
        long number = room.log.size();
        for (String member : room.members) {
            if (room.left.containsKey(member)) {
                continue;
            }
            at(turn(room, member), () -> come(member, room, id, client, number));
        }
        return number;
    }

    /** When a stream brings the next thing: in the order in which it happened, however late. */
    private long turn(Room room, String member) {
        long turn = Math.max(now + later(), room.busyUntil.getOrDefault(member, 0L) + 1);
        room.busyUntil.put(member, turn);
        return turn;
    }

    private void come(String client, Room room, String id, String sender, long number) {
        if (room.gone.contains(id) && random.nextBoolean()) {
            return;
        }
        room.came.put(client, (int) number);
        add("receive", client, room, now, now)
                .put("messageId", id)
                .put("sender", sender)
                .put("sequence", number);
    }

    private void read(String client, Room room, long began, long ended) {
        int from = room.log.isEmpty() || random.nextBoolean() ? 0 : random.nextInt(room.log.size());
        read(add("read", client, room, began, ended), room, from);
    }

    private ObjectNode read(ObjectNode read, Room room, int from) {
        read.put("outcome", "ok").put("from", from + 1);
        var shown = read.putArray("messages");
        int last = room.left.getOrDefault(Mutation.text(read, "client"), room.log.size());
        for (int i = last; i > from; i--) {
            Said said = room.log.get(i - 1);
            boolean gone = room.gone.contains(said.id());
            if (gone && random.nextBoolean()) {
                continue;
            }
            shown.addObject()
                    .put("gone", gone)
                    .put("messageId", said.id())
                    .put("sender", said.sender())
                    .put("sequence", i);
        }
        return read;
    }

    private void acknowledge(String client, Room room, long began, long effect, long ended) {
        int came = room.came.getOrDefault(client, 0);
        if (came == 0) {
            return;
        }
        long mark = 1 + random.nextInt(came);
        boolean reads = random.nextBoolean();
        boolean answered = random.nextInt(5) > 0;
        add("acknowledge", client, room, began, ended)
                .put(reads ? "read" : "delivered", mark)
                .put("outcome", answered ? "ok" : "unknown");
        if (answered || random.nextBoolean()) {
            at(effect, () -> marked(client, room, mark, reads ? mark : 0));
        }
    }

    private void marked(String client, Room room, long delivered, long read) {
        long[] marks = room.marks.computeIfAbsent(client, any -> new long[2]);
        if (delivered <= marks[0] && read <= marks[1]) {
            return;
        }
        marks[0] = Math.max(marks[0], delivered);
        marks[1] = Math.max(marks[1], read);
        for (String member : room.members) {
            at(turn(room, member), () -> add("receipt", member, room, now, now)
                    .put("of", client)
                    .put("delivered", marks[0])
                    .put("read", marks[1]));
        }
    }

    private ObjectNode add(String op, String client, Room room, long began, long ended) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("op", op).put("client", client).put("user", client).put("chat", room.chat);
        json.put("began", began).put("ended", ended);
        records.add(new Timed(ended, json));
        return json;
    }
}
