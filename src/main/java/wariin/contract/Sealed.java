package wariin.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.contract.ProofRegister.Kind;
import wariin.contract.ProofRegister.Proof;
import wariin.pdf.ByteSource;
import wariin.pdf.Increment;
import wariin.pdf.RunningDigest;
import wariin.pdf.ValidationData;

/// What an act appends to a document, piece after piece, and what proves it.
final class Sealed {

    private final ByteSource document;
    private final byte[] signature;
    private final byte[] token;
    private final ValidationData status;
    private final List<Increment> pieces = new ArrayList<>();
    private byte @Nullable [] documentTimestamp;

    Sealed(ByteSource document, byte[] signature, byte[] token, ValidationData status) {
        this.document = document;
        this.signature = signature;
        this.token = token;
        this.status = status;
    }

    void add(Increment piece) {
        pieces.add(piece);
    }

    byte[] documentTimestamp(byte[] bytes) {
        documentTimestamp = bytes;
        return bytes;
    }

    /// The document as it is with all pieces so far.
    ByteSource whole() {
        var parts = new ArrayList<ByteSource>();
        parts.add(document);
        pieces.forEach(piece -> parts.add(ByteSource.of(piece.bytes())));
        return ByteSource.concat(parts);
    }

    RunningDigest digest() {
        return pieces.getLast().digest();
    }

    List<byte[]> bytes() {
        return pieces.stream().map(Increment::bytes).toList();
    }

    List<Proof> proofs() {
        var proofs = new ArrayList<Proof>();
        proofs.add(new Proof(Kind.SIGNATURE, 1, signature));
        proofs.add(new Proof(Kind.TIMESTAMP, 1, token));
        if (documentTimestamp != null) proofs.add(new Proof(Kind.DOCUMENT_TIMESTAMP, 1, documentTimestamp));
        add(proofs, Kind.CERTIFICATE, status.certificates());
        add(proofs, Kind.OCSP, status.ocspResponses());
        add(proofs, Kind.CRL, status.crls());
        return proofs;
    }

    private static void add(List<Proof> proofs, Kind kind, List<byte[]> all) {
        for (var bytes : all) {
            proofs.add(new Proof(
                    kind,
                    1
                            + (int) proofs.stream()
                                    .filter(proof -> proof.kind() == kind)
                                    .count(),
                    bytes));
        }
    }
}
