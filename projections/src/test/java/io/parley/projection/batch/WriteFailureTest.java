package io.parley.projection.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

class WriteFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"22P02", "23505", "23514", "54000", "P0001"})
    void whatIsAboutTheRowIsTheEventsFault(String state) {
        assertThat(WriteFailure.isOfTheEvent(failure(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "40001", "53300", "57014", "57P01", "58030", "42P01", "25P02", "XX000"})
    void whatIsAboutTheDatabaseIsNotTheEventsFault(String state) {
        assertThat(WriteFailure.isOfTheEvent(failure(state))).isFalse();
    }

    @Test
    void noConnectionAndNoTransactionAreNotTheEventsFault() {
        assertThat(WriteFailure.isOfTheEvent(new CannotGetJdbcConnectionException("none")))
                .isFalse();
        assertThat(WriteFailure.isOfTheEvent(new CannotCreateTransactionException("none")))
                .isFalse();
    }

    @Test
    void whatAHandlerThrowsItselfIsTheEventsFault() {
        assertThat(WriteFailure.isOfTheEvent(new IllegalArgumentException("unknown audience")))
                .isTrue();
    }

    @Test
    void itTellsTheStateAndNothingOfTheRow() {
        WriteFailure failure = WriteFailure.of("history", failure("23505"));

        assertThat(failure)
                .hasMessage("projection history could not write: DataIntegrityViolationException, SQL state 23505")
                .hasNoCause();
        assertThat(WriteFailure.isOfTheEvent(failure)).isTrue();
    }

    private static RuntimeException failure(String state) {
        return new DataIntegrityViolationException("the row is secret", new SQLException("secret too", state));
    }
}
