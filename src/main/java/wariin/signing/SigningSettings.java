package wariin.signing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether signers keep a key and its certificate, or get new ones for each hash that are gone after it.
@ConfigurationProperties("wariin.signing")
record SigningSettings(@DefaultValue("kept") Kind credentials) {

    enum Kind {
        KEPT,
        ONE_SHOT
    }
}
