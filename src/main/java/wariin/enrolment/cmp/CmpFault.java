package wariin.enrolment.cmp;

import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;

/// Why a message gets an error instead of what it asks for (RFC 9810, 5.2.3).
class CmpFault extends RuntimeException {

    private final int failure;

    /// @param failure one of the bits of PKIFailureInfo
    CmpFault(int failure, String sentence) {
        super(sentence);
        this.failure = failure;
    }

    PKIStatusInfo status() {
        return rejection(failure, String.valueOf(getMessage()));
    }

    static PKIStatusInfo rejection(int failure, String sentence) {
        return new PKIStatusInfo(PKIStatus.rejection, new PKIFreeText(sentence), new PKIFailureInfo(failure));
    }
}
