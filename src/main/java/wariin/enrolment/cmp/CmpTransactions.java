package wariin.enrolment.cmp;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.request.RequestId;
import wariin.x509.SerialNumber;

/// Transactions that go over several messages: certificates that are waited for (RFC 9483, 4.4), and those that their
/// clients have not confirmed yet (RFC 9810, 5.2.8.3.2). A client goes on with them at any server, after any restart.
@Component
class CmpTransactions {

    /// As long as a body that waits for officers lasts.
    private static final Duration WAITING = Duration.ofDays(7);

    /// Silence is no refusal: who confirms later has a valid certificate all the same.
    private static final Duration CONFIRMING = Duration.ofMinutes(10);

    private static final int MOST_OF_A_KEY = 1_000;

    /// What a step is written with.
    @Component("cmpTransactionsWriting")
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock) {}

    private final CmpTransactionRegister register;
    private final Writing writing;

    CmpTransactions(CmpTransactionRegister register, Writing writing) {
        this.register = register;
        this.writing = writing;
    }

    /// @param answer the kind of body that will answer
    void begin(CmpCaller caller, byte[] transaction, int answer, BigInteger asked, boolean implicit) {
        var now = writing.clock().instant();
        var key = caller.key().id();
        if (register.open(key, now) >= MOST_OF_A_KEY) {
            throw new CmpFault(PKIFailureInfo.systemUnavail, "Too many transactions are open; come back later");
        }
        if (!register.begin(
                key, transaction, CmpTransaction.begun(answer, asked, implicit, now), now.plus(CONFIRMING))) {
            throw new CmpFault(PKIFailureInfo.transactionIdInUse, "This transaction was begun before");
        }
    }

    void waits(CmpCaller caller, byte[] transaction, RequestId request) {
        writing.transactions().executeWithoutResult(_ -> {
            var until = writing.clock().instant().plus(WAITING);
            if (register.waits(caller.key().id(), transaction, request, until)) {
                append("program-request-waits", caller, request, Map.of());
            }
        });
    }

    void issued(CmpCaller caller, byte[] transaction, X509Certificate certificate) {
        register.issued(caller.key().id(), transaction, SerialNumber.of(certificate), confirming());
    }

    /// One that was waited for; asked again it is the same.
    void arrived(CmpCaller caller, byte[] transaction, RequestId request, X509Certificate certificate) {
        writing.transactions().executeWithoutResult(_ -> {
            var serial = SerialNumber.of(certificate);
            if (register.issued(caller.key().id(), transaction, serial, confirming())) {
                append("program-request-issued", caller, request, Map.of("serial", serial.toString()));
            }
        });
    }

    /// Nothing comes of it.
    void refused(CmpCaller caller, byte[] transaction) {
        register.refused(caller.key().id(), transaction);
    }

    /// One whose certificate is waited for, or was not confirmed.
    Optional<CmpTransaction> find(CmpCaller caller, byte[] transaction) {
        return register.find(caller.key().id(), transaction, writing.clock().instant());
    }

    /// The certificate, once.
    Optional<SerialNumber> confirmed(CmpCaller caller, byte[] transaction) {
        return register.confirm(caller.key().id(), transaction, writing.clock().instant());
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT2M")
    void forgetOld() {
        register.forget(writing.clock().instant());
    }

    private Instant confirming() {
        return writing.clock().instant().plus(CONFIRMING);
    }

    private void append(String kind, CmpCaller caller, RequestId request, Map<String, String> facts) {
        writing.journal().append(new Act(kind, request.toString(), caller.actor(), facts));
    }
}
