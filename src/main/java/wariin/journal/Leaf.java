package wariin.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The public bytes of an entry: canonical JSON (RFC 8785) with commitments in place of what may be personal.
///
/// A commitment is HMAC-SHA256 under a key of its own, made of the entry's salt and the name: showing one key and one
/// value proves one fact and tells nothing of the others, and without the salt nobody can try values.
final class Leaf {

    static final int SALT = 32;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Leaf() {}

    static byte[] encode(Act act, Instant at, byte[] salt) {
        var json = new StringBuilder("{\"actor\":\"").append(commitment(salt, "actor", act.actor()));
        json.append("\",\"at\":\"").append(TIME.format(at)).append("\",\"facts\":{");
        var separator = "";
        for (var fact : new TreeMap<>(act.facts()).entrySet()) {
            json.append(separator);
            quote(fact.getKey(), json);
            json.append(":\"")
                    .append(commitment(salt, "fact:" + fact.getKey(), fact.getValue()))
                    .append('"');
            separator = ",";
        }
        json.append("},\"kind\":");
        quote(act.kind(), json);
        json.append(",\"subject\":");
        quote(act.subject(), json);
        json.append(",\"v\":1}");
        return json.toString().getBytes(UTF_8);
    }

    static String facts(Map<String, String> facts) {
        var json = new StringBuilder("{");
        for (var fact : new TreeMap<>(facts).entrySet()) {
            if (json.length() > 1) json.append(',');
            quote(fact.getKey(), json);
            json.append(':');
            quote(fact.getValue(), json);
        }
        return json.append('}').toString();
    }

    private static String commitment(byte[] salt, String name, String value) {
        return HexFormat.of().formatHex(mac(mac(salt, name), value));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (var c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> json.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        json.append('"');
    }
}
