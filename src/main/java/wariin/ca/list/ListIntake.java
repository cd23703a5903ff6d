package wariin.ca.list;

import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.authority.Authority;
import wariin.ca.list.RevocationListRegister.Knowledge;
import wariin.ca.list.RevocationListRegister.Signed;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.x509.Certificates;
import wariin.x509.Der;
import wariin.x509.DerReader;
import wariin.x509.SignedRevocationList;

/// Takes in lists of an authority whose key is kept elsewhere, as that of a root in a safe.
@Component
public class ListIntake {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final String CRL_NUMBER = "2.5.29.20";
    private static final Set<String> DIVIDED = Set.of("2.5.29.27", "2.5.29.28");

    /// What became of a list that somebody brought.
    public sealed interface Outcome {
        record TakenIn(long number) implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    /// Why a list is not taken in.
    public enum Reason {
        NO_SUCH_AUTHORITY,
        KEY_IS_HERE,
        NOT_A_LIST,
        OF_ANOTHER_AUTHORITY,
        WRONG_SIGNATURE,
        NOT_A_FULL_LIST,
        NOT_IN_TIME,
        OLDER_THAN_THE_ONE_THERE
    }

    private final RevocationListRegister lists;
    private final TransactionTemplate transactions;
    private final Journal journal;
    private final Clock clock;

    ListIntake(RevocationListRegister lists, TransactionTemplate transactions, Journal journal, Clock clock) {
        this.lists = lists;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// Nothing is stored unless it is newer than what is there.
    public Outcome takeIn(Optional<Authority> found, byte[] der) {
        if (found.isEmpty()) return new Outcome.Refused(Reason.NO_SUCH_AUTHORITY);
        var authority = found.get();
        if (authority.key() != null) return new Outcome.Refused(Reason.KEY_IS_HERE);
        var list = read(der);
        if (list.isEmpty()) return new Outcome.Refused(Reason.NOT_A_LIST);
        var fault = fault(authority, list.get());
        return fault.<Outcome>map(Outcome.Refused::new).orElseGet(() -> store(authority, list.get()));
    }

    private Optional<Reason> fault(Authority authority, X509CRL list) {
        if (!list.getIssuerX500Principal().equals(authority.certificate().getSubjectX500Principal())) {
            return Optional.of(Reason.OF_ANOTHER_AUTHORITY);
        }
        if (!isSignedBy(authority, list)) return Optional.of(Reason.WRONG_SIGNATURE);
        var critical = list.getCriticalExtensionOIDs();
        if (critical == null
                || list.hasUnsupportedCriticalExtension()
                || list.getExtensionValue(CRL_NUMBER) == null
                || critical.stream().anyMatch(DIVIDED::contains)) {
            return Optional.of(Reason.NOT_A_FULL_LIST);
        }
        var now = clock.instant();
        var early = list.getThisUpdate().toInstant().isAfter(now.plus(CLOCKS_DIFFER));
        var late = list.getNextUpdate() == null
                || !list.getNextUpdate().toInstant().isAfter(now);
        return early || late ? Optional.of(Reason.NOT_IN_TIME) : Optional.empty();
    }

    private Outcome store(Authority authority, X509CRL list) {
        var number = number(list);
        if (number <= 0) return new Outcome.Refused(Reason.NOT_A_FULL_LIST);
        var revoked = list.getRevokedCertificates();
        var signed = new Signed(
                0,
                number,
                list.getThisUpdate().toInstant(),
                list.getNextUpdate().toInstant(),
                new Knowledge(revoked == null ? 0 : revoked.size(), 0),
                new SignedRevocationList(new byte[0], encoded(list), new byte[0]));
        var taken = Boolean.TRUE.equals(transactions.execute(_ -> {
            lists.open(authority);
            if (!lists.takeIn(authority.name(), signed)) return false;
            journal.append(new Act(
                    "revocation-list-taken-in", authority.name(), "system", Map.of("number", Long.toString(number))));
            return true;
        }));
        return taken ? new Outcome.TakenIn(number) : new Outcome.Refused(Reason.OLDER_THAN_THE_ONE_THERE);
    }

    private static Optional<X509CRL> read(byte[] der) {
        try {
            return Optional.of(Certificates.parseList(der));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    private static byte[] encoded(X509CRL list) {
        try {
            return list.getEncoded();
        } catch (CRLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSignedBy(Authority authority, X509CRL list) {
        try {
            list.verify(authority.certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static long number(X509CRL list) {
        var value = DerReader.over(list.getExtensionValue(CRL_NUMBER)).contents(Der.OCTET_STRING);
        var number = DerReader.over(value).integer();
        return number.bitLength() > 63 ? 0 : number.longValue();
    }
}
