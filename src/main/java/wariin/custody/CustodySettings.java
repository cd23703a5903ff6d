package wariin.custody;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the key-encryption keys are kept (`wariin.custody`).
///
/// @param rest how long nothing may have rested under an older key before it is destroyed: what was wrapped under it
///     and is not stored yet is still under way
@ConfigurationProperties("wariin.custody")
record CustodySettings(@DefaultValue("PT1H") Duration rest) {}
