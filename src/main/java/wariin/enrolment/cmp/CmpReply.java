package wariin.enrolment.cmp;

import org.bouncycastle.asn1.cmp.PKIBody;

/// What a message is answered with.
///
/// @param implicit whether the certificate in it needs no confirmation, as its client asked at the beginning
record CmpReply(PKIBody body, boolean implicit) {
    static CmpReply of(PKIBody body) {
        return new CmpReply(body, false);
    }
}
