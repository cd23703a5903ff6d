package wariin.conformance;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import wariin.ca.application.CertificateApplication;
import wariin.ca.authority.AssuranceLevel;
import wariin.ca.authority.PolicyArc;
import wariin.x509.AlternativeName;
import wariin.x509.CertificateProfile;
import wariin.x509.DistinguishedName;

/// Made-up applications by all profiles for subscribers: names in many scripts and lengths, keys of all kinds.
final class RandomSubscribers {
    private static final List<String> LETTERS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "山田花子佐藤一郎髙﨑齋",
            "がぎぐげごアイウエオー",
            "éüßøñç",
            "αβγδε",
            "한국어",
            "𠮷𩸽",
            "&'+,-.;<>\"#=\\/");
    private static final List<CertificateProfile> PROFILES = List.of(
            CertificateProfile.PERSON,
            CertificateProfile.MAIL_SPONSOR,
            CertificateProfile.MAIL_MULTIPURPOSE,
            CertificateProfile.MAIL_ORGANISATION,
            CertificateProfile.ORGANISATION_SEAL,
            CertificateProfile.ONE_SHOT,
            CertificateProfile.DEVICE);

    private final PolicyArc arc;
    private final RandomGenerator chance;
    private final List<PublicKey> slowKeys;
    private final KeyPairGenerator curves;
    private int number;

    /// @param arc below which the policies are
    RandomSubscribers(long seed, PolicyArc arc) {
        this.arc = arc;
        this.chance = new Random(seed);
        this.curves = generator("EC");
        this.slowKeys = List.of(rsa(3072), rsa(4096));
    }

    CertificateApplication next() {
        var profile = PROFILES.get(number++ % PROFILES.size());
        return new CertificateApplication(
                profile,
                key(),
                subject(profile),
                names(profile),
                validity(profile),
                policy(profile),
                "sample-" + number);
    }

    private DistinguishedName subject(CertificateProfile profile) {
        var required = profile.requiredAttributes();
        var organisation = required.contains("organizationName") ? words(60) : null;
        var identifier = required.contains("organizationIdentifier") ? "NTRJP-" + corporateNumber() : null;
        var serial = "W" + Long.toHexString(chance.nextLong() | 1L << 60).toUpperCase(java.util.Locale.ROOT);
        var common = profile.needsDnsName() ? host() : organisation == null ? words(40) : organisation;
        var name = new DistinguishedName("JP", organisation, identifier, common, serial);
        if (profile == CertificateProfile.PERSON
                || profile == CertificateProfile.ONE_SHOT
                || profile == CertificateProfile.MAIL_SPONSOR
                || profile == CertificateProfile.MAIL_MULTIPURPOSE) {
            return person(name, serial);
        }
        return name;
    }

    /// Twelve digits by chance behind their check digit.
    private String corporateNumber() {
        var digits = "%012d".formatted(chance.nextLong(1_000_000_000_000L));
        var sum = 0;
        for (var i = 0; i < 12; i++) sum += (digits.charAt(11 - i) - '0') * (i % 2 == 0 ? 1 : 2);
        return (9 - sum % 9) + digits;
    }

    private DistinguishedName person(DistinguishedName name, String serial) {
        var given = words(20);
        var surname = words(20);
        var named = new DistinguishedName(
                name.country(), name.organisation(), name.organisationIdentifier(), surname + " " + given, serial);
        return chance.nextInt(5) == 0 ? pseudonym(name, serial) : named.withPerson(given, surname);
    }

    private DistinguishedName pseudonym(DistinguishedName name, String serial) {
        var pseudonym = words(20);
        return new DistinguishedName(
                        name.country(), name.organisation(), name.organisationIdentifier(), pseudonym, serial)
                .withPseudonym(pseudonym);
    }

    private List<AlternativeName> names(CertificateProfile profile) {
        var names = new ArrayList<AlternativeName>();
        if (profile.needsMailbox()) names.add(new AlternativeName.Mailbox("user" + number + "@" + host()));
        if (profile.needsDnsName()) names.add(new AlternativeName.DnsName(host()));
        return names;
    }

    private @Nullable String policy(CertificateProfile profile) {
        var levels = AssuranceLevel.values();
        return profile.needsMailbox() ? null : arc.of(levels[chance.nextInt(levels.length)]);
    }

    private Duration validity(CertificateProfile profile) {
        var longest = profile.longest().toHours();
        return Duration.ofHours(1 + chance.nextLong(longest));
    }

    private String host() {
        return "host" + number + ".sample.example";
    }

    /// One to so many characters, without spaces at the ends.
    private String words(int longest) {
        var alphabet = LETTERS.get(chance.nextInt(LETTERS.size())).codePoints().toArray();
        var length = 1 + chance.nextInt(longest);
        var text = new StringBuilder();
        while (text.codePointCount(0, text.length()) < length) {
            var space = !text.isEmpty() && text.codePointCount(0, text.length()) < length - 1 && chance.nextInt(8) == 0;
            if (space && text.charAt(text.length() - 1) != ' ') text.append(' ');
            else text.appendCodePoint(alphabet[chance.nextInt(alphabet.length)]);
        }
        // A name without any letter says nothing, and the linter knows it.
        return text.codePoints().anyMatch(Character::isLetterOrDigit) ? text.toString() : text + "x";
    }

    private PublicKey key() {
        try {
            return switch (chance.nextInt(10)) {
                case 0 -> slowKeys.get(chance.nextInt(slowKeys.size()));
                case 1, 2 -> curve("secp384r1");
                default -> curve("secp256r1");
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private PublicKey curve(String name) throws GeneralSecurityException {
        curves.initialize(new ECGenParameterSpec(name));
        return curves.generateKeyPair().getPublic();
    }

    private static PublicKey rsa(int bits) {
        var generator = generator("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair().getPublic();
    }

    private static KeyPairGenerator generator(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
