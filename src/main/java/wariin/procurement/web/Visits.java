package wariin.procurement.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Counts the questions of each visitor in a minute, so that nobody keeps others from asking.
@Component
class Visits {

    private final int most;
    private final Cache<String, AtomicInteger> counts = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(100_000)
            .build();

    Visits(@Value("${wariin.rules.questions-per-minute:120}") int most) {
        this.most = most;
    }

    boolean tooMany(String visitor) {
        return counts.get(visitor, _ -> new AtomicInteger()).incrementAndGet() > most;
    }
}
