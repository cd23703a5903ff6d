package wariin.x509;

/// A name besides the subject's, under which it is reached (RFC 5280, 4.2.1.6).
public sealed interface AlternativeName {

    /// As people write it; an international domain may be in its own script.
    String value();

    /// An address; rfc822Name, or SmtpUTF8Mailbox if its local part is not ASCII (RFC 9598).
    record Mailbox(String value) implements AlternativeName {
        public Mailbox {
            var at = value.lastIndexOf('@');
            if (at <= 0 || at == value.length() - 1) throw new IllegalArgumentException("Not a mail address");
        }
    }

    /// A host in the domain name system; its first label may be a star.
    record DnsName(String value) implements AlternativeName {
        public DnsName {
            if (value.isBlank()) throw new IllegalArgumentException("Not a host name");
        }
    }
}
