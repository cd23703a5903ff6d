package wariin.x509;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds a status answer against what its responder owes (RFC 6960, 4.2; RFC 9654; S/MIME BR, 4.9.10). It reads the
/// finished DER; each finding is `name: sentence (clause)`.
public final class StatusAnswerLinter {
    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";
    private static final Set<String> DIGESTS = Set.of("1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1");
    private static final int GOOD = 0x80;
    private static final int REVOKED = 0xa1;
    private static final int UNKNOWN = 0x82;

    /// What the answer must be.
    ///
    /// @param longest from the moment of the status to the next one
    public record Expected(X509Certificate signer, Duration longest, Optional<byte[]> nonce) {}

    private final Expected expected;
    private final Findings findings = new Findings();

    private StatusAnswerLinter(Expected expected) {
        this.expected = expected;
    }

    /// What is wrong with a body that shall be signed; empty if nothing.
    public static List<String> lint(byte[] toBeSigned, Expected expected) {
        var linter = new StatusAnswerLinter(expected);
        try {
            linter.body(DerReader.over(toBeSigned));
        } catch (MalformedDer e) {
            linter.findings.add(Finding.NOT_DER, String.valueOf(e.getMessage()));
        }
        return linter.findings.all();
    }

    /// The same for a whole answer, with its signature.
    public static List<String> lintSigned(byte[] answer, Expected expected) {
        var linter = new StatusAnswerLinter(expected);
        try {
            linter.whole(DerReader.over(answer));
        } catch (MalformedDer e) {
            linter.findings.add(Finding.NOT_DER, String.valueOf(e.getMessage()));
        }
        return linter.findings.all();
    }

    private void whole(DerReader whole) {
        var response = whole.into(Der.SEQUENCE);
        whole.end();
        var successful = Arrays.equals(response.contents(Der.ENUMERATED), new byte[1]);
        findings.require(successful, Finding.RESPONSE_STATUS);
        if (!response.hasMore()) return;
        var bytes = response.into(Der.CONTEXT).into(Der.SEQUENCE);
        response.end();
        findings.require(bytes.oid().equals(BASIC), Finding.RESPONSE_TYPE);
        var octets = DerReader.over(bytes.contents(Der.OCTET_STRING));
        bytes.end();
        var basic = octets.into(Der.SEQUENCE);
        octets.end();
        var body = basic.element();
        SignedDer.lint(basic, body, expected.signer().getPublicKey(), findings);
        certificates(basic);
        basic.end();
        body(DerReader.over(body));
    }

    private void certificates(DerReader basic) {
        var found = false;
        if (basic.hasNext(Der.CONTEXT)) {
            var list = basic.into(Der.CONTEXT).into(Der.SEQUENCE);
            var signer = Certificates.encoded(expected.signer());
            while (list.hasMore()) found |= Arrays.equals(list.element(), signer);
        }
        findings.require(found, Finding.RESPONDER_CERTIFICATE);
    }

    private void body(DerReader whole) {
        var body = whole.into(Der.SEQUENCE);
        whole.end();
        var key = KeyIdentifier.hash("SHA-1", expected.signer().getPublicKey());
        var named = body.hasNext(Der.CONTEXT + 2)
                && Arrays.equals(body.into(Der.CONTEXT + 2).contents(Der.OCTET_STRING), key);
        findings.require(named, Finding.RESPONDER);
        if (!named && !body.hasNext(Der.GENERALIZED_TIME)) body.element();
        var produced = generalized(body);
        var answers = body.into(Der.SEQUENCE);
        findings.require(answers.hasMore(), Finding.ANSWERS_EMPTY);
        while (answers.hasMore()) single(answers.into(Der.SEQUENCE), produced);
        nonce(body);
        body.end();
    }

    private void single(DerReader answer, Instant produced) {
        var id = answer.into(Der.SEQUENCE);
        var algorithm = id.into(Der.SEQUENCE);
        findings.require(DIGESTS.contains(algorithm.oid()), Finding.ALGORITHM);
        status(answer, produced);
        var thisUpdate = generalized(answer);
        if (!answer.hasNext(Der.CONTEXT)) {
            findings.add(Finding.UPDATE_MISSING);
            return;
        }
        var nextUpdate = generalized(answer.into(Der.CONTEXT));
        findings.require(!answer.hasMore(), Finding.EXTENSION_FORBIDDEN);
        var follow = !thisUpdate.isAfter(produced) && produced.isBefore(nextUpdate);
        findings.require(follow, Finding.PRODUCED);
        var late = Duration.between(thisUpdate, nextUpdate).compareTo(expected.longest()) > 0;
        findings.require(!late, Finding.UPDATE_TOO_LATE);
    }

    private void status(DerReader answer, Instant produced) {
        switch (answer.tag()) {
            case GOOD, UNKNOWN -> findings.require(answer.contents(answer.tag()).length == 0, Finding.ANSWER_STATUS);
            case REVOKED -> {
                var info = answer.into(REVOKED);
                findings.require(!generalized(info).isAfter(produced), Finding.ENTRY_TIME);
                if (info.hasMore()) reason(info.into(Der.CONTEXT).contents(Der.ENUMERATED));
                info.end();
            }
            default -> throw new MalformedDer("Not a status");
        }
    }

    private void reason(byte[] octets) {
        var reason = octets.length == 1 ? octets[0] : -1;
        findings.require(reason != 0, Finding.REASON_UNSPECIFIED);
        findings.require(reason >= 0 && reason <= 10 && reason != 7 && reason != 8, Finding.REASON_UNKNOWN);
    }

    private void nonce(DerReader body) {
        var found = Optional.<byte[]>empty();
        if (body.hasNext(Der.CONTEXT + 1)) {
            var list = body.into(Der.CONTEXT + 1).into(Der.SEQUENCE);
            while (list.hasMore()) {
                var extension = list.into(Der.SEQUENCE);
                var oid = extension.oid();
                findings.require(!extension.hasNext(Der.BOOLEAN), Finding.EXTENSION_CRITICAL, oid);
                if (extension.hasNext(Der.BOOLEAN)) extension.bool();
                var value = extension.contents(Der.OCTET_STRING);
                if (oid.equals(NONCE)) found = Optional.of(DerReader.over(value).contents(Der.OCTET_STRING));
                else findings.add(Finding.EXTENSION_FORBIDDEN, oid);
            }
        }
        var same = found.isPresent() == expected.nonce().isPresent()
                && (found.isEmpty()
                        || Arrays.equals(found.get(), expected.nonce().get()));
        findings.require(same, Finding.NONCE);
    }

    /// Always so in answers, whatever the year (RFC 6960, 4.2.2.1).
    private static Instant generalized(DerReader reader) {
        if (!reader.hasNext(Der.GENERALIZED_TIME)) throw new MalformedDer("Not a GeneralizedTime");
        return reader.time();
    }
}
