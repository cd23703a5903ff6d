package wariin.validation;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// The anchors from which trust starts (EN 319 102-1, 5.1.2); nothing else is trusted, whatever a file carries.
///
/// @param known certificates by which chains may be built though no file carries them; they are not trusted themselves
public record Trust(List<Anchor> anchors, List<X509Certificate> known) {

    public Trust {
        anchors = List.copyOf(anchors);
        known = List.copyOf(known);
    }

    public static Trust in(X509Certificate... anchors) {
        return of(List.of(anchors));
    }

    /// Anchors for everything and for ever.
    public static Trust of(Collection<X509Certificate> anchors) {
        return new Trust(anchors.stream().map(Anchor::given).toList(), List.of());
    }

    /// No anchor: integrity is judged, identity is not.
    public static Trust none() {
        return new Trust(List.of(), List.of());
    }

    /// The same and one more.
    public Trust and(Anchor anchor) {
        return new Trust(
                Stream.concat(anchors.stream(), Stream.of(anchor)).toList(), known);
    }

    public List<X509Certificate> certificates() {
        return anchors.stream().map(Anchor::certificate).distinct().toList();
    }
}
