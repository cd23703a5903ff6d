package wariin.identity;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Judges and spoils assertions by nothing but the JDK.
final class Evidence {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Evidence() {}

    static boolean holds(AssertionEvidence evidence, byte[] challenge) {
        try {
            var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(evidence.publicKey()));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key);
            var signed = new ByteArrayOutputStream();
            signed.writeBytes(evidence.authenticatorData());
            signed.writeBytes(OpaqueToken.sha256(evidence.clientDataJson()));
            signature.update(signed.toByteArray());
            var text = JSON.readTree(evidence.clientDataJson()).at("/challenge").asString();
            return signature.verify(evidence.signature())
                    && Arrays.equals(Base64.getUrlDecoder().decode(text), challenge);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static String withoutUserVerification(String assertion) {
        return changed(assertion, "authenticatorData", 32, 0x04);
    }

    static String withBrokenSignature(String assertion) {
        return changed(assertion, "signature", -1, 0x01);
    }

    private static String changed(String assertion, String field, int place, int bits) {
        var tree = JSON.readTree(assertion);
        var response = (ObjectNode) tree.get("response");
        var bytes = Base64.getUrlDecoder().decode(response.get(field).asString());
        bytes[place < 0 ? bytes.length + place : place] ^= (byte) bits;
        response.put(field, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return tree.toString();
    }
}
