package io.parley.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.receipt.ReceiptCommand.MarkRead;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.junit.jupiter.api.Test;

class RecordTargetsTest {

    private final RecordTargets targets = new RecordTargets();

    @Test
    void theAggregateIsTheOneThatTheCommandNames() {
        ReceiptsId receipts = new ReceiptsId(ChatId.random(), UserId.random());

        assertThat(resolve(new MarkRead(receipts, 7))).isEqualTo(new VersionedAggregateIdentifier(receipts, null));
    }

    @Test
    void aCommandThatNamesNoneIsRefused() {
        assertThatThrownBy(() -> resolve("no record"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("String");
        assertThatThrownBy(() -> resolve(new Untargeted(1))).isInstanceOf(IllegalArgumentException.class);
    }

    private VersionedAggregateIdentifier resolve(Object command) {
        return targets.resolveTarget(GenericCommandMessage.asCommandMessage(command));
    }

    public record Untargeted(int number) {}
}
