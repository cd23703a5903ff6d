package wariin.validation;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import wariin.ca.authority.PolicyArc;

/// The anchors from which trust starts (EN 319 102-1, 5.1.2); nothing else is trusted, whatever a file carries.
///
/// @param known certificates by which chains may be built though no file carries them; they are not trusted themselves
/// @param policies below which our own authorities name what was checked of a person
public record Trust(List<Anchor> anchors, List<X509Certificate> known, PolicyArc policies) {

    public Trust {
        anchors = List.copyOf(anchors);
        known = List.copyOf(known);
    }

    public Trust(List<Anchor> anchors, List<X509Certificate> known) {
        this(anchors, known, PolicyArc.RELEASED);
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
        return among(Stream.concat(anchors.stream(), Stream.of(anchor)).toList());
    }

    /// The same with these anchors only.
    Trust among(List<Anchor> others) {
        return new Trust(others, known, policies);
    }

    public List<X509Certificate> certificates() {
        return anchors.stream().map(Anchor::certificate).distinct().toList();
    }
}
