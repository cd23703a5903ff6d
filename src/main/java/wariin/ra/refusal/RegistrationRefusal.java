package wariin.ra.refusal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Why the registration authority does not do something. Every one leaves an entry in the log and nothing else.
public sealed interface RegistrationRefusal {

    /// As it stands in log entries and, behind {@code ra.refusal.}, in the keys of texts.
    String key();

    /// What it is about, for the log and for the text.
    default Map<String, String> facts() {
        return Map.of();
    }

    /// One English sentence, for programs.
    default String sentence() {
        return RefusalSentences.of(this);
    }

    /// Refusals that need no further word.
    enum Plain implements RegistrationRefusal {
        /// The state of the request does not allow it.
        NOT_NOW,
        /// Others may, this person may not.
        NOT_YOURS,
        /// It lies at another desk.
        OTHER_DESK,
        /// Was an officer of this desk and is none any more.
        OFFICER_REMOVED,
        DESK_CLOSED,
        /// Nobody approves what they asked for, entered, or will hold.
        OWN_REQUEST,
        /// One officer, one approval.
        ALREADY_APPROVED,
        /// What was signed is not what would be issued.
        BODY_CHANGED,
        /// The body is too old to be signed or issued; approvals start over.
        BODY_TOO_OLD,
        /// Neither a passkey nor PIN and code are set up.
        NO_FACTOR,
        WRONG_PROOF,
        STANDING_APPROVAL_UNKNOWN,
        STANDING_APPROVAL_REVOKED,
        STANDING_APPROVAL_EXPIRED,
        /// Not enough officers have signed it yet.
        STANDING_APPROVAL_INCOMPLETE,
        /// Names, or a validity, that the standing approval does not allow.
        OUTSIDE_STANDING_APPROVAL,
        /// No certification request, or one that does not prove possession of its key.
        KEY_NOT_PROVEN,
        KEY_TOO_WEAK,
        /// The key is known from a certificate of somebody else, or from a revoked one.
        KEY_USED_BEFORE,
        REASON_MISSING,
        TEXT_TOO_LONG,
        /// The profile allows no suspension.
        NOT_SUSPENDABLE,
        /// The certificate has ended, or is revoked already.
        CERTIFICATE_ENDED,
        /// The file is no table with the columns of the template.
        NOT_A_TABLE,
        TOO_MANY_ROWS,
        /// The same row stands further up in the file.
        DUPLICATE_ROW,
        WRONG_CODE,
        /// The one-time code is too old, or was tried too often: another one is needed.
        CODE_EXPIRED,
        TOO_MANY_CODES,
        /// What was put before the officer is too old, was used, or was put before somebody else.
        BALLOT_UNKNOWN,
        FILE_TOO_LARGE,
        /// A signed application is a signed PDF, and there is none.
        APPLICATION_MISSING,
        /// The signer's certificate names a person whom nobody verified.
        SIGNER_NOT_VERIFIED;

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// The desk may not register this organisation.
    record OutsideOrganisation(String number) implements RegistrationRefusal {
        @Override
        public String key() {
            return "outside-organisation";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("organisation", number);
        }
    }

    /// The desk may not register names of this domain.
    record OutsideDomain(String domain) implements RegistrationRefusal {
        @Override
        public String key() {
            return "outside-domain";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("domain", domain);
        }
    }

    /// The desk may not use this profile, or there is none of that name for holders.
    record OutsideProfile(String profile) implements RegistrationRefusal {
        @Override
        public String key() {
            return "outside-profile";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("profile", profile);
        }
    }

    /// Evidence is there, but it is too old: its clock ran out.
    record StaleEvidence(String what, String since) implements RegistrationRefusal {
        @Override
        public String key() {
            return "stale-evidence";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("what", what, "since", since);
        }
    }

    /// Evidence of this kind is needed and there is none.
    record MissingEvidence(String what) implements RegistrationRefusal {
        @Override
        public String key() {
            return "missing-evidence";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("what", what);
        }
    }

    /// A machine check stands against it.
    record CheckFailed(CheckFinding finding) implements RegistrationRefusal {
        @Override
        public String key() {
            return "check-failed";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("finding", finding.code().key(), "detail", finding.detail());
        }
    }

    /// A field is missing or cannot be as it is.
    record BadField(String field) implements RegistrationRefusal {
        @Override
        public String key() {
            return "bad-field";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("field", field);
        }
    }

    /// The certificate would not be one of its profile.
    record Unfit(List<String> findings) implements RegistrationRefusal {
        @Override
        public String key() {
            return "unfit";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("findings", String.join("; ", findings));
        }
    }

    /// The machine finds the signature of an application not valid (EN 319 102-1).
    record ApplicationNotValid(String verdict) implements RegistrationRefusal {
        @Override
        public String key() {
            return "application-not-valid";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("verdict", verdict);
        }
    }

    /// Whoever signed the application is not the one whom the request names.
    ///
    /// @param field the first that differs: {@code name}, {@code email} or {@code organisation}
    record OtherSigner(String field) implements RegistrationRefusal {
        @Override
        public String key() {
            return "other-signer";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("field", field);
        }
    }

    /// No more than this many.
    record LimitExceeded(int limit) implements RegistrationRefusal {
        @Override
        public String key() {
            return "limit-exceeded";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("limit", String.valueOf(limit));
        }
    }
}
