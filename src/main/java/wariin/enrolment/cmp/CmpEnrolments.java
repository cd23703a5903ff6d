package wariin.enrolment.cmp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.CertConfirmContent;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertStatus;
import org.bouncycastle.asn1.cmp.GenMsgContent;
import org.bouncycastle.asn1.cmp.GenRepContent;
import org.bouncycastle.asn1.cmp.InfoTypeAndValue;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cmp.RevDetails;
import org.bouncycastle.asn1.cmp.RevRepContentBuilder;
import org.bouncycastle.asn1.cmp.RevReqContent;
import org.bouncycastle.asn1.crmf.CertId;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;
import wariin.ca.revocation.RevocationReason;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.ProgramCertificates;
import wariin.enrolment.RequestedNames;
import wariin.ra.Enrolment;
import wariin.ra.EnrolmentOutcome;
import wariin.ra.RequestOutcome;
import wariin.ra.approval.StandingApproval;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.Registrant;
import wariin.x509.Certificates;
import wariin.x509.SerialNumber;

/// Does what messages ask for: certificates, new keys, revocation, confirmation, information (RFC 9483, 4).
@Component
class CmpEnrolments {

    /// id-it-caCerts (RFC 9480, 2.14).
    private static final ASN1ObjectIdentifier AUTHORITIES = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.4.17");

    private final EnrolmentKeys keys;
    private final ProgramCertificates certificates;
    private final CmpTransactions transactions;
    private final CertificationAuthority authority;

    CmpEnrolments(
            EnrolmentKeys keys,
            ProgramCertificates certificates,
            CmpTransactions transactions,
            CertificationAuthority authority) {
        this.keys = keys;
        this.certificates = certificates;
        this.transactions = transactions;
        this.authority = authority;
    }

    static boolean isCertificate(PKIBody body) {
        return body.getContent() instanceof CertRepMessage answer
                && answer.getResponse()[0].getCertifiedKeyPair() != null;
    }

    /// The chain above the certificate in this answer.
    static List<X509Certificate> chain(PKIBody body, CertificationAuthority authority) {
        var pair = ((CertRepMessage) body.getContent()).getResponse()[0].getCertifiedKeyPair();
        var leaf = pair.getCertOrEncCert().getCertificate().getX509v3PKCert();
        return authority
                .find(new SerialNumber(leaf.getSerialNumber().getValue()))
                .map(authority::chain)
                .map(chain -> chain.subList(1, chain.size()))
                .orElse(List.of());
    }

    /// A certificate for the names that the request says.
    CmpReply enrol(CmpCaller caller, CmpRequests.Asked asked, int answer, byte[] transaction, boolean implicit) {
        var rule = rule(caller);
        return issue(caller, asked, RequestedNames.of(asked.request(), rule), answer, transaction, implicit);
    }

    /// A new key for the names of the certificate that signed the message, which may not ask for others.
    CmpReply update(CmpCaller caller, CmpRequests.Asked asked, byte[] transaction, boolean implicit) {
        if (!(caller instanceof CmpCaller.Holder(var _, var old))) {
            throw new CmpFault(PKIFailureInfo.wrongIntegrity, "Whoever updates a key signs with the one before");
        }
        var rule = rule(caller);
        var registrant = RequestedNames.of(old, rule);
        var wished = asked.request();
        if (!wished.attributes().isEmpty() && !RequestedNames.of(wished, rule).equals(registrant)) {
            throw new CmpFault(PKIFailureInfo.badCertTemplate, "An update has the names of the certificate before");
        }
        if (Arrays.equals(wished.key().getEncoded(), old.getPublicKey().getEncoded())) {
            throw new CmpFault(PKIFailureInfo.badCertTemplate, "An update has another key than the certificate before");
        }
        return issue(caller, asked, registrant, PKIBody.TYPE_KEY_UPDATE_REP, transaction, implicit);
    }

    private StandingApproval rule(CmpCaller caller) {
        return keys.approval(caller.key())
                .orElseThrow(() -> new CmpFault(PKIFailureInfo.notAuthorized, "The key has no standing approval"));
    }

    private CmpReply issue(
            CmpCaller caller,
            CmpRequests.Asked asked,
            Registrant registrant,
            int answer,
            byte[] transaction,
            boolean implicit) {
        transactions.begin(caller, transaction, answer, asked.id(), implicit);
        var enrolment = new Enrolment(rule(caller).profile(), asked.request().key(), registrant, null);
        return switch (certificates.enrol(caller.key(), enrolment, null)) {
            case EnrolmentOutcome.Issued(var _, var certificate, var _) -> {
                transactions.issued(caller, transaction, certificate);
                yield new CmpReply(CmpResponses.granted(answer, asked.id(), certificate), implicit);
            }
            case EnrolmentOutcome.Pending(var request) -> {
                transactions.waits(caller, transaction, request);
                yield CmpReply.of(CmpResponses.waiting(answer, asked.id()));
            }
            case EnrolmentOutcome.Refused(var reason) -> {
                transactions.refused(caller, transaction);
                yield CmpReply.of(CmpResponses.rejected(answer, asked.id(), failure(reason), reason.sentence()));
            }
        };
    }

    private static int failure(RegistrationRefusal reason) {
        return switch (reason) {
            case RegistrationRefusal.Unfit _, RegistrationRefusal.BadField _ -> PKIFailureInfo.badCertTemplate;
            case RegistrationRefusal.Plain plain
            when plain == RegistrationRefusal.Plain.KEY_USED_BEFORE -> PKIFailureInfo.badCertTemplate;
            default -> PKIFailureInfo.notAuthorized;
        };
    }

