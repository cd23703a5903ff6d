package wariin.enrolment.cmp;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cmp.ErrorMsgContent;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.cert.cmp.GeneralPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Answers the messages of CMP clients: one in, one out (RFC 9483, 3 and 4).
@Service
public class CmpServer {

    private static final Logger log = LoggerFactory.getLogger(CmpServer.class);
    private static final int LONGEST_NONCE = 64;

    private final CmpCallers callers;
    private final CmpAnswers answers;
    private final CmpEnrolments enrolments;
    private final CmpPolling polling;
    private final CmpSigner signer;

    CmpServer(CmpCallers callers, CmpAnswers answers, CmpEnrolments enrolments, CmpPolling polling, CmpSigner signer) {
        this.callers = callers;
        this.answers = answers;
        this.enrolments = enrolments;
        this.polling = polling;
        this.signer = signer;
    }

    /// The certificate that signs answers to those who signed their message.
    public X509Certificate signer() {
        return signer.certificate();
    }

    /// The answer in DER, whatever came. Never inside a transaction.
    ///
    /// @param address from which network address it came
    public byte[] answer(byte[] message, String address) {
        PKIMessage read;
        try {
            read = PKIMessage.getInstance(message);
            read.getHeader().getTransactionID();
        } catch (RuntimeException _) {
            return answers.unprotected(null, error(new CmpFault(PKIFailureInfo.badDataFormat, "Not a message of CMP")));
        }
        CmpCaller caller;
        try {
            caller = caller(read, address);
        } catch (CmpFault fault) {
            return answers.unprotected(read.getHeader(), error(fault));
        }
        try {
            return answers.protect(read.getHeader(), reply(caller, read), caller);
        } finally {
            if (caller instanceof CmpCaller.Secret(var _, var secret)) Arrays.fill(secret, '\0');
        }
    }

    private CmpCaller caller(PKIMessage message, String address) {
        var header = message.getHeader();
        var version = header.getPvno().intPositiveValueExact();
        if (version < 2 || version > 3) {
            throw new CmpFault(PKIFailureInfo.unsupportedVersion, "Versions 2 and 3 are spoken here");
        }
        var general = new GeneralPKIMessage(message);
        if (!general.hasProtection())
            throw new CmpFault(PKIFailureInfo.badMessageCheck, "The message is not protected");
        if (header.getTransactionID() == null
                || header.getSenderNonce() == null
                || header.getTransactionID().getOctets().length > LONGEST_NONCE
                || header.getSenderNonce().getOctets().length > LONGEST_NONCE) {
            throw new CmpFault(PKIFailureInfo.badRequest, "A message has a transaction id and a nonce");
        }
        return callers.of(new ProtectedPKIMessage(general), address);
    }

    private CmpReply reply(CmpCaller caller, PKIMessage message) {
        try {
            return dispatch(caller, message);
        } catch (CmpFault fault) {
            return CmpReply.of(error(fault));
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            log.atInfo().addKeyValue("key", caller.key().id()).setCause(e).log("A CMP message cannot be read");
            return CmpReply.of(error(new CmpFault(PKIFailureInfo.badDataFormat, "The message cannot be read")));
        }
    }

    private CmpReply dispatch(CmpCaller caller, PKIMessage message) throws IOException {
        var transaction = message.getHeader().getTransactionID().getOctets();
        var implicit = CmpAnswers.wantsNoConfirmation(message.getHeader());
        var content = (ASN1Encodable) message.getBody().getContent();
        return switch (message.getBody().getType()) {
            case PKIBody.TYPE_INIT_REQ ->
                enrolments.enrol(caller, CmpRequests.template(content), PKIBody.TYPE_INIT_REP, transaction, implicit);
            case PKIBody.TYPE_CERT_REQ ->
                enrolments.enrol(caller, CmpRequests.template(content), PKIBody.TYPE_CERT_REP, transaction, implicit);
            case PKIBody.TYPE_P10_CERT_REQ ->
                enrolments.enrol(caller, CmpRequests.pkcs10(content), PKIBody.TYPE_CERT_REP, transaction, implicit);
            case PKIBody.TYPE_KEY_UPDATE_REQ ->
                enrolments.update(caller, CmpRequests.template(content), transaction, implicit);
            case PKIBody.TYPE_REVOCATION_REQ -> CmpReply.of(enrolments.revoke(caller, content));
            case PKIBody.TYPE_CERT_CONFIRM -> CmpReply.of(enrolments.confirm(caller, content, transaction));
            case PKIBody.TYPE_POLL_REQ -> polling.poll(caller, content, transaction);
            case PKIBody.TYPE_GEN_MSG -> CmpReply.of(enrolments.tell(content));
            default -> throw new CmpFault(PKIFailureInfo.badRequest, "Messages of this kind are not answered here");
        };
    }

    private static PKIBody error(CmpFault fault) {
        return new PKIBody(PKIBody.TYPE_ERROR, new ErrorMsgContent(fault.status()));
    }
}
