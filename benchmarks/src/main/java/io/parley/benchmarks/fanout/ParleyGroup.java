package io.parley.benchmarks.fanout;

import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.contest.Contender;
import io.parley.benchmarks.contest.ParleyAccounts;
import io.parley.benchmarks.contest.ParleyPosts;
import io.parley.benchmarks.contest.ParleyUnderLoad;
import io.parley.benchmarks.contest.ProcessorTime;
import io.parley.benchmarks.contest.Speaker;
import io.parley.benchmarks.wire.EventLoop;
import io.parley.benchmarks.wire.MessageText;
import io.parley.benchmarks.wire.SseBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A group on Parley: each member has a stream of events, and each who speaks a connection for requests. */
final class ParleyGroup implements Contender {

    private static final long SEED = 1;

    private final ParleyUnderLoad parley;
    private final int senders;
    private final List<GroupSpeaker> speakers = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);

    private ParleyGroup(ParleyUnderLoad parley, int senders) {
        this.parley = parley;
        this.senders = senders;
    }

    /**
     * Starts a server for it.
     *
     * @param command that takes {@code up} for a parameter
     */
    static ParleyGroup start(List<String> command, int senders, Cleanup cleanup)
            throws IOException, InterruptedException {
        return new ParleyGroup(ParleyUnderLoad.start(command, cleanup), senders);
    }

    /** Connects so many members. */
    @Override
    public void connect(EventLoop loop, int members) throws IOException, InterruptedException {
        ParleyAccounts.Group group = parley.accounts().newGroup(members);
        Arrivals arrivals = new Arrivals(members);
        List<SseBlocks> streams = IntStream.range(0, members)
                .mapToObj(member -> new SseBlocks((sequence, number) -> heard(arrivals, member, sequence, number)))
                .toList();
        for (int member = 0; member < members; member++) {
            parley.openStream(loop, group.tokens().get(member), streams.get(member));
        }
        ParleyUnderLoad.awaitOpen(loop, streams);
        for (String token : group.tokens().subList(0, senders)) {
            speakers.add(new Sender(loop, arrivals, group.chatId(), token).speaker);
        }
    }

    private static void heard(Arrivals arrivals, int member, long sequence, long number) {
        arrivals.heard(member, number);
        if (sequence != arrivals.count(member)) {
            throw new IllegalStateException(
                    "member %d: sequence %d came as number %d".formatted(member, sequence, arrivals.count(member)));
        }
    }

    @Override
    public String name() {
        return "Parley";
    }

    @Override
    public List<? extends Speaker> speakers() {
        return speakers;
    }

    @Override
    public ProcessorTime server() {
        return parley.server();
    }

    @Override
    public ProcessorTime database() {
        return parley.database();
    }

    /** Nothing to add: each message had its answer, which says that it is stored, and the streams' sequences had no gap. */
    @Override
    public void verify(long messages) {}

    /** The connection over which somebody speaks. */
    private final class Sender {

        private final ParleyPosts posts;
        private final GroupSpeaker speaker;

        Sender(EventLoop loop, Arrivals arrivals, String chatId, String token) throws IOException {
            posts = ParleyPosts.messages(parley.requests(loop, status -> answered()), chatId, token);
            speaker = new GroupSpeaker(arrivals, true, this::say);
        }

        private void say(long number) {
            posts.send("{\"messageId\":\"" + ParleyPosts.newId(random) + "\",\"text\":\"" + MessageText.of(number)
                    + "\"}");
        }

        private void answered() {
            speaker.answered();
        }
    }
}
