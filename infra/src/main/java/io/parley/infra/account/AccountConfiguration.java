package io.parley.infra.account;

import io.parley.command.chat.PairClaims;
import io.parley.command.session.RefreshGenerations;
import io.parley.infra.keyring.ServiceKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Handles, credentials, pairs and refresh tokens. Needs the tables of {@code db/work} and the keyring. */
@Configuration(proxyBeanMethods = false)
public class AccountConfiguration {

    @Bean
    Accounts accounts(JdbcClient jdbc, ServiceKeys keys) {
        return new Accounts(jdbc, keys);
    }

    @Bean
    PairClaims pairClaims(JdbcClient jdbc, ServiceKeys keys) {
        return new PairTable(jdbc, keys);
    }

    @Bean
    RefreshGenerations refreshGenerations(JdbcClient jdbc) {
        return new RefreshTable(jdbc);
    }
}
