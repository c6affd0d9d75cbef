package io.parley.audit.histories;

import io.parley.audit.histories.Operation.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The marks that came to each client by stream. */
final class Marks {

    private final Map<Key, Receipt> last = new HashMap<>();
    private final Sendings sendings;
    private final Findings findings;

    Marks(Sendings sendings, Findings findings) {
        this.sendings = sendings;
        this.findings = findings;
    }

    private record Key(String client, String chat, String of) {}

    void take(Receipt receipt) {
        findings.looked(Check.MONOTONIC_RECEIPTS);
        findings.looked(Check.RECEIPTS_GIVEN);
        Place place = receipt.origin().place();
        if (receipt.read() > receipt.delivered()) {
            findings.add(
                    Check.MONOTONIC_RECEIPTS,
                    List.of(place),
                    "%s has read up to %d, and got no further than %d",
                    receipt.of(),
                    receipt.read(),
                    receipt.delivered());
        }
        Key key = new Key(receipt.origin().client(), receipt.origin().chat(), receipt.of());
        Receipt before = last.put(key, receipt);
        if (before != null && (receipt.delivered() < before.delivered() || receipt.read() < before.read())) {
            findings.add(
                    Check.MONOTONIC_RECEIPTS,
                    List.of(before.origin().place(), place),
                    "the marks of %s went back: delivered %d, read %d after delivered %d, read %d",
                    receipt.of(),
                    receipt.delivered(),
                    receipt.read(),
                    before.delivered(),
                    before.read());
        }
        given(receipt);
    }

    private void given(Receipt receipt) {
        Chat chat = sendings.chat(receipt.origin().chat());
        long at = receipt.origin().ended();
        long highest = Math.max(receipt.delivered(), receipt.read());
        if (highest > 0 && !chat.canHave(highest, at)) {
            wrong(receipt, "is beyond what was sent");
        }
        GivenMarks given = chat.marksOf(receipt.of());
        if (!given.hasDelivered(receipt.delivered(), at) || !given.hasRead(receipt.read(), at)) {
            wrong(receipt, "was given by nobody");
        }
    }

    private void wrong(Receipt receipt, String what) {
        findings.add(
                Check.RECEIPTS_GIVEN,
                List.of(receipt.origin().place()),
                "a mark of %s (delivered %d, read %d) %s",
                receipt.of(),
                receipt.delivered(),
                receipt.read(),
                what);
    }
}
