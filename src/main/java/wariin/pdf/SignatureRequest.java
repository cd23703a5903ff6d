package wariin.pdf;

import java.time.Instant;
import java.util.Map;

/// What a signature says. `certify` for the first (DocMDP 2), `lockAll` for the last (FieldMDP), `cmsBytes` from
/// [PadesCms#sizeOf]; the names of `extra` start with `Wariin`.
public record SignatureRequest(
        String field,
        Appearance appearance,
        String signerName,
        String reason,
        String location,
        Instant claimedTime,
        boolean certify,
        boolean lockAll,
        int cmsBytes,
        Map<String, String> extra) {

    public SignatureRequest {
        if (cmsBytes < 1 || cmsBytes > 1 << 20)
            throw new IllegalArgumentException("No signature has " + cmsBytes + " bytes");
        extra = Map.copyOf(extra);
        for (var name : extra.keySet()) {
            if (!name.matches("Wariin[A-Za-z0-9]{1,40}")) throw new IllegalArgumentException("Not our key: " + name);
        }
    }
}
