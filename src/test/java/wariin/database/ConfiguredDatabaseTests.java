package wariin.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

@DatabaseTest
class ConfiguredDatabaseTests {

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private ApplicationContext context;

    @Value("${wariin.database.url}")
    private String url;

    @Test
    void usesTheServerThatTheUrlNamesAndStartsNone() {
        var database = url.replaceFirst(".*/", "");
        assertThat(sql.queryForObject("select current_database()", String.class))
                .isEqualTo(database);
        assertThat(context.getBeansOfType(EmbeddedServer.class)).isEmpty();
    }
}
