package wariin.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The connection pool, checked for durability before anybody may use it, and the clock and chance that others share.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    @Conditional(NoServerNamed.class)
    EmbeddedServer embeddedServer(DatabaseSettings settings) {
        return EmbeddedServer.start(settings.data().resolve("postgres"));
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(DatabaseSettings settings, ObjectProvider<EmbeddedServer> embedded) {
        var server = settings.database();
        var own = embedded.getIfAvailable();
        var config = new HikariConfig();
        config.setPoolName("wariin");
        config.setMaximumPoolSize(server.connections());
        config.setMinimumIdle(2);
        config.setConnectionTimeout(server.patience().toMillis());
        // Of a connection that was idle, so that several dead ones do not use up the caller's patience.
        config.setValidationTimeout(Math.max(250, server.patience().toMillis() / 2));
        config.setJdbcUrl(own == null ? server.url() : own.url("postgres"));
        config.setUsername(own == null ? server.username() : own.username());
        config.setPassword(own == null ? server.password() : own.password());
        config.addDataSourceProperty("ApplicationName", "wariin");
        // A plan that was made for an empty table would be kept while the table grows: each statement is planned for
        // the tables as they are, which costs it some 0.05 ms.
        config.setConnectionInitSql("set plan_cache_mode = force_custom_plan");
        var pool = new HikariDataSource(config);
        try {
            Durability.require(pool);
        } catch (RuntimeException unusable) {
            pool.close();
            throw unusable;
        }
        return pool;
    }

    /// No URL, or an empty one: the platform brings its own server.
    static class NoServerNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment()
                    .getProperty("wariin.database.url", "")
                    .isBlank();
        }
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }
}
