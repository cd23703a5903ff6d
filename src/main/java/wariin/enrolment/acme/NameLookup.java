package wariin.enrolment.acme;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a host in the domain name system.
public interface NameLookup {

    /// Empty when there is no such name.
    List<InetAddress> addresses(String host);

    /// By the resolver of this machine.
    static NameLookup ofThisMachine() {
        return host -> {
            try {
                return List.of(InetAddress.getAllByName(host));
            } catch (UnknownHostException _) {
                return List.of();
            }
        };
    }
}
