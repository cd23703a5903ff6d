package wariin.identity;

import java.time.Instant;

/// One thing that was proven about a person, with the time: what a certificate's level is decided from.
public record Proof(Kind kind, Instant at, String detail) {

    /// What can be proven.
    public enum Kind {
        /// A one-time code or link sent to the address came back. Detail: the address.
        EMAIL_CONFIRMED,
        /// A passkey with user verification was registered. Detail: its credential id.
        PASSKEY_REGISTERED,
        /// A PIN and a TOTP secret were set and used once.
        PIN_AND_TOTP_ENROLLED,
        /// The person said in whose name they act. Detail: the name. Nobody has checked it.
        ORGANISATION_STATED,
        /// An owner or administrator of the organisation invited the person. Detail: who.
        INVITED_BY_ORGANISATION,
        /// The identity provider of the organisation vouched for the person. Detail: its issuer.
        VOUCHED_BY_PROVIDER,
        /// The operator confirmed that the organisation exists and the person acts for it. Detail: who confirmed.
        ORGANISATION_CONFIRMED
    }
}
