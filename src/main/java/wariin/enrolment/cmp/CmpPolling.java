package wariin.enrolment.cmp;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PollReqContent;
import org.springframework.stereotype.Component;
import wariin.enrolment.ProgramCertificates;

/// Answers clients that wait for their certificate (RFC 9483, 4.4): until it is there, when to ask again.
@Component
class CmpPolling {

    private static final Duration SOONEST = Duration.ofSeconds(5);
    private static final Duration LATEST = Duration.ofHours(1);

    private final ProgramCertificates certificates;
    private final CmpTransactions transactions;
    private final Clock clock;

    CmpPolling(ProgramCertificates certificates, CmpTransactions transactions, Clock clock) {
        this.certificates = certificates;
        this.transactions = transactions;
        this.clock = clock;
    }

    CmpReply poll(CmpCaller caller, ASN1Encodable content, byte[] transaction) {
        var found = transactions.find(caller, transaction).orElseThrow(CmpPolling::nothing);
        var asked = PollReqContent.getInstance(content).getCertReqIdValues();
        if (asked.length != 1 || !asked[0].equals(found.asked())) {
            throw new CmpFault(PKIFailureInfo.badCertId, "This number was not asked for");
        }
        return switch (found.state()) {
            case WAITING -> waiting(caller, transaction, found);
            // The answer was lost on its way: here it is once more.
            case UNCONFIRMED ->
                Optional.ofNullable(found.serial())
                        .flatMap(certificates::certificate)
                        .map(certificate -> granted(found, certificate))
                        .orElseThrow(CmpPolling::nothing);
            case BEGUN, DONE -> throw nothing();
        };
    }

    private CmpReply waiting(CmpCaller caller, byte[] transaction, CmpTransaction found) {
        var id = found.request();
        var request = id == null ? null : certificates.request(id).orElse(null);
        if (request == null || request.state().ended()) {
            transactions.refused(caller, transaction);
            return CmpReply.of(CmpResponses.rejected(
                    found.answer(), found.asked(), PKIFailureInfo.notAuthorized, "The desk did not approve it"));
        }
        var certificate = request.state().certified()
                ? Optional.ofNullable(request.serial()).flatMap(certificates::certificate)
                : Optional.<X509Certificate>empty();
        if (certificate.isEmpty()) return CmpReply.of(CmpResponses.later(found.asked(), after(found)));
        certificates.note(caller.key(), certificate.get(), null);
        transactions.arrived(caller, transaction, request.id(), certificate.get());
        return granted(found, certificate.get());
    }

    private static CmpReply granted(CmpTransaction found, X509Certificate certificate) {
        return new CmpReply(CmpResponses.granted(found.answer(), found.asked(), certificate), found.implicit());
    }

    /// Who has waited for long asks seldom: people take days.
    private Duration after(CmpTransaction found) {
        var quarter = Duration.between(found.begunAt(), clock.instant()).dividedBy(4);
        if (quarter.compareTo(SOONEST) < 0) return SOONEST;
        return quarter.compareTo(LATEST) > 0 ? LATEST : quarter;
    }

    private static CmpFault nothing() {
        return new CmpFault(PKIFailureInfo.badRequest, "Nothing is waited for in this transaction");
    }
}
