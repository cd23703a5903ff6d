package wariin.ca.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import wariin.ca.CertificationAuthority;
import wariin.ca.KeyCeremony;
import wariin.ca.RevocationLists;
import wariin.site.SiteSettings;

/// Whom one trusts here: the authorities, how they were made, and by which rules they issue.
@Controller
class RepositoryPages {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneId.of("Asia/Tokyo"));
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z").withZone(ZoneId.of("Asia/Tokyo"));

    record AuthorityView(
            String name,
            String commonName,
            String fingerprint,
            String from,
            String until,
            String listPath,
            long listNumber,
            String listed) {}

    record StepView(int number, String step, String sha256, String at) {}

    /// What the pages are made from.
    @Component
    record Sources(
            CertificationAuthority authority,
            RevocationLists lists,
            KeyCeremony ceremony) {}

    private final Sources sources;
    private final SiteSettings site;

    RepositoryPages(Sources sources, SiteSettings site) {
        this.sources = sources;
        this.site = site;
    }

    @GetMapping("/pki")
    String authorities(Model model) {
        var views = new ArrayList<AuthorityView>();
        sources.authority().authorities().forEach((name, certificate) -> views.add(view(name, certificate)));
        model.addAttribute("authorities", views);
        model.addAttribute(
                "unit", view("tsu", sources.authority().timeStampingUnit().certificate()));
        model.addAttribute("steps", steps());
        model.addAttribute("site", site.baseUrl());
        return "ca/authorities";
    }

    private AuthorityView view(String name, X509Certificate certificate) {
        var list = sources.lists().summary(name);
        return new AuthorityView(
                name,
                certificate.getSubjectX500Principal().getName().replaceFirst(".*?CN=([^,]+).*", "$1"),
                fingerprint(certificate),
                DAY.format(certificate.getNotBefore().toInstant()),
                DAY.format(certificate.getNotAfter().toInstant()),
                sources.lists().paths(name).stream().findFirst().orElse(""),
                list.map(RevocationLists.ListSummary::number).orElse(0L),
                list.map(RevocationLists.ListSummary::thisUpdate)
                        .map(RepositoryPages::minute)
                        .orElse(""));
    }

    private List<StepView> steps() {
        var steps = new ArrayList<StepView>();
        for (var step : sources.ceremony().steps()) {
            steps.add(new StepView(step.number(), step.step(), step.sha256(), minute(step.at())));
        }
        return steps;
    }

    private static String minute(Instant at) {
        return MINUTE.format(at);
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(RepositoryController.encoded(certificate));
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
