package wariin.ra.desk;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A domain name in the one form in which names are compared: ASCII (RFC 5890), small letters, no dot at the end.
///
/// Letters that only look like others stay others: а of the Cyrillic script becomes an `xn--` of its own.
public record DomainName(String value) {

    private static final Pattern FORM =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    /// Below these anybody may register: nobody controls them alone. The rest of them a person must know.
    private static final Set<String> PUBLIC = Set.of(
            "co.jp",
            "ne.jp",
            "or.jp",
            "go.jp",
            "ac.jp",
            "ad.jp",
            "ed.jp",
            "gr.jp",
            "lg.jp",
            "tokyo.jp",
            "osaka.jp",
            "kyoto.jp",
            "co.uk",
            "org.uk",
            "ac.uk",
            "gov.uk",
            "com.au",
            "com.cn",
            "com.tw",
            "co.kr",
            "com.sg");

    public DomainName {
        if (value.length() > 253 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a domain name");
        }
    }

    /// Reads a domain as people write it. Empty for anything that is none: white space, wild cards, addresses.
    public static Optional<DomainName> read(String text) {
        var plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        try {
            var ascii = IDN.toASCII(plain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            var bare = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            return bare.length() <= 253 && FORM.matcher(bare).matches()
                    ? Optional.of(new DomainName(bare))
                    : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /// Whether this is that domain or lies below it.
    public boolean within(String domain) {
        return value.equals(domain) || value.endsWith("." + domain);
    }

    /// Whether everybody may register names below it.
    boolean isPublic() {
        return PUBLIC.contains(value) || value.indexOf('.') < 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
