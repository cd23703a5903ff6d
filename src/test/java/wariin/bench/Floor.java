package wariin.bench;

import java.security.MessageDigest;
import wariin.pdf.TestPki;
import wariin.pdf.TestPki.Holder;

/// What nobody can do without: two signatures, their two verifications, and SHA-256 over all bytes.
final class Floor {

    private final Holder holder;
    private final byte[] document;
    private final byte[] increment;
    private final byte[] attributes = new byte[150];

    Floor(Holder holder, byte[] document, int incrementBytes) {
        this.holder = holder;
        this.document = document;
        this.increment = new byte[incrementBytes];
    }

    Object run() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(document);
        digest.update(increment);
        attributes[0] = digest.digest()[0];
        var signature = holder.sign(attributes);
        BenchTsa.requireValid(holder, attributes, signature);
        var unit = TestPki.INSTANCE.unit;
        BenchTsa.requireValid(unit, attributes, unit.sign(attributes));
        return signature;
    }
}
