package wariin.tsl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// XML that is in exclusive canonical form as it is written, in UTF-8 (W3C Exclusive XML Canonicalization 1.0).
/// Whoever writes gives attributes in canonical order and declares a prefix where it is first used.
final class CanonicalXml {
    private byte[] bytes = new byte[1 << 16];
    private int length;

    /// An opening tag; attributes are name, value, name, value.
    CanonicalXml open(String name, String... attributes) {
        put('<').raw(name);
        for (var n = 0; n < attributes.length; n += 2) {
            put(' ').raw(attributes[n]).put('=').put('"');
            escape(attributes[n + 1], true);
            put('"');
        }
        return put('>');
    }

    CanonicalXml close(String name) {
        return put('<').put('/').raw(name).put('>');
    }

    /// A whole element with a text; nothing without one.
    CanonicalXml element(String name, @Nullable String text, String... attributes) {
        if (text == null) return this;
        return open(name, attributes).text(text).close(name);
    }

    CanonicalXml text(String text) {
        escape(text, false);
        return this;
    }

    CanonicalXml base64(byte[] value) {
        return raw(Base64.getEncoder().encode(value));
    }

    /// Markup of our own, ASCII only.
    CanonicalXml raw(String ascii) {
        room(ascii.length());
        for (var n = 0; n < ascii.length(); n++) bytes[length++] = (byte) ascii.charAt(n);
        return this;
    }

    CanonicalXml raw(byte[] utf8) {
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    void into(MessageDigest digest) {
        digest.update(bytes, 0, length);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /// Whether XML can carry this character (XML 1.0, 2.2).
    static boolean allowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character < 0xd800
                || character >= 0xe000 && character < 0xfffe
                || character >= 0x10000;
    }

    private void escape(String text, boolean attribute) {
        for (var n = 0; n < text.length(); n++) {
            var unit = text.charAt(n);
            switch (unit) {
                case '&' -> raw("&amp;");
                case '<' -> raw("&lt;");
                case '\r' -> raw("&#xD;");
                case '>' -> raw(attribute ? ">" : "&gt;");
                case '"' -> raw(attribute ? "&quot;" : "\"");
                case '\t' -> raw(attribute ? "&#x9;" : "\t");
                case '\n' -> raw(attribute ? "&#xA;" : "\n");
                default -> {
                    var character = text.codePointAt(n);
                    if (character > 0xffff) n++;
                    character(character);
                }
            }
        }
    }

    private void character(int character) {
        if (!allowed(character)) {
            throw new IllegalArgumentException("XML cannot carry U+%04X".formatted(character));
        }
        room(4);
        if (character < 0x80) {
            bytes[length++] = (byte) character;
            return;
        }
        if (character < 0x800) {
            bytes[length++] = (byte) (0xc0 | character >> 6);
        } else {
            if (character < 0x10000) {
                bytes[length++] = (byte) (0xe0 | character >> 12);
            } else {
                bytes[length++] = (byte) (0xf0 | character >> 18);
                bytes[length++] = (byte) (0x80 | character >> 12 & 0x3f);
            }
            bytes[length++] = (byte) (0x80 | character >> 6 & 0x3f);
        }
        bytes[length++] = (byte) (0x80 | character & 0x3f);
    }

    private CanonicalXml put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
}
