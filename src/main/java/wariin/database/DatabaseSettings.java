package wariin.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the rows rest. An empty {@code url} means the embedded server below the data folder.
///
/// @param data the data folder ({@code wariin.data})
/// @param database the server to use instead of the embedded one
@ConfigurationProperties("wariin")
record DatabaseSettings(
        @DefaultValue("./data") Path data, @DefaultValue Server database) {

    record Server(
            @DefaultValue("") String url,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("16") int connections) {

        @Override
        public String toString() {
            return "Server[url=" + url + ", username=" + username + "]";
        }
    }
}
