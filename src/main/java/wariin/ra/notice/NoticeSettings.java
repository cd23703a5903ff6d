package wariin.ra.notice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often desks write to their officers.
///
/// @param digestEvery the shortest time between two mails about new work to one officer of one desk
@ConfigurationProperties("wariin.ra")
record NoticeSettings(@DefaultValue("15m") Duration digestEvery) {

    NoticeSettings {
        if (digestEvery.isNegative()) throw new IllegalArgumentException("wariin.ra.digest-every is a length of time");
    }
}
