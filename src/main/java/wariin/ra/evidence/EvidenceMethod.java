package wariin.ra.evidence;

import java.util.Locale;
import wariin.ra.desk.EvidenceAbout;

/// How something about a holder was verified.
public enum EvidenceMethod {
    /// An extract of the register of companies: the organisation exists.
    REGISTRY_EXTRACT,
    /// The person stood before the verifier with an identity document.
    FACE_TO_FACE,
    /// The employer's own records name the person.
    EMPLOYER_RECORD,
    /// The chip of an identity document was read (ICAO 9303; the Individual Number Card).
    CHIP,
    /// The application is signed with a certificate that was verified; a machine judges the signature.
    SIGNED_APPLICATION,
    /// A one-time link or code sent to the address came back.
    EMAIL_CONTROL;

    /// What it is evidence about.
    public EvidenceAbout about() {
        return switch (this) {
            case REGISTRY_EXTRACT -> EvidenceAbout.ORGANISATION;
            case FACE_TO_FACE, EMPLOYER_RECORD, CHIP, SIGNED_APPLICATION -> EvidenceAbout.PERSON;
            case EMAIL_CONTROL -> EvidenceAbout.MAILBOX;
        };
    }

    /// True where an officer's word is not enough.
    public boolean byMachine() {
        return this == EMAIL_CONTROL || this == SIGNED_APPLICATION;
    }

    /// As it stands in the keys of texts.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
