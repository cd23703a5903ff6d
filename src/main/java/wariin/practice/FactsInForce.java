package wariin.practice;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// All that the statements say, read from the configuration and the authorities at the moment of asking.
@Component
class FactsInForce {
    private final List<FactSource> sources;

    FactsInForce(List<FactSource> sources) {
        this.sources = sources;
    }

    /// By name; two sources never give the same name.
    Map<String, Object> in(Locale language) {
        var all = new HashMap<String, Object>();
        for (var source : sources) {
            source.facts(language).forEach((name, fact) -> {
                if (all.put(name, fact) != null) throw new IllegalStateException("Two sources state " + name);
            });
        }
        return all;
    }
}
