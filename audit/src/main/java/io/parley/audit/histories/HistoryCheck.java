package io.parley.audit.histories;

import io.parley.audit.histories.Operation.Acknowledge;
import io.parley.audit.histories.Operation.Listen;
import io.parley.audit.histories.Operation.Outcome;
import io.parley.audit.histories.Operation.Read;
import io.parley.audit.histories.Operation.Receipt;
import io.parley.audit.histories.Operation.Receive;
import io.parley.audit.histories.Operation.Send;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at recorded histories, which know nothing of the server but what clients saw of it. The files are read twice: first for what was
 * sent, which is kept, then for what was seen, which is held against it and forgotten. So the memory it needs grows with the messages,
 * the marks that were given and the reads, by some hundred bytes each, and by a bit for each message that came to a client.
 */
public final class HistoryCheck {

    private final Findings findings = new Findings();
    private final Sendings sendings = new Sendings(findings);
    private final Streams streams = new Streams(sendings, findings);
    private final Reads reads = new Reads(sendings, findings);
    private final Marks marks = new Marks(sendings, findings);
    private final Set<String> clients = new HashSet<>();

    private HistoryCheck() {}

    /**
     * Looks at the files of one run together.
     *
     * @throws UnreadableHistory with the place, if one of them is no history
     */
    public static HistoryVerdict of(List<? extends HistoryFile> files) throws IOException {
        return new HistoryCheck().check(new OperationReader(files));
    }

    private HistoryVerdict check(OperationReader reader) throws IOException {
        long operations = reader.each(this::takeSent);
        sendings.allSent();
        reader.each(this::takeSeen);
        streams.end();
        reads.end();
        sendings.end();
        SendOrder order = new SendOrder(findings);
        sendings.chats().forEach(order::look);
        return new HistoryVerdict(
                operations,
                clients.size(),
                sendings.chats().size(),
                sendings.count(),
                findings.tallies(),
                findings.violations());
    }

    private void takeSent(Operation operation) {
        clients.add(operation.origin().client());
        if (operation instanceof Send send) {
            sendings.take(send);
        } else if (operation instanceof Operation.Retract retract) {
            sendings.take(retract);
        } else if (operation instanceof Operation.Leave leave && leave.origin().outcome() != Outcome.REFUSED) {
            sendings.chat(leave.origin().chat()).left(leave);
        } else if (operation instanceof Listen listen) {
            streams.expect(listen);
        } else if (operation instanceof Acknowledge given && given.origin().outcome() != Outcome.REFUSED) {
            sendings.chat(given.origin().chat()).given(given);
        }
    }

    private void takeSeen(Operation operation) {
        if (operation instanceof Receive receive) {
            sendings.seen(receive.origin(), receive.message());
            streams.take(receive);
        } else if (operation instanceof Read read) {
            reads.take(read);
        } else if (operation instanceof Receipt receipt) {
            marks.take(receipt);
        }
    }
}
