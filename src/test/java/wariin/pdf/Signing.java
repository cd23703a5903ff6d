package wariin.pdf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wariin.pdf.TestPki.Holder;

/// Signs in tests as the platform does: prepares, then lets each party add its signature, then the time-stamp.
public final class Signing {

    public static final TestPki PKI = TestPki.INSTANCE;
    public static final Instant CLAIMED = Instant.now().minusSeconds(3600);

    private final List<ByteSource> parts = new ArrayList<>();
    private final PdfPreparation.Prepared prepared;
    private RunningDigest digest;

    public Signing(ByteSource upload, List<FieldPlace> places) throws PdfRefused {
        prepared = PdfPreparation.prepare(upload, places);
        parts.add(prepared.repaired().map(ByteSource::of).orElse(upload));
        digest = prepared.fields().digest();
        parts.add(ByteSource.of(prepared.fields().bytes()));
    }

    public PdfPreparation.Prepared prepared() {
        return prepared;
    }

    public ByteSource file() {
        return ByteSource.concat(parts);
    }

    public RunningDigest digest() {
        return digest;
    }

    public byte[] bytes() {
        return TestPdfs.bytes(file());
    }

    public void append(Increment increment) {
        parts.add(ByteSource.of(increment.bytes()));
        digest = increment.digest();
    }

    public static SignatureRequest request(String field, Holder holder, boolean first, boolean last) {
        var token = PKI.stamp(new byte[32]).length;
        return new SignatureRequest(
                field,
                seal(),
                "試験 花子",
                "契約の締結 (agreement)",
                "Tokyo",
                CLAIMED,
                first,
                last,
                PadesCms.sizeOf(PKI.chain(holder), holder.algorithm(), token + 8),
                Map.of("WariinContract", "contract-1"));
    }

    public static byte[] cms(Holder holder, byte[] documentDigest) {
        var attributes = PadesCms.signedAttributes(holder.certificate(), documentDigest);
        var signature = holder.sign(attributes);
        var token = PKI.stamp(RunningDigestTests.sha256(signature));
        return PadesCms.assemble(attributes, signature, holder.algorithm(), PKI.chain(holder), token);
    }

    /// B-LT in three steps, as with a person between the first and the second.
    public void sign(int place, Holder holder, boolean first, boolean last) throws PdfRefused {
        var field = prepared.fieldNames().get(place);
        var draft = PdfSigner.draft(file(), digest, request(field, holder, first, last));
        append(draft.complete(cms(holder, draft.documentDigest()), digest));
        append(PdfSigner.validationData(file(), digest, PKI.evidence(holder)));
    }

    /// The same in one pass.
    public void signAtOnce(int place, Holder holder, boolean first, boolean last) throws PdfRefused {
        var request = request(prepared.fieldNames().get(place), holder, first, last);
        append(PdfSigner.sign(file(), digest, request, hash -> cms(holder, hash), () -> PKI.evidence(holder)));
    }

    public void stamp() throws PdfRefused {
        var size = PKI.stamp(new byte[32]).length + 8;
        append(PdfSigner.documentTimestamp(
                file(), digest, prepared.timestampField(), size, Map.of("WariinEntries", "abc"), PKI::stamp));
    }

    /// A red ring with a picture in it.
    public static Appearance seal() {
        return SEAL;
    }

    private static final Appearance SEAL = makeSeal();

    private static Appearance makeSeal() {
        var content = """
                q 0.8 0.1 0.1 RG 3 w 4 4 92 92 re S Q
                q 60 0 0 60 20 20 cm /Pic Do Q
                0.8 0.1 0.1 rg 10 80 20 6 re f
                """;
        var rgb = new byte[40 * 40 * 3];
        var alpha = new byte[40 * 40];
        for (var n = 0; n < alpha.length; n++) {
            rgb[n * 3] = (byte) 200;
            alpha[n] = (byte) (n % 40 * 6);
        }
        return new Appearance(
                100,
                100,
                content.getBytes(StandardCharsets.US_ASCII),
                List.of(new Appearance.Image("Pic", 40, 40, rgb, alpha)));
    }
}
