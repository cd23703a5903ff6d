package wariin.enrolment.cmp;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.ra.request.RequestId;
import wariin.x509.SerialNumber;

/// A transaction that goes over several messages (RFC 9810, 5.1.1).
///
/// @param answer the kind of body that its request is answered with
/// @param asked the number that the client gave its request
/// @param implicit whether the client wants no confirmation
record CmpTransaction(
        State state,
        int answer,
        BigInteger asked,
        boolean implicit,
        @Nullable RequestId request,
        @Nullable SerialNumber serial,
        Instant begunAt) {

    static CmpTransaction begun(int answer, BigInteger asked, boolean implicit, Instant at) {
        return new CmpTransaction(State.BEGUN, answer, asked, implicit, null, null, at);
    }

    enum State {
        BEGUN,
        /// People must act first, or a key come back.
        WAITING,
        /// The client has the certificate, and may still give it back.
        UNCONFIRMED,
        DONE
    }
}
