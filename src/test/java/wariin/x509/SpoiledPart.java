package wariin.x509;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Consumer;
import wariin.x509.SpoiledBodies.Spoiled;

/// One part of a body, and the ways in which it can be wrong.
abstract class SpoiledPart {

    static final String CN = "2.5.4.3";
    static final String C = "2.5.4.6";
    static final String O = "2.5.4.10";
    static final String OU = "2.5.4.11";
    static final String ORGANISATION_IDENTIFIER = "2.5.4.97";
    static final String BR = "2.23.140.1.5.";
    static final String SHA1_ECDSA = "1.2.840.10045.4.1";
    static final byte[] NULL = {5, 0};

    /// A good body, and what has been made of it so far.
    record Good(CertificateProfile profile, byte[] body, PublicKey issuerKey, List<Spoiled> all) {}

    final CertificateProfile profile;
    final ProfileRules rules;
    final byte[] good;
    final PublicKey issuerKey;
    final List<Spoiled> all;

    SpoiledPart(Good good) {
        this.profile = good.profile();
        this.rules = profile.rules();
        this.good = good.body();
        this.issuerKey = good.issuerKey();
        this.all = good.all();
    }

    /// Adds every way in which this part can be wrong.
    abstract void spoil() throws Exception;

    boolean has(String oid) {
        return EditableBody.of(good).has(oid);
    }

    void add(String name, Finding expected, Consumer<EditableBody> how) {
        var body = EditableBody.of(good);
        how.accept(body);
        all.add(new Spoiled(name, expected, body.encoded()));
    }

    static byte[] ia5(int tag, String text) {
        return Der.of(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] point(byte[]... names) {
        return Der.sequence(Der.of(Der.CONTEXT, Der.of(Der.CONTEXT, names)));
    }

    static byte[] access(String method, String place) {
        return Der.sequence(Der.oid(method), ia5(0x86, place));
    }

    void access(String name, Finding expected, byte[]... list) {
        add(
                "information access: " + name,
                expected,
                body -> body.edit(ExtensionRules.INFORMATION_ACCESS, _ -> Der.sequence(list)));
    }
}
