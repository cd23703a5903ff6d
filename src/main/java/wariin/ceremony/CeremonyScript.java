package wariin.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What shall be done in a ceremony, written down before it: agreed upon by its hash, followed step by step.
///
/// @param folder what paths in it start from
record CeremonyScript(String title, List<Step> steps, byte[] text, Path folder) {
    private static final Set<String> ACTS = Set.of("make-root", "sign", "list", "witness", "verify");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// One step. What is not needed for its act is absent.
    ///
    /// @param act make-root, sign, list, witness or verify
    /// @param root which root acts; the name of its files
    /// @param request of sign: the file
    /// @param repository of sign: the address under which the root's list and certificate are found
    /// @param revoke of list: the number of a certificate that is revoked by it
    record Step(
            String act,
            @Nullable String root,
            @Nullable String algorithm,
            @Nullable String country,
            @Nullable String organisation,
            @Nullable String commonName,
            @Nullable Integer days,
            @Nullable String request,
            @Nullable String name,
            @Nullable String profile,
            @Nullable List<String> purposes,
            @Nullable String repository,
            @Nullable String revoke,
            @Nullable String reason,
            @Nullable String text) {

        String needed(@Nullable String value, String field) {
            if (value == null || value.isBlank()) throw new Refused("The step '" + act + "' needs \"" + field + "\"");
            return value;
        }

        String rootOr(String otherwise) {
            return root == null ? otherwise : root;
        }

        int daysOr(int otherwise) {
            return days == null ? otherwise : days;
        }
    }

    private record Written(String ceremony, List<Step> steps) {}

    static CeremonyScript read(Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            return of(Files.readAllBytes(file), folder, file.toString());
        } catch (IOException e) {
            throw new Refused("The script " + file + " cannot be read", e);
        }
    }

    static CeremonyScript of(byte[] text, Path folder, String called) {
        try {
            var written = JSON.readValue(text, Written.class);
            if (written.steps() == null || written.steps().isEmpty()) throw new Refused(called + " has no steps");
            for (var step : written.steps()) {
                if (!ACTS.contains(step.act())) throw new Refused(called + ": there is no act '" + step.act() + "'");
            }
            return new CeremonyScript(written.ceremony(), List.copyOf(written.steps()), text.clone(), folder);
        } catch (JacksonException e) {
            throw new Refused(called + " is not a ceremony script: " + e.getOriginalMessage(), e);
        }
    }

    String sha256() {
        return sha256(text);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
