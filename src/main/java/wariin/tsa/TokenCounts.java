package wariin.tsa;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.stereotype.Service;

/// How many time-stamps were issued, and nothing of any of them. Whoever publishes it withholds small numbers.
@Service
public class TokenCounts {

    private final TokenJournal tokens;

    TokenCounts(TokenJournal tokens) {
        this.tokens = tokens;
    }

    /// By month of a zone's calendar; a month with none is absent.
    public Map<YearMonth, Long> issuedByMonth(ZoneId zone) {
        return tokens.issuedByMonth(zone);
    }
}