    /// The client looked at the certificate. One that does not want it gives it back: it is revoked.
    PKIBody confirm(CmpCaller caller, ASN1Encodable content, byte[] transaction) {
        var certificate = transactions
                .confirmed(caller, transaction)
                .flatMap(certificates::certificate)
                .orElseThrow(() -> new CmpFault(PKIFailureInfo.badRequest, "There is nothing to confirm"));
        var all = CertConfirmContent.getInstance(content).toCertStatusArray();
        // Without any status the client wants none of the certificates (RFC 9810, 5.3.18).
        var accepted = all.length == 1 && accepts(all[0]);
        if (accepted && !Arrays.equals(all[0].getCertHash().getOctets(), hash(certificate, all[0]))) {
            throw new CmpFault(PKIFailureInfo.badCertId, "The hash is not that of the certificate");
        }
        if (!accepted) giveBack(caller, certificate);
        return new PKIBody(PKIBody.TYPE_CONFIRM, DERNull.INSTANCE);
    }

    private static boolean accepts(CertStatus status) {
        var info = status.getStatusInfo();
        return info == null || info.getStatus().signum() == 0;
    }

    private void giveBack(CmpCaller caller, X509Certificate certificate) {
        certificates
                .find(SerialNumber.of(certificate))
                .ifPresent(program ->
                        certificates.revoke(program, RevocationReason.CESSATION_OF_OPERATION, caller.actor()));
    }

    /// By the hash of the certificate's own signature, unless the client names another (RFC 9810, 5.3.18).
    private static byte[] hash(X509Certificate certificate, CertStatus status) {
        var named = status.getHashAlg() == null
                ? certificate.getSigAlgName().toUpperCase(Locale.ROOT)
                : status.getHashAlg().getAlgorithm().getId();
        var digest = named.startsWith("SHA384") || named.equals("2.16.840.1.101.3.4.2.2")
                ? "SHA-384"
                : named.startsWith("ML-DSA") || named.equals("2.16.840.1.101.3.4.2.3") ? "SHA-512" : "SHA-256";
        try {
            return MessageDigest.getInstance(digest).digest(Certificates.encoded(certificate));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Revokes what the same program got: the holder its own certificate, who knows the secret any that came of it.
    PKIBody revoke(CmpCaller caller, ASN1Encodable content) {
        var all = RevReqContent.getInstance(content).toRevDetailsArray();
        if (all.length != 1) throw new CmpFault(PKIFailureInfo.badRequest, "One certificate is revoked at a time");
        var details = all[0].getCertDetails();
        if (details.getSerialNumber() == null || details.getIssuer() == null) throw unknown();
        var number = details.getSerialNumber().getValue();
        if (number.signum() <= 0 || number.bitLength() > 159) throw unknown();
        var serial = new SerialNumber(number);
        var certificate = certificates.certificate(serial).orElseThrow(CmpEnrolments::unknown);
        var program = certificates
                .find(serial)
                .filter(found -> found.key().equals(caller.key().id()))
                .orElseThrow(CmpEnrolments::unknown);
        var mine = !(caller instanceof CmpCaller.Holder(var _, var own)) || own.equals(certificate);
        var issuer = org.bouncycastle.asn1.x500.X500Name.getInstance(
                certificate.getIssuerX500Principal().getEncoded());
        if (!mine || !issuer.equals(details.getIssuer())) throw unknown();
        var status = switch (certificates.revoke(program, reason(all[0]), caller.actor())) {
            case RequestOutcome.Done _ -> new PKIStatusInfo(PKIStatus.granted);
            case RequestOutcome.Unknown _ -> throw unknown();
            case RequestOutcome.Refused(var why) ->
                CmpFault.rejection(
                        certificates.isRevoked(certificate) ? PKIFailureInfo.certRevoked : PKIFailureInfo.badRequest,
                        why.sentence());
        };
        var id = new CertId(new GeneralName(details.getIssuer()), details.getSerialNumber());
        return new PKIBody(
                PKIBody.TYPE_REVOCATION_REP,
                new RevRepContentBuilder().add(status, id).build());
    }

    private static CmpFault unknown() {
        return new CmpFault(PKIFailureInfo.badCertId, "This program has no such certificate");
    }

    private static RevocationReason reason(RevDetails details) {
        var extensions = details.getCrlEntryDetails();
        var said = extensions == null ? null : extensions.getExtensionParsedValue(Extension.reasonCode);
        if (said == null) return RevocationReason.UNSPECIFIED;
        return switch (ASN1Enumerated.getInstance(said).intValueExact()) {
            case 0 -> RevocationReason.UNSPECIFIED;
            case 1 -> RevocationReason.KEY_COMPROMISE;
            case 3 -> RevocationReason.AFFILIATION_CHANGED;
            case 4 -> RevocationReason.SUPERSEDED;
            case 5 -> RevocationReason.CESSATION_OF_OPERATION;
            default -> throw new CmpFault(PKIFailureInfo.badRequest, "Nothing is revoked for this reason");
        };
    }

    /// What a client wants to know; of what we do not know, only the question comes back (RFC 9483, 4.3).
    PKIBody tell(ASN1Encodable content) {
        var told = new ArrayList<InfoTypeAndValue>();
        for (var question : GenMsgContent.getInstance(content).toInfoTypeAndValueArray()) {
            told.add(
                    question.getInfoType().equals(AUTHORITIES)
                            ? new InfoTypeAndValue(AUTHORITIES, new DERSequence(authorities()))
                            : new InfoTypeAndValue(question.getInfoType()));
        }
        return new PKIBody(PKIBody.TYPE_GEN_REP, new GenRepContent(told.toArray(InfoTypeAndValue[]::new)));
    }

    private ASN1Encodable[] authorities() {
        return authority.authorities().values().stream()
                .distinct()
                .map(CmpResponses::certificate)
                .toArray(ASN1Encodable[]::new);
    }
}
