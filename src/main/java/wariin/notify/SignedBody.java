package wariin.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A text with its signature beside it (multipart/signed of RFC 1847, as RFC 8551, 3.5.3 uses it).
///
/// It writes itself: what was signed leaves octet by octet, whatever the mail library would make of it.
public final class SignedBody extends MimeMultipart {

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});
    private static final String END = "\r\n";

    private final byte[] entity;
    private final byte[] signature;
    private final String boundary;

    public SignedBody(byte[] entity, byte[] signature, String boundary) {
        super("signed");
        this.entity = entity.clone();
        this.signature = signature.clone();
        this.boundary = boundary;
        contentType = "multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=\""
                + boundary + "\"";
    }

    /// A text as a part of a letter, in the form that no server on the way has a reason to change (RFC 8551, 3.1).
    public static byte[] entity(String text) {
        var lines = text.replaceAll("\\R", END);
        var encoding = isPlain(lines) ? "quoted-printable" : "base64";
        var entity = new ByteArrayOutputStream();
        write(
                entity,
                "Content-Type: text/plain; charset=UTF-8" + END + "Content-Transfer-Encoding: " + encoding + END + END);
        try (var encoder = MimeUtility.encode(entity, encoding)) {
            encoder.write(lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | MessagingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return entity.toByteArray();
    }

    /// Some servers put a character before a line that begins like an envelope.
    private static boolean isPlain(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text)
                && !text.startsWith("From ")
                && !text.contains("\nFrom ");
    }

    @Override
    protected void updateHeaders() {
        // Nothing to bring in order: all of it is written below.
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var whole = new ByteArrayOutputStream();
        write(whole, "--" + boundary + END);
        whole.writeBytes(entity);
        write(whole, END + "--" + boundary + END + """
                Content-Type: application/pkcs7-signature; name="smime.p7s"
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename="smime.p7s"

                """.replace("\n", END));
        whole.writeBytes(BASE64.encode(signature));
        write(whole, END + "--" + boundary + "--" + END);
        whole.writeTo(out);
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
