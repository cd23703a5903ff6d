package wariin.enrolment.acme;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import wariin.enrolment.ProgramCertificates;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.journal.Act;
import wariin.ra.Enrolment;
import wariin.ra.EnrolmentOutcome;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.CertificateRequest;
import wariin.x509.CertificationRequest;
import wariin.x509.SerialNumber;

/// Makes certificates of orders (RFC 8555, 7.4). The numbered steps are those of docs/enrolment.md.
@Service
public class AcmeFinalization {

    private static final Logger log = LoggerFactory.getLogger(AcmeFinalization.class);
    private static final Duration ABANDONED = Duration.ofMinutes(10);
    private static final int SWEEP = 50;

    private final AcmeOrders orders;
    private final OrderRegister register;
    private final AcmeNames names;
    private final ProgramCertificates certificates;
    private final AcmeAccounts.Writing writing;

    AcmeFinalization(
            AcmeOrders orders,
            OrderRegister register,
            AcmeNames names,
            ProgramCertificates certificates,
            AcmeAccounts.Writing writing) {
        this.orders = orders;
        this.register = register;
        this.names = names;
        this.certificates = certificates;
        this.writing = writing;
    }

    public Order finish(Account account, String id, byte[] csr) {
        // 1. Decide. A refusal here leaves the order as it was.
        var order = orders.find(account, id);
        if (order.status() != Order.Status.ready) {
            throw AcmeProblem.of(Type.orderNotReady, "The order is " + order.status() + ", not ready");
        }
        var request = read(csr);
        if (Arrays.equals(request.key().getEncoded(), account.key().publicKey().getEncoded())) {
            throw AcmeProblem.of(Type.badPublicKey, "The account's own key is not certified");
        }
        names.checkRequest(request, order.identifiers());
        var basis = orders.basis(account);
        if (order.identifiers().getFirst().isMail()) {
            MailUses.check(request, basis.rule().profile());
        }
        var enrolment = new Enrolment(
                basis.rule().profile(),
                request.key(),
                AcmeNames.registrant(basis.rule(), order.identifiers(), request),
                order.notAfter() == null
                        ? null
                        : Duration.between(writing.clock().instant(), order.notAfter()));

        // 2. The intent, in a transaction of its own; only one caller gets beyond it.
        if (!begin(account, order, csr)) {
            throw AcmeProblem.of(Type.orderNotReady, "The order is being processed");
        }

        // 3. The certificate, outside of any transaction; 4. the result.
        var outcome = certificates.enrol(basis.key(), enrolment, account.id());
        return switch (outcome) {
            case EnrolmentOutcome.Issued(var _, var certificate, var _) ->
                issued(account, order, SerialNumber.of(certificate));
            case EnrolmentOutcome.Pending(var waiting) -> {
                writing.transactions().executeWithoutResult(_ -> register.waitsFor(id, waiting));
                yield register.find(account.id(), id).orElseThrow();
            }
            case EnrolmentOutcome.Refused(var reason) -> {
                var problem = problem(reason);
                fail(account, order, problem);
                throw problem;
            }
        };
    }

    private static CertificationRequest read(byte[] csr) {
        return switch (CertificationRequest.parse(csr)) {
            case CertificationRequest.Reading.Proven(var request) -> request;
            case CertificationRequest.Reading.Refused(var fault, var detail) ->
                throw AcmeProblem.of(
                        fault == CertificationRequest.Fault.WEAK_KEY ? Type.badPublicKey : Type.badCSR, detail);
        };
    }

    private boolean begin(Account account, Order order, byte[] csr) {
        var begun = writing.transactions().execute(_ -> {
            if (!register.begin(order.id(), csr, writing.clock().instant())) return false;
            writing.journal().append(Act.of("acme-order-finalized", order.id(), account.actor()));
            return true;
        });
        return Boolean.TRUE.equals(begun);
    }

    private Order issued(Account account, Order order, SerialNumber serial) {
        writing.transactions().executeWithoutResult(_ -> {
            if (!register.issued(order.id(), serial.toString(), writing.clock().instant())) return;
            writing.journal()
                    .append(new Act(
                            "acme-order-issued", order.id(), account.actor(), Map.of("serial", serial.toString())));
        });
        return register.find(account.id(), order.id()).orElseThrow();
    }

    private void fail(Account account, Order order, AcmeProblem problem) {
        var json = SignedRequest.JSON.writeValueAsString(problem.document());
        writing.transactions().executeWithoutResult(_ -> {
            if (!register.failed(order.id(), json, writing.clock().instant())) return;
            writing.journal()
                    .append(new Act(
                            "acme-order-failed", order.id(), account.actor(), Map.of("problem", problem.detail())));
        });
    }

    /// An order as it is, also when it waited for people and they acted.
    public Order look(Account account, String id) {
        var order = orders.find(account, id);
        if (order.status() != Order.Status.processing || order.request() == null) return order;
        var request = certificates.request(order.request());
        if (request.isEmpty()) return order;
        return request.get().serial() != null
                ? delivered(account, order, request.get().serial())
                : waiting(account, order, request.get());
    }

    private Order delivered(Account account, Order order, SerialNumber serial) {
        certificates
                .certificate(serial)
                .ifPresent(
                        certificate -> certificates.note(orders.basis(account).key(), certificate, account.id()));
        return issued(account, order, serial);
    }

    private Order waiting(Account account, Order order, CertificateRequest request) {
        if (!request.state().ended()) return order;
        fail(account, order, AcmeProblem.of(Type.unauthorized, "The desk refused the request"));
        return register.find(account.id(), order.id()).orElseThrow();
    }

    /// What a crash left between intent and result ends here: the client orders again. If the certificate was issued
    /// all the same, the desk sees and can revoke it.
    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT2M")
    void endAbandoned() {
        var before = writing.clock().instant().minus(ABANDONED);
        var problem = AcmeProblem.of(Type.serverInternal, "The server was interrupted; order again");
        var json = SignedRequest.JSON.writeValueAsString(problem.document());
        for (var order : register.begunBefore(before, SWEEP)) {
            writing.transactions().executeWithoutResult(_ -> {
                if (!register.failed(order.id(), json, writing.clock().instant())) return;
                writing.journal().append(Act.of("acme-order-abandoned", order.id(), "system"));
            });
            log.atWarn().addKeyValue("order", order.id()).log("An interrupted order was ended");
        }
    }

    private static AcmeProblem problem(RegistrationRefusal reason) {
        var type = switch (reason) {
            case RegistrationRefusal.OutsideDomain _ -> Type.rejectedIdentifier;
            case RegistrationRefusal.LimitExceeded _ -> Type.rateLimited;
            case RegistrationRefusal.Unfit _, RegistrationRefusal.BadField _ -> Type.badCSR;
            case RegistrationRefusal.Plain plain ->
                switch (plain) {
                    case OUTSIDE_STANDING_APPROVAL -> Type.rejectedIdentifier;
                    case KEY_NOT_PROVEN -> Type.badCSR;
                    case KEY_TOO_WEAK, KEY_USED_BEFORE -> Type.badPublicKey;
                    default -> Type.unauthorized;
                };
            default -> Type.unauthorized;
        };
        return AcmeProblem.of(type, reason.sentence());
    }
}
