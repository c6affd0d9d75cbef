package io.parley.e2e.harness;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a device, all of whose doings are recorded, whatever comes of them. What they read is as of what they were told last: the
 * position goes along, for a gateway that was killed does not know what it had answered. For one thread.
 */
public final class RecordedPerson {

    private static final int PAGE = 100;

    private final Person person;
    private final HistoryRecorder recorder;
    private @Nullable String position;

    /** Records what this person does. */
    public RecordedPerson(Person person, HistoryRecorder recorder) {
        this.person = person;
        this.recorder = recorder;
    }

    /** Who it is. */
    public Person person() {
        return person;
    }

    /** Sends a message; says whether it was taken. Whoever is not told so sends it again under its identifier. */
    public boolean sends(String chat, String messageId, String text) {
        long began = System.nanoTime();
        Answer answer = answered(() -> person.trySend(chat, messageId, text));
        recorder.sent(person, chat, messageId, began, answer);
        if (answer == null || answer.status() >= 500) {
            return false;
        }
        if (answer.status() != 200) {
            answer.expect(201);
        }
        position = answer.position();
        return true;
    }

    /** Reads the newest page; gives the highest number on it, 0 if there is none or no answer. */
    public long reads(String chat) {
        long began = System.nanoTime();
        Api.Request request = person.get("/v1/chats/" + chat + "/messages?limit=" + PAGE);
        if (position != null) {
            request.header("Parley-Position", position);
        }
        Answer answer = answered(request::send);
        if (answer == null || answer.status() >= 500) {
            return 0;
        }
        List<Message> page = Json.each(answer.expect(200).json().path("items"))
                .map(Message::of)
                .toList();
        long from = page.size() < PAGE ? 1 : page.get(PAGE - 1).sequence();
        recorder.read(person, chat, began, from, false, page);
        return page.isEmpty() ? 0 : page.get(0).sequence();
    }

    /** Gives a mark, {@code delivered} or {@code read}. */
    public void marks(String chat, String mark, long sequence) {
        long began = System.nanoTime();
        Answer answer = answered(() -> person.marks(Map.of("chatId", chat, mark, sequence)));
        recorder.gave(person, chat, mark, sequence, began, answer);
    }

    /** Reads everything when all is over; gives how much it is. */
    public int readsAtTheEnd(String chat) {
        long began = System.nanoTime();
        List<Message> all = person.wholeHistory(chat);
        recorder.read(person, chat, began, 1, true, all);
        return all.size();
    }

    private static @Nullable Answer answered(Supplier<Answer> request) {
        try {
            return request.get();
        } catch (Api.Unanswered e) {
            return null; // the platform is gone; whether it had the request what follows shows
        }
    }
}
