package io.parley.infra.store;

import io.parley.infra.startup.RecordedLog;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a node has beyond all else that runs a recorded log. No server imports it. */
@Configuration(proxyBeanMethods = false)
public class RecordedLogConfiguration {

    @Bean
    RecordedLog recordedLog() {
        return new RecordedLog();
    }

    @Bean
    RecordedEvents recordedEvents(DataSource dataSource, PlatformTransactionManager transactions, LogTail tail) {
        return new RecordedEvents(new EventAppender(dataSource), new TransactionTemplate(transactions), tail);
    }
}
