package io.parley.benchmarks.rival;

import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.contest.ArchivingEjabberd;
import io.parley.benchmarks.contest.Contender;
import io.parley.benchmarks.contest.ProcessorTime;
import io.parley.benchmarks.contest.Speaker;
import io.parley.benchmarks.wire.EventLoop;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An ejabberd with pairs that talk through it. */
final class EjabberdContender implements Contender {

    private static final int STANZAS_IN_A_CYCLE = 3;
    private static final int ARCHIVES = 2;

    private final ArchivingEjabberd ejabberd;
    private final List<Speaker> pairs = new ArrayList<>();

    private EjabberdContender(ArchivingEjabberd ejabberd) {
        this.ejabberd = ejabberd;
    }

    static EjabberdContender start(Path temporary, Cleanup cleanup) throws IOException, InterruptedException {
        return new EjabberdContender(ArchivingEjabberd.start(temporary, "", cleanup));
    }

    /** Connects so many pairs. */
    @Override
    public void connect(EventLoop loop, int count) throws IOException {
        ejabberd.makeAccounts(2 * count);
        for (int i = 0; i < count; i++) {
            SocketChannel sender = ejabberd.signIn(2 * i);
            SocketChannel reader = ejabberd.signIn(2 * i + 1);
            pairs.add(new XmppPair(
                    loop, sender, ArchivingEjabberd.address(2 * i), reader, ArchivingEjabberd.address(2 * i + 1)));
        }
    }

    @Override
    public String name() {
        return "ejabberd";
    }

    @Override
    public List<Speaker> speakers() {
        return pairs;
    }

    @Override
    public ProcessorTime server() {
        return ejabberd.server();
    }

    @Override
    public ProcessorTime database() {
        return ejabberd.database();
    }

    /** Each stanza is in the archive of both. */
    @Override
    public void verify(long cycles) {
        ejabberd.mustHaveArchived(cycles * STANZAS_IN_A_CYCLE * ARCHIVES);
    }
}
