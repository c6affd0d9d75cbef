package io.parley.infra.account;

import io.parley.command.chat.PairClaims;
import io.parley.command.session.RefreshGenerations;
import io.parley.contract.session.StreamTickets;
import io.parley.infra.keyring.ServiceKeys;
import io.parley.infra.startup.StoreKind;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Handles, credentials, pairs, blocks, refresh tokens and tickets. Needs the tables of {@code db/work} and the keyring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TicketProperties.class)
public class AccountConfiguration {

    @Bean
    Accounts accounts(JdbcClient jdbc, ServiceKeys keys, Environment environment) {
        return new Accounts(jdbc, keys, StoreKind.in(environment));
    }

    @Bean
    PairClaims pairClaims(JdbcClient jdbc, ServiceKeys keys, Environment environment) {
        return new PairTable(jdbc, keys, StoreKind.in(environment));
    }

    @Bean
    AccountRemains accountRemains(JdbcClient jdbc) {
        return new AccountRemains(jdbc);
    }

    @Bean
    BlockTable blockTable(JdbcClient jdbc) {
        return new BlockTable(jdbc);
    }

    @Bean
    StreamTickets streamTickets(JdbcClient jdbc, TicketProperties properties) {
        return new TicketTable(jdbc, properties);
    }

    @Bean
    RefreshGenerations refreshGenerations(JdbcClient jdbc) {
        return new RefreshTable(jdbc);
    }
}
