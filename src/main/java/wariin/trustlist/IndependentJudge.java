package wariin.trustlist;

import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import wariin.tsl.FineStatus;
import wariin.tsl.TrustedList;
import wariin.validation.TrustedListEngine;
import wariin.validation.TrustedListEngine.Acceptance;
import wariin.validation.TrustedListEngine.Expected;

/// The engine of somebody else, with the trust anchors that it should find.
@Component
@Order(2)
class IndependentJudge implements Judge {

    private final TrustedListEngine engine;

    IndependentJudge(TrustedListEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<String> objections(Candidate candidate) {
        var list = candidate.says();
        var expected =
                new Expected(list.sequence(), list.scheme().territory(), list.issued(), list.closed(), anchors(list));
        return switch (engine.judge(candidate.xml(), candidate.signers(), expected)) {
            case Acceptance.Accepted _ -> List.of();
            case Acceptance.Refused(var reasons) -> reasons;
        };
    }

    /// The keys of registered services; nobody else is to be trusted.
    static Set<X509Certificate> anchors(TrustedList list) {
        var anchors = new HashSet<X509Certificate>();
        for (var provider : list.providers()) {
            for (var service : provider.services()) {
                var state = service.current();
                if (FineStatus.of(state).filter(FineStatus.REGISTERED::equals).isEmpty()) continue;
                anchors.addAll(state.identity().certificates());
            }
        }
        return anchors;
    }
}
