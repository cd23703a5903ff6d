package wariin.validation;

import java.nio.file.Path;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;

/// What this installation trusts: its own root, and the certificates in {@code wariin.validation.trust} where it is
/// set.
@Component
public class TrustAnchors {

    private static final Logger log = LoggerFactory.getLogger(TrustAnchors.class);

    private final CertificationAuthority authority;
    private final Trust others;

    TrustAnchors(CertificationAuthority authority, @Value("${wariin.validation.trust:}") String folder) {
        this.authority = authority;
        this.others = folder.isBlank() ? Trust.none() : new Trust(TrustFiles.read(Path.of(folder)));
        if (!folder.isBlank()) {
            log.atInfo().addKeyValue("anchors", others.anchors().size()).log("Further trust anchors read");
        }
    }

    public Trust trust() {
        var anchors = new ArrayList<>(others.anchors());
        anchors.add(authority.root());
        return new Trust(anchors);
    }
}
