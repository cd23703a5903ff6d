package wariin.notify;

import java.util.Optional;

/// Signs the platform's own letters (S/MIME, RFC 8551): a port, since keys and certificates stand above this room.
public interface OutgoingSignature {

    /// A detached CMS signature over exactly these octets; nothing when the sender has no certificate. Whatever it
    /// throws, the letter leaves: unsigned, and with an alarm in the log.
    Optional<byte[]> over(String sender, byte[] entity);
}
