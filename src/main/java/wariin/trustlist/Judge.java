package wariin.trustlist;

import java.security.cert.X509Certificate;
import java.util.List;
import wariin.tsl.TrustedList;

/// Somebody who must accept a signed list before it is published. Each judges for itself; one refusal is enough.
interface Judge {

    /// A list, with what is known apart from it.
    ///
    /// @param says what the file should say
    /// @param lastSequence of the list in force, 0 before the first
    record Candidate(byte[] xml, TrustedList says, List<X509Certificate> signers, long lastSequence) {}

    /// Why the list must not be published; empty if it may.
    List<String> objections(Candidate candidate);
}
