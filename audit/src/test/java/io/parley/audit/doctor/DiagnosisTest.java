package io.parley.audit.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1 chat at 1",
        "0, 0 chats at 0",
        "2, 2 chats at 2",
        "11, 11 chats at 11",
        "1001, '1,001 chats at 1,001'"
    })
    void ofOneThingIsSaidThatItIsOne(int number, String said) {
        Diagnosis diagnosis = new Diagnosis();

        diagnosis.looked("%,d chats at %,d", number, number);

        assertThat(diagnosis.result("check").looked()).isEqualTo(said);
    }
}
