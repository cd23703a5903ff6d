package wariin.merkle;

import java.util.Base64;

/// What a log says of itself: its name, its size, its root (C2SP tlog-checkpoint). Lines after the third are kept out.
public record Checkpoint(String origin, long size, TreeHash root) {

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n") || size < 0) {
            throw new IllegalArgumentException("A checkpoint has an origin of one line and a size");
        }
    }

    /// The text of the note that is signed.
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    public static Checkpoint parse(String text) {
        var lines = text.split("\n", -1);
        if (lines.length < 4 || !text.endsWith("\n") || !lines[1].matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("This is not a checkpoint");
        }
        return new Checkpoint(
                lines[0],
                Long.parseLong(lines[1]),
                TreeHash.of(Base64.getDecoder().decode(lines[2])));
    }
}
