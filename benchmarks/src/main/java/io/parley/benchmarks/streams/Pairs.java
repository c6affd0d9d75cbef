package io.parley.benchmarks.streams;

import io.parley.benchmarks.streams.Api.Person;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * People who talk to each other two by two.
 *
 * @param list the pairs
 */
public record Pairs(List<Pair> list) {

    /**
     * Two of them.
     *
     * @param sender who talks
     * @param receiver who listens
     * @param chatId their chat
     */
    public record Pair(Person sender, Person receiver, String chatId) {}

    /** So many new ones. */
    public static Pairs signUp(Api api, int count) throws IOException, InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Person sender = api.signUp();
            Person receiver = api.signUp();
            pairs.add(new Pair(sender, receiver, api.openChat(sender, receiver)));
        }
        return new Pairs(pairs);
    }
}
