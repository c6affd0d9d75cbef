package io.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.id.ChatId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTextTest {

    @Test
    void aLineSaysAllThatCanBeBuilt() {
        ChatId chat = ChatId.random();

        assertThat(FaultText.parse(
                        "fail command:FillMailboxes chat=%s lane=1 sequence=2 times=3 each=4 every=10".formatted(chat)))
                .containsExactly(Fault.fail("command:FillMailboxes")
                        .chat(chat)
                        .lane(1)
                        .sequence(2)
                        .times(3)
                        .each(4)
                        .every(10));
        assertThat(FaultText.parse("stall event:mailbox:* for=1500ms"))
                .containsExactly(Fault.stall("event:mailbox:*").lasting(Duration.ofMillis(1500)));
        assertThat(FaultText.parse("step command:SendMessage by=-30m; step command:SendMessage"))
                .containsExactly(
                        Fault.step("command:SendMessage").lasting(Duration.ofMinutes(-30)),
                        Fault.step("command:SendMessage").lasting(Duration.ofHours(1)));
    }

    @Test
    void severalAreToldApartBySemicolonsOrLines() {
        assertThat(
                        FaultText.parse(
                                " drop commit:SendMessage ;; kill committed:SendMessage\nkill commit:views:*; kill rotation:key_added"))
                .containsExactly(
                        Fault.drop("commit:SendMessage"),
                        Fault.kill("committed:SendMessage"),
                        Fault.kill("commit:views:*"),
                        Fault.kill("rotation:key_added"));
        assertThat(FaultText.parse("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fail | a kind and a point are needed",
                "burn command:X | the kind must be fail, stall, drop, step or kill",
                "fail FillMailboxes | is no point such as",
                "fail event:MailboxesFilled | is no point such as",
                "fail command:mailbox:MailboxesFilled | is no point such as",
                "fail command: | is no point such as",
                "fail command:X lane | is not like times=3",
                "fail command:X lane=one | lane must be a whole number",
                "fail command:X lane=-1 | lane must be 0 or more",
                "fail command:X sequence=0 | sequence must be 1 or more",
                "fail command:X every=0 | every must be 1 or more",
                "fail command:X times=0 | times must be 1 or more",
                "fail command:X each=0 | each must be 1 or more",
                "fail command:X chat=x | chat must be a chat's id",
                "fail command:X for=1s | only a stall lasts for some time",
                "stall command:X for=soon | for must be a duration such as 10s",
                "stall command:X by=1s | only a step is by some time",
                "step command:X for=1s | only a stall lasts for some time",
                "step command:X by=soon | by must be a duration such as 10s",
                "step command:X by=0s | by must be something and 1d at most, forward or back",
                "step command:X by=-25h | by must be something and 1d at most, forward or back",
                "stall command:X for=11m | for must be more than nothing and 10m at most",
                "fail command:X size=1 | there is no size",
                "fail committed:X | what is committed cannot fail"
            })
    void whatMakesNoSenseIsSaidInOneSentence(String line, String reason) {
        assertThatThrownBy(() -> FaultText.parse("kill command:Y; " + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("in \"" + line + "\", ")
                .hasMessageContaining(reason);
    }

    @Test
    void thereIsABoundToThem() {
        assertThatThrownBy(() -> FaultText.parse("kill command:X;".repeat(FaultText.MOST + 1)))
                .hasMessage("there may be 100 faults at once");
    }
}
