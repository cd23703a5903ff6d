package wariin.contract;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.stereotype.Service;

/// How many contracts were concluded, and nothing of any of them. Whoever publishes it withholds small numbers.
@Service
public class ContractCounts {

    private final ContractRegister contracts;

    ContractCounts(ContractRegister contracts) {
        this.contracts = contracts;
    }

    /// By month of a zone's calendar; a month with none is absent.
    public Map<YearMonth, Long> concludedByMonth(ZoneId zone) {
        return contracts.concludedByMonth(zone);
    }
}
