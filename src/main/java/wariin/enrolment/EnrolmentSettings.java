package wariin.enrolment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How programs enrol at this installation.
@ConfigurationProperties("wariin.enrolment")
public record EnrolmentSettings(
        @DefaultValue Acme acme, @DefaultValue Mailbox mailbox) {

    /// @param orders how long an order, and what was proven for it, may be used
    /// @param proveNames whether each DNS name is asked over HTTP too; else the desk's evidence is enough
    /// @param port where HTTP challenges are asked
    /// @param reach how far names may lead the platform
    public record Acme(
            @DefaultValue("7d") Duration orders,
            @DefaultValue("false") boolean proveNames,
            @DefaultValue("80") int port,
            @DefaultValue("PUBLIC") Reach reach) {}

    /// The networks that a name may point to when the platform asks it.
    public enum Reach {
        PUBLIC,
        /// Also the private networks of a company (RFC 1918, RFC 4193).
        PRIVATE,
        /// Also this machine; for tests.
        LOOPBACK
    }

    /// The mailbox to which people answer challenges (RFC 8823); read over IMAP. Without an address and a host there
    /// are no orders for mail addresses.
    public record Mailbox(
            @DefaultValue("") String address,
            @DefaultValue("") String host,
            @DefaultValue("993") int port,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("true") boolean tls,
            @DefaultValue("INBOX") String folder) {

        public boolean configured() {
            return !address.isBlank() && !host.isBlank();
        }

        /// Without the password.
        @Override
        public String toString() {
            return "Mailbox[" + address + " at " + host + "]";
        }
    }
}
