package wariin.validation;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;
import wariin.ca.IssuingTerms;
import wariin.validation.Anchor.Origin;
import wariin.validation.Anchor.Purpose;

/// What this installation trusts: its own roots of all generations, among them those of others below which it stands;
/// what its operators added; and the certificates in {@code wariin.validation.trust} where it is set.
@Component
public class TrustAnchors {

    private static final Logger log = LoggerFactory.getLogger(TrustAnchors.class);

    private final CertificationAuthority authority;
    private final AnchorRegister register;
    private final IssuingTerms terms;
    private final List<X509Certificate> folder;

    TrustAnchors(
            CertificationAuthority authority,
            AnchorRegister register,
            IssuingTerms terms,
            @Value("${wariin.validation.trust:}") String folder) {
        this.authority = authority;
        this.register = register;
        this.terms = terms;
        this.folder = folder.isBlank() ? List.of() : TrustFiles.read(Path.of(folder));
        if (!folder.isBlank()) {
            log.atInfo().addKeyValue("anchors", this.folder.size()).log("Further trust anchors read");
        }
    }

    public Trust trust() {
        var anchors = new ArrayList<>(own());
        for (var added : register.inForce()) {
            anchors.add(new Anchor(
                    added.certificate(), added.name(), Origin.OPERATOR, added.purpose(), added.distrustFrom()));
        }
        for (var certificate : folder) {
            var name = Anchor.commonName(certificate);
            anchors.add(new Anchor(certificate, name, Origin.FOLDER, Purpose.ALL, null));
        }
        return new Trust(anchors, List.copyOf(authority.authorities().values()), terms.policies());
    }

    /// The platform's own roots, those that issue first.
    public List<Anchor> own() {
        var current = new ArrayList<Anchor>();
        var former = new ArrayList<Anchor>();
        for (var root : authority.roots()) {
            var origin = root.current() ? Origin.OWN : Origin.OWN_FORMER;
            var anchor = new Anchor(root.certificate(), root.name(), origin, Purpose.ALL, null);
            (root.current() ? current : former).add(anchor);
        }
        current.addAll(former);
        return List.copyOf(current);
    }
}
