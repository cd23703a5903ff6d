package wariin.trustlist;

import java.time.Clock;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import wariin.tsl.ListVerdict;
import wariin.tsl.ListVerdict.Fault;
import wariin.tsl.TrustedListValidator;

/// Our own validator: it must read from the file exactly what was meant to stand in it.
@Component
@Order(1)
class OwnJudge implements Judge {

    private final Clock clock;

    OwnJudge(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<String> objections(Candidate candidate) {
        var verdict = TrustedListValidator.judge(
                candidate.xml(), candidate.signers(), clock.instant(), candidate.lastSequence());
        return switch (verdict) {
            case ListVerdict.Accepted(var list) when list.equals(candidate.says()) -> List.of();
            case ListVerdict.Accepted _ -> List.of("The file says something else than it was made from");
            case ListVerdict.Refused(var faults) ->
                faults.stream().map(Fault::sentence).toList();
        };
    }
}
