package io.parley.benchmarks.streams;

import io.parley.benchmarks.streams.Api.Person;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** People who talk to each other two by two. */
record Pairs(List<Pair> list) {

    record Pair(Person sender, Person receiver, String chatId) {}

    static Pairs signUp(Api api, int count) throws IOException, InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Person sender = api.signUp();
            Person receiver = api.signUp();
            pairs.add(new Pair(sender, receiver, api.openChat(sender, receiver)));
        }
        return new Pairs(pairs);
    }
}
