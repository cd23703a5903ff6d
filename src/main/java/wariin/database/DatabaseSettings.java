package wariin.database;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the rows rest. An empty {@code url} means the embedded server below the data folder.
///
/// @param data the data folder ({@code wariin.data})
/// @param database the server to use instead of the embedded one
@ConfigurationProperties("wariin")
record DatabaseSettings(
        @DefaultValue("./data") Path data, @DefaultValue Server database) {

    /// @param patience how long a caller waits for a connection before being told that there is none
    record Server(
            @DefaultValue("") String url,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("16") int connections,
            @DefaultValue("5s") Duration patience) {

        @Override
        public String toString() {
            return "Server[url=" + url + ", username=" + username + "]";
        }
    }
}
