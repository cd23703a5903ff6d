package wariin.validation;

import java.security.cert.X509Certificate;
import java.util.List;

/// The certificates from which trust starts (EN 319 102-1, 5.1.2); nothing else is trusted, whatever a file carries.
public record Trust(List<X509Certificate> anchors) {

    public Trust {
        anchors = List.copyOf(anchors);
    }

    public static Trust in(X509Certificate... anchors) {
        return new Trust(List.of(anchors));
    }

    /// No anchor: integrity is judged, identity is not.
    public static Trust none() {
        return new Trust(List.of());
    }
}
