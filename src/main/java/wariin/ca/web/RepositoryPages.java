package wariin.ca.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import wariin.ca.CertificationAuthority;
import wariin.ca.ceremony.KeyCeremony;
import wariin.ca.ceremony.RollOver;
import wariin.ca.list.ListSummary;
import wariin.ca.status.RevocationLists;
import wariin.site.SiteSettings;
import wariin.x509.KeyIdentifier;

/// Whom one trusts here: the authorities, how they were made, and by which rules they issue.
@Controller
class RepositoryPages {
    /// @param purpose the key of the words for it; empty for a unit
    record AuthorityView(
            String name,
            String commonName,
            String purpose,
            boolean current,
            boolean keyHere,
            String fingerprint,
            Instant from,
            Instant until,
            String listPath,
            int lists,
            long listNumber,
            @Nullable Instant listed,
            @Nullable String cross) {}

    /// An authority and what it certified: authorities, and units that sign time.
    record Branch(AuthorityView authority, List<Branch> below, List<AuthorityView> units) {}

    record StepView(int number, String step, String sha256, Instant at) {}

    /// What the pages are made from.
    @Component
    record Sources(CertificationAuthority authority, RollOver hierarchy, RevocationLists lists, KeyCeremony ceremony) {}

    private final Sources sources;
    private final SiteSettings site;

    RepositoryPages(Sources sources, SiteSettings site) {
        this.sources = sources;
        this.site = site;
    }

    @GetMapping("/pki")
    String authorities(Model model) {
        var all = sources.hierarchy().standings();
        var trees = all.stream()
                .filter(one -> issuedBy(one.certificate(), one.certificate()))
                .map(root -> branch(root, all))
                .toList();
        model.addAttribute("trees", trees);
        model.addAttribute("steps", steps());
        model.addAttribute("site", site.baseUrl());
        return "ca/authorities";
    }

    private Branch branch(RollOver.Standing one, List<RollOver.Standing> all) {
        var below = new ArrayList<Branch>();
        for (var other : all) {
            if (other != one && issuedBy(one.certificate(), other.certificate())) below.add(branch(other, all));
        }
        var units = sources.authority().allTimeStampingUnits().stream()
                .filter(unit -> issuedBy(one.certificate(), unit.certificate()))
                .map(unit -> unit(unit.name(), unit.certificate()))
                .toList();
        return new Branch(view(one), below, units);
    }

    /// By name and key, since generations of others may have one name.
    private static boolean issuedBy(X509Certificate issuer, X509Certificate subject) {
        if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) return false;
        if (issuer.equals(subject)) return true;
        return !subject.getSubjectX500Principal().equals(subject.getIssuerX500Principal())
                && Arrays.equals(KeyIdentifier.ofIssuer(subject), KeyIdentifier.ofSubject(issuer));
    }

    private AuthorityView view(RollOver.Standing one) {
        var certificate = one.certificate();
        var list = sources.lists().summary(one.name());
        return new AuthorityView(
                one.name(),
                commonName(certificate),
                one.purpose().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                one.current(),
                one.keyHere(),
                fingerprint(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                sources.lists().paths(one.name()).stream().findFirst().orElse(""),
                list.map(ListSummary::lists).orElse(0),
                list.map(ListSummary::number).orElse(0L),
                list.map(ListSummary::thisUpdate).orElse(null),
                sources.authority().crossCertificates().keySet().stream()
                        .filter((one.name() + "-cross")::equals)
                        .findFirst()
                        .orElse(null));
    }

    private static AuthorityView unit(String name, X509Certificate certificate) {
        return new AuthorityView(
                name,
                commonName(certificate),
                "",
                true,
                true,
                fingerprint(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                "",
                0,
                0,
                null,
                null);
    }

    private static String commonName(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().replaceFirst(".*?CN=([^,]+).*", "$1");
    }

    private List<StepView> steps() {
        var steps = new ArrayList<StepView>();
        for (var step : sources.ceremony().steps()) {
            steps.add(new StepView(step.number(), step.step(), step.sha256(), step.at()));
        }
        return steps;
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
