package wariin.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.Test;

/// Changes bytes at random: the room answers with a file or a refusal and never with another exception.
class FuzzTests {

    private static final int ROUNDS = 1500;
    private static final FieldPlace PLACE = new FieldPlace("F", 0, 5, 5, 20, 20);
    private static final byte[] TOKENS = "0123456789 /<>[]()RfnXx%-\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void refusesOrReadsWhateverWasChanged() throws Exception {
        var random = new Random(20261122);
        var signed = new Signing(ByteSource.of(TestPdfs.compressed(2)), List.of(PLACE));
        signed.sign(0, Signing.PKI.signer, true, false);
        var seeds = List.of(TestPdfs.table(2), TestPdfs.compressed(2), signed.bytes());
        var refused = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var seed = seeds.get(round % seeds.size());
            var start = System.nanoTime();
            refused += tryAll(mutated(seed, random)) ? 0 : 1;
            assertThat(System.nanoTime() - start).as("round " + round).isLessThan(5_000_000_000L);
        }
        assertThat(refused).isBetween(ROUNDS / 100, ROUNDS - ROUNDS / 100);
    }

    /// Mutations go where structure is: mostly near digits, names and the end.
    private static byte[] mutated(byte[] seed, Random random) {
        var bytes = seed.clone();
        for (var n = random.nextInt(1, 12); n > 0; n--) {
            var tail = random.nextBoolean() ? Math.min(bytes.length, 800) : bytes.length;
            var at = bytes.length - 1 - random.nextInt(tail);
            bytes[at] = random.nextInt(4) == 0 ? (byte) random.nextInt() : TOKENS[random.nextInt(TOKENS.length)];
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static boolean tryAll(byte[] bytes) {
        var source = ByteSource.of(bytes);
        var whole = true;
        try {
            PdfFile.open(source);
        } catch (PdfRefused _) {
            whole = false;
        }
        try {
            RevisionCheck.of(source);
        } catch (PdfRefused _) {
            whole = false;
        }
        try {
            var signing = new Signing(source, List.of(PLACE));
            var request = new SignatureRequest(
                    signing.prepared().fieldNames().getFirst(),
                    Signing.seal(),
                    "n",
                    "r",
                    "l",
                    Signing.CLAIMED,
                    true,
                    true,
                    100,
                    Map.of());
            var data = new ValidationData(List.of(new byte[10]), List.of(), List.of());
            PdfSigner.sign(signing.file(), signing.digest(), request, _ -> new byte[90], () -> data);
        } catch (PdfRefused _) {
            whole = false;
        }
        return whole;
    }

    /// No bit of what a signature covers can change without the digest or the structure telling.
    @Test
    void noChangeOfACoveredByteStaysUnnoticed() throws Exception {
        var signing = new Signing(ByteSource.of(TestPdfs.table(1)), List.of(PLACE));
        signing.sign(0, Signing.PKI.signer, true, false);
        var bytes = signing.bytes();
        var matcher = Pattern.compile("/ByteRange \\[0 (\\d+) (\\d+) (\\d+)\\]")
                .matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        assertThat(matcher.find()).isTrue();
        var hole = Integer.parseInt(matcher.group(1));
        var after = Integer.parseInt(matcher.group(2));
        var rest = Integer.parseInt(matcher.group(3));

        assertThat(digest(bytes, hole, after, rest)).isEqualTo(signedDigest(bytes, hole, after));
        for (var at = 0; at < after + rest; at += 97) {
            if (at >= hole && at < after) continue;
            var changed = bytes.clone();
            changed[at] ^= 1;
            assertThat(digest(changed, hole, after, rest)).isNotEqualTo(signedDigest(bytes, hole, after));
        }
    }

    private static byte[] digest(byte[] bytes, int hole, int after, int rest) {
        var digest = RunningDigest.start();
        digest.update(bytes, 0, hole);
        digest.update(bytes, after, rest);
        return digest.digest();
    }

    private static byte[] signedDigest(byte[] bytes, int hole, int after) throws Exception {
        var hex = new String(bytes, hole + 1, after - hole - 2, StandardCharsets.US_ASCII);
        var contents = HexFormat.of().parseHex(hex);
        var first = new ASN1InputStream(contents).readObject().getEncoded();
        var signer = new CMSSignedData(first).getSignerInfos().iterator().next();
        var attribute = signer.getSignedAttributes().get(CMSAttributes.messageDigest);
        return ((ASN1OctetString) attribute.getAttrValues().getObjectAt(0)).getOctets();
    }
}
