package wariin.merkle;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// A text with signatures below it (C2SP signed-note).
public record SignedNote(String text, List<Signature> signatures) {

    /// @param keyHash the first four bytes of the key's hash, a hint which key it was
    public record Signature(String name, int keyHash, byte[] bytes) {}

    private static final Pattern LINE = Pattern.compile("— ([^\\s+]+) ([A-Za-z0-9+/]+={0,2})");

    public SignedNote {
        if (!text.endsWith("\n")) throw new IllegalArgumentException("The text of a note ends with a new line");
        signatures = List.copyOf(signatures);
    }

    public static SignedNote parse(String note) {
        var end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) throw new IllegalArgumentException("This is not a signed note");
        var signatures = new ArrayList<Signature>();
        for (var line : note.substring(end + 2).split("\n")) {
            var parts = LINE.matcher(line);
            if (!parts.matches()) throw new IllegalArgumentException("This is not a signed note");
            var bytes = Base64.getDecoder().decode(parts.group(2));
            if (bytes.length < 5) throw new IllegalArgumentException("This is not a signed note");
            var hash = java.nio.ByteBuffer.wrap(bytes).getInt();
            signatures.add(new Signature(parts.group(1), hash, java.util.Arrays.copyOfRange(bytes, 4, bytes.length)));
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        for (var signature : signatures) {
            var bytes = java.nio.ByteBuffer.allocate(4 + signature.bytes().length)
                    .putInt(signature.keyHash())
                    .put(signature.bytes())
                    .array();
            note.append("— ").append(signature.name()).append(' ');
            note.append(Base64.getEncoder().encodeToString(bytes)).append('\n');
        }
        return note.toString();
    }
}
