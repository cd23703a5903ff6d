package wariin.enrolment.cmp;

import java.security.cert.X509Certificate;
import wariin.enrolment.EnrolmentKey;

/// Who protected a message, proven (RFC 9810, 5.1.3). Answers are protected likewise.
sealed interface CmpCaller {

    /// Under whose standing approval it asks.
    EnrolmentKey key();

    /// One who knows the secret; its characters are cleared when the answer is made.
    record Secret(EnrolmentKey key, char[] secret) implements CmpCaller {}

    /// One who holds the key of a certificate of ours, which was issued under this key.
    record Holder(EnrolmentKey key, X509Certificate certificate) implements CmpCaller {}

    /// As log entries name it.
    default String actor() {
        return key().actor();
    }
}
