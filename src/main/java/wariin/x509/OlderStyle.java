package wariin.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/// What a Japanese certificate of the older style means in today's fields: it hid identifiers in
/// organizationalUnitName,
/// which the S/MIME BR (7.1.4.2.2) forbid. What it says was checked long ago, by somebody else: it is a proposal to a
/// registration desk and no evidence.
///
/// @param organisationIdentifier NTRJP- and the corporate number that stood in a unit, if its check digit holds
/// @param qualifications registrations with professional bodies that stood in units; today's title, once verified again
/// @param units what is left: real departments
/// @param doubts what could not be taken over, each a sentence
public record OlderStyle(
        Map<String, String> subject,
        @Nullable String organisationIdentifier,
        List<Qualification> qualifications,
        List<String> units,
        List<String> mailboxes,
        List<String> doubts) {

    private static final Pattern CORPORATE = Pattern.compile("CN[-:_ ]?([0-9]{13})");
    private static final Pattern QUALIFICATION = Pattern.compile("(JFBA|CPA)[-:_ ]?([0-9]{1,8})");

    /// A body of professionals that keeps a register.
    public enum Body {
        /// Japan Federation of Bar Associations.
        JFBA("弁護士"),
        /// The Japanese Institute of Certified Public Accountants.
        CPA("公認会計士");

        private final String title;

        Body(String title) {
            this.title = title;
        }

        /// Whom it registers.
        public String title() {
            return title;
        }
    }

    public record Qualification(Body body, String number) {}

    public OlderStyle {
        subject = Map.copyOf(subject);
        qualifications = List.copyOf(qualifications);
        units = List.copyOf(units);
        mailboxes = List.copyOf(mailboxes);
        doubts = List.copyOf(doubts);
    }

    /// Reads any certificate; one of today's style has nothing to translate.
    public static OlderStyle read(X509Certificate certificate) {
        var reading = new Reading();
        for (var part : X500Name.getInstance(
                        certificate.getSubjectX500Principal().getEncoded())
                .getRDNs()) {
            for (var value : part.getTypesAndValues()) {
                if (value.getValue() instanceof ASN1String text) {
                    reading.attribute(value.getType().getId(), text.getString());
                }
            }
        }
        reading.mailboxes(certificate);
        return new OlderStyle(
                reading.subject,
                reading.identifier,
                reading.qualifications,
                reading.units,
                reading.mailboxes,
                reading.doubts);
    }

    /// Whether anything was hidden in a unit.
    public boolean isOlderStyle() {
        return organisationIdentifier != null && !subject.containsKey("organizationIdentifier")
                || !qualifications.isEmpty();
    }

    public Optional<String> commonName() {
        return Optional.ofNullable(subject.get("commonName"));
    }

    /// The profession, as today's title attribute would say it.
    public Optional<String> title() {
        return qualifications.stream().map(found -> found.body().title()).findFirst();
    }

    private static final class Reading {
        private final Map<String, String> subject = new LinkedHashMap<>();
        private final List<Qualification> qualifications = new ArrayList<>();
        private final List<String> units = new ArrayList<>();
        private final List<String> mailboxes = new ArrayList<>();
        private final List<String> doubts = new ArrayList<>();
        private @Nullable String identifier;

        void attribute(String oid, String raw) {
            var text = Normalizer.normalize(raw, Normalizer.Form.NFC).strip();
            if (oid.equals("1.2.840.113549.1.9.1")) {
                mailbox(text);
                return;
            }
            var name = SubjectAttribute.nameOf(oid);
            if (name.isEmpty()) {
                doubts.add("The attribute " + oid + " has no place in today's names");
            } else if (name.get().equals("organizationalUnitName")) {
                unit(text);
            } else if (subject.putIfAbsent(name.get(), text) != null) {
                doubts.add("A second " + name.get() + " was left out");
            }
            if (oid.equals("2.5.4.97")) identifier(text);
        }

        private void unit(String text) {
            var plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
            var corporate = CORPORATE.matcher(plain);
            var qualification = QUALIFICATION.matcher(plain);
            if (corporate.matches()) {
                identifier("NTRJP-" + corporate.group(1));
            } else if (qualification.matches()) {
                qualifications.add(new Qualification(Body.valueOf(qualification.group(1)), qualification.group(2)));
            } else {
                units.add(text);
            }
        }

        private void identifier(String text) {
            if (!text.matches("NTRJP-[0-9]{13}") || !OrganisationIdentifier.hasRightCheckDigit(text)) {
                doubts.add("The corporate number " + text + " is not one");
            } else if (identifier != null && !identifier.equals(text)) {
                doubts.add("A second corporate number was left out: " + text);
            } else {
                identifier = text;
            }
        }

        void mailboxes(X509Certificate certificate) {
            try {
                var names = certificate.getSubjectAlternativeNames();
                if (names == null) return;
                for (var name : names)
                    if (name.get(0).equals(1)) mailbox(name.get(1).toString());
            } catch (CertificateParsingException _) {
                doubts.add("The alternative names cannot be read");
            }
        }

        private void mailbox(String address) {
            if (!mailboxes.contains(address)) mailboxes.add(address);
        }
    }
}
