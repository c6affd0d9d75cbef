package io.parley.projection.cleaning;

import io.parley.projection.cleaning.Piles.Pile;
import io.parley.projection.receipt.ReceiptProjection;
import java.util.List;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** Removes marks and their steps. */
final class GoneReceipts implements GoneRows {

    private final Piles piles;

    GoneReceipts(NamedParameterJdbcOperations jdbc) {
        this.piles = new Piles(
                jdbc,
                List.of(
                        new Pile("views.receipt_step", "t.chat_id = :chat"),
                        new Pile("views.receipt", "t.chat_id = :chat")));
    }

    @Override
    public String projection() {
        return ReceiptProjection.NAME;
    }

    @Override
    public Removal remove(GoneChat chat, int most) {
        return piles.remove(chat, most);
    }
}
