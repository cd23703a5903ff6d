package wariin.enrolment.est;

import java.security.cert.X509Certificate;

/// What became of a request over EST (RFC 7030, 4.2.3).
public sealed interface EstAnswer {

    record Issued(X509Certificate certificate) implements EstAnswer {}

    /// People have to act first; ask again later.
    record Waiting() implements EstAnswer {}

    /// @param sentence in English, since the protocol knows no other language
    record Refused(String sentence) implements EstAnswer {}
}
