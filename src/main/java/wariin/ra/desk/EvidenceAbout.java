package wariin.ra.desk;

import java.util.Locale;

/// What evidence is about, each with a clock of its own.
public enum EvidenceAbout {
    /// The organisation exists under this name and number.
    ORGANISATION(825),
    /// The person is who they say, and belongs to the organisation.
    PERSON(825),
    /// The holder reads mail at this address.
    MAILBOX(30),
    /// The organisation controls the domain.
    DOMAIN(398);

    private final int days;

    EvidenceAbout(int days) {
        this.days = days;
    }

    /// After how many days it must be verified anew (S/MIME Baseline Requirements 4.2.1).
    public int days() {
        return days;
    }

    /// As it stands in the keys of texts.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
