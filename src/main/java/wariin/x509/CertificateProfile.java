package wariin.x509;

import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each kind of certificate must and may contain: data of which a version never changes; the linter holds every
/// certificate against it (RFC 5280; EN 319 412; CA/Browser Forum S/MIME BR, 7.1).
public final class CertificateProfile {
    /// The self-signed trust anchor.
    public static final CertificateProfile ROOT = of("root/1");
    /// The key of a root, certified by the root before it (RFC 9810, 4.4).
    public static final CertificateProfile CROSS = of("cross/1");
    /// An authority that issues to subscribers; no further authority below it.
    public static final CertificateProfile ISSUING = of("issuing/1");
    /// The same, and what its certificates may be used for is limited.
    public static final CertificateProfile ISSUING_2 = of("issuing/2");
    /// A time-stamping unit: its one purpose is critical (RFC 3161, 2.3).
    public static final CertificateProfile TIME_STAMPING_UNIT = of("time-stamping-unit/1");
    /// The same below an authority for time-stamping alone; its key must end before its certificate.
    public static final CertificateProfile TIME_STAMPING_UNIT_2 = of("time-stamping-unit/2");
    /// Signs status answers for the authority that issued it (RFC 6960, 4.2.2.2).
    public static final CertificateProfile OCSP_SIGNER = of("ocsp-signer/1");
    /// A person who signs contracts here.
    public static final CertificateProfile SUBSCRIBER = of("subscriber/1");
    /// Signs trusted lists; self-signed, and trusted because a list before it or a person said so (TS 119 612, 5.7.1).
    public static final CertificateProfile LIST_SIGNER = of("list-signer/1");
    /// Signs answers to programs that enrol; self-signed, and trusted by its fingerprint (RFC 9810, 4.5).
    public static final CertificateProfile PROTOCOL_SIGNER = of("protocol-signer/1");
    /// A person of an organisation who signs documents (EN 319 412-2).
    public static final CertificateProfile PERSON = of("person/1");
    /// Mail of a person, whom the organisation vouches for (S/MIME BR, 7.1.4.2.5, strict).
    public static final CertificateProfile MAIL_SPONSOR = of("mail-sponsor/1");
    /// The same, for encryption and log-in too (S/MIME BR, 7.1.4.2.5, multipurpose).
    public static final CertificateProfile MAIL_MULTIPURPOSE = of("mail-multipurpose/1");
    /// Mail of an organisation (S/MIME BR, 7.1.4.2.4, strict).
    public static final CertificateProfile MAIL_ORGANISATION = of("mail-organisation/1");
    /// The seal of an organisation (EN 319 412-3).
    public static final CertificateProfile ORGANISATION_SEAL = of("organisation-seal/1");
    /// One act of signing; its status is never told, since its key is gone when anybody could ask (RFC 9608).
    public static final CertificateProfile ONE_SHOT = of("one-shot/1");
    /// A machine that proves who it is; no browser trusts it.
    public static final CertificateProfile DEVICE = of("device/1");

    private final ProfileRules rules;
    private final ExtensionRules extensionRules;
    private final String sha256;

    CertificateProfile(ProfileRules rules, String sha256) {
        this.rules = rules;
        this.extensionRules = ExtensionRules.of(rules);
        this.sha256 = sha256;
    }

    /// By its id, such as person/1; also by the names that the first release stored.
    public static CertificateProfile of(String id) {
        return Profiles.find(id);
    }

    /// The newest version of this name.
    public static CertificateProfile newest(String name) {
        return Profiles.newest(name);
    }

    /// Every version of every profile, in the order of their ids.
    public static List<CertificateProfile> all() {
        return Profiles.all();
    }

    public String name() {
        return rules.name();
    }

    public int version() {
        return rules.version();
    }

    public String id() {
        return rules.name() + "/" + rules.version();
    }

    /// What the first release called it in its tables; the id where it did not know it.
    public String releasedName() {
        return Profiles.RELEASED.entrySet().stream()
                .filter(released -> released.getValue().equals(id()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id());
    }

    /// The hash of the data in its canonical form: keys sorted, no spaces. In hex.
    public String sha256() {
        return sha256;
    }

    /// Which kind of authority issues it, such as PERSON; ANY for the responders of each authority, SELF if none does.
    public String purpose() {
        return rules.issuedBy();
    }

    /// No certificate of this kind may be valid for longer, both ends counted.
    public Duration longest() {
        return rules.longest();
    }

    /// Whether certificates are issued with it.
    public boolean isAuthority() {
        return rules.authority();
    }

    /// Whether it is signed with its own key.
    public boolean isSelfSigned() {
        return rules.selfSigned();
    }

    public boolean revocable() {
        return rules.revocable();
    }

    /// Whether it may be put on hold and come back (RFC 5280, 5.3.1; never for mail: S/MIME BR, 4.9.13).
    public boolean suspendable() {
        return rules.suspendable();
    }

    /// The attributes that its subject must have, by their names in X.520, such as organizationName.
    public Set<String> requiredAttributes() {
        return rules.subject().required();
    }

    /// The attributes that its subject may have besides.
    public Set<String> allowedAttributes() {
        return rules.subject().allowed();
    }

    /// What it may be used for, as object identifiers; for an authority, the purposes that one may be limited to.
    public Set<String> purposes() {
        return rules.purposes();
    }

    public boolean allowsMailboxes() {
        return !rules.mailboxes().equals("none");
    }

    public boolean needsMailbox() {
        return rules.mailboxes().equals("required");
    }

    public boolean allowsDnsNames() {
        return !rules.dnsNames().equals("none");
    }

    public boolean needsDnsName() {
        return rules.dnsNames().equals("required");
    }

    /// The policies that each certificate names, besides the one that its issuer may add.
    public List<String> policies() {
        return rules.policies();
    }

    /// Whether its status is told by a list and a responder.
    public boolean publishesStatus() {
        return rules.status().equals("published");
    }

    ProfileRules rules() {
        return rules;
    }

    ExtensionRules extensionRules() {
        return extensionRules;
    }

    int keyUsage(PublicKey key) {
        return rules.keyUsageBits(key);
    }

    @Nullable
    Integer pathLength() {
        return rules.pathLength();
    }

    /// Its id, from which {@link #of} makes it again.
    @Override
    public String toString() {
        return id();
    }
}
