package io.parley.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.contest.ArchivingEjabberd;
import io.parley.benchmarks.contest.Contender;
import io.parley.benchmarks.contest.ProcessorTime;
import io.parley.benchmarks.contest.Speaker;
import io.parley.benchmarks.wire.EventLoop;
import io.parley.benchmarks.wire.MessageText;
import io.parley.benchmarks.wire.Wire;
import io.parley.benchmarks.wire.XmppStanzas;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A room of ejabberd (XEP-0045) with an archive (XEP-0313): each occupant has a connection, over which some speak too. */
final class MucRoom implements Contender {

    private static final String ROOM = "bench@conference.localhost";
    private static final Duration JOINING = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN = 50;
    private static final String MODULES = """
            mod_muc:
              db_type: sql
              default_room_options:
                mam: true
                persistent: true
            """;

    private final ArchivingEjabberd ejabberd;
    private final int senders;
    private final List<GroupSpeaker> speakers = new ArrayList<>();

    private MucRoom(ArchivingEjabberd ejabberd, int senders) {
        this.ejabberd = ejabberd;
        this.senders = senders;
    }

    static MucRoom start(Path temporary, int senders, Cleanup cleanup) throws IOException, InterruptedException {
        return new MucRoom(ArchivingEjabberd.start(temporary, MODULES, cleanup), senders);
    }

    /** Lets so many join, one after the other. */
    @Override
    public void connect(EventLoop loop, int members) throws IOException, InterruptedException {
        ejabberd.makeAccounts(members);
        Arrivals arrivals = new Arrivals(members);
        for (int member = 0; member < members; member++) {
            Occupant occupant = new Occupant(member, arrivals);
            Wire wire = loop.take(ejabberd.signIn(member), new XmppStanzas(occupant));
            send(
                    wire,
                    "<presence to='" + ROOM + "/n" + member
                            + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>");
            occupant.awaitJoined(loop);
            if (member < senders) {
                speakers.add(new GroupSpeaker(arrivals, false, number -> say(wire, number)));
            }
        }
    }

    private static void say(Wire wire, long number) {
        send(
                wire,
                "<message type='groupchat' to='" + ROOM + "' id='m" + number + "'><body>" + MessageText.of(number)
                        + "</body></message>");
    }

    private static void send(Wire wire, String stanza) {
        wire.send(stanza.getBytes(UTF_8));
    }

    @Override
    public String name() {
        return "ejabberd";
    }

    @Override
    public List<? extends Speaker> speakers() {
        return speakers;
    }

    @Override
    public ProcessorTime server() {
        return ejabberd.server();
    }

    @Override
    public ProcessorTime database() {
        return ejabberd.database();
    }

    /** The room's archive has each message once. */
    @Override
    public void verify(long messages) {
        ejabberd.mustHaveArchived(messages);
    }

    /** Hears what is said in the room. The last thing that a room says to who joins is its subject. */
    private static final class Occupant implements XmppStanzas.Listener {

        private final int member;
        private final Arrivals arrivals;
        private final CountDownLatch joined = new CountDownLatch(1);

        Occupant(int member, Arrivals arrivals) {
            this.member = member;
            this.arrivals = arrivals;
        }

        @Override
        public void message(long number) {
            arrivals.heard(member, number);
        }

        @Override
        public void other() {
            joined.countDown();
        }

        void awaitJoined(EventLoop loop) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + JOINING.toNanos();
            while (!joined.await(LOOK_AGAIN, TimeUnit.MILLISECONDS)) {
                loop.check();
                if (System.nanoTime() > deadline) {
                    throw new IOException("occupant %d did not get into the room".formatted(member));
                }
            }
        }
    }
}
