package wariin.x509;

/// Bytes from outside that are not the DER they should be.
public class MalformedDer extends RuntimeException {
    public MalformedDer(String message) {
        super(message);
    }
}
