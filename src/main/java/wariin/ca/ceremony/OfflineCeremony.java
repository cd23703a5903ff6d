package wariin.ca.ceremony;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import wariin.ca.authority.Authority;
import wariin.ca.authority.AuthorityPurpose;
import wariin.ca.ceremony.AuthorityRequestRegister.Asked;
import wariin.ca.ceremony.HierarchyPlan.PlannedAuthority;
import wariin.ca.list.ListIntake;
import wariin.x509.AuthorityRequest;
import wariin.x509.Certificates;
import wariin.x509.CertificationRequest;

/// Requests out and certificates in, for authorities whose issuer is kept elsewhere: our own root in a safe, or
/// somebody else's authority.
@Component
class OfflineCeremony {
    private static final Logger log = LoggerFactory.getLogger(OfflineCeremony.class);
    private static final String UPPER = "upper";

    /// Where requests and lists are kept.
    @Component
    record Shelf(AuthorityRequestRegister requests, ListIntake lists) {}

    private final Shelf shelf;
    private final AuthorityContents contents;
    private final Path folder;

    OfflineCeremony(Shelf shelf, AuthorityContents contents, @Value("${wariin.data:./data}") Path data) {
        this.shelf = shelf;
        this.contents = contents;
        this.folder = data.resolve("ceremony");
    }

    /// What came into the folder since the last start. A file that does not fit stops the start only as long as the
    /// first ceremony is not complete.
    void takeIn(CeremonySteps steps, HierarchyPlan plan) {
        var brought = BroughtFiles.in(folder.resolve("certificates"));
        for (var asked : shelf.requests().waiting()) {
            var planned = plan.authority(asked.line());
            if (planned.isPresent()) takeIn(steps, planned.get(), asked, brought);
        }
        lists(steps, brought);
    }

    /// Lists of authorities whose key is elsewhere; an older one than is known is left aside.
    void lists(CeremonySteps steps, BroughtFiles brought) {
        for (var authority : steps.books().authorities().all()) {
            if (authority.key() != null) continue;
            for (var list : brought.lists()) {
                if (!BroughtChain.signed(authority.certificate(), list)) continue;
                var outcome = shelf.lists().takeIn(Optional.of(authority), encoded(list));
                log.atInfo().addKeyValue("authority", authority.name()).log("A list was brought: {}", outcome);
            }
        }
    }

    /// Makes the key and the request, once.
    Asked request(CeremonySteps steps, PlannedAuthority planned, int generation) {
        var name = planned.name(generation);
        var key = steps.key(name, planned.algorithm());
        var there = shelf.requests().find(name);
        if (there.isEmpty()) {
            var request = new AuthorityRequest(
                            contents.name(planned.commonName(generation)),
                            key.publicKey(),
                            AuthorityContents.purposes(planned.purpose()))
                    .signedBy(body -> steps.keys().sign(key.id(), body));
            var at = steps.writing().clock().instant();
            var asked = new Asked(name, planned.line(), generation, key.id(), request, at, steps.actor(), null);
            steps.writing().transactions().executeWithoutResult(_ -> {
                shelf.requests().add(asked);
                steps.add(name + " request", request);
            });
            there = Optional.of(asked);
        }
        write(name + ".csr", pem(there.get().request()));
        return there.get();
    }

    Optional<Asked> asked(String name) {
        return shelf.requests().find(name);
    }

    List<Asked> waiting() {
        return shelf.requests().waiting();
    }

    /// Stops a platform that has no authorities yet, and says what is to be done.
    void refuseToGoOnWithout(HierarchyPlan plan) {
        var waiting = shelf.requests().waiting().stream()
                .filter(asked -> plan.authority(asked.line()).isPresent())
                .toList();
        if (waiting.isEmpty()) return;
        write("first-ceremony.json", CeremonyProposal.of(plan, waiting, contents));
        throw new CeremonyPending(waiting.size() + " authorities wait for their certificates: take "
                + folder.resolve("requests") + " to the machine without network, run ./wariin pki ceremony"
                + " first-ceremony.json --dir FOLDER there (or have the requests signed by another authority), put the"
                + " certificates with those of the root and its revocation list into "
                + folder.resolve("certificates") + ", and start again");
    }

    /// What would be taken in, with faults and findings; empty if nothing for this request was brought.
    Optional<BroughtChain> look(CeremonySteps steps, PlannedAuthority planned, Asked asked, BroughtFiles brought) {
        var key = CertificationRequest.parse(asked.request()).orThrow().key();
        return BroughtChain.of(
                key,
                planned.purpose(),
                brought,
                steps.books().authorities().all(),
                steps.writing().clock().instant());
    }

    private void takeIn(CeremonySteps steps, PlannedAuthority planned, Asked asked, BroughtFiles brought) {
        var looked = look(steps, planned, asked, brought);
        if (looked.isEmpty()) return;
        var chain = looked.get();
        var faults = new ArrayList<>(chain.faults());
        if (faults.isEmpty()) faults.addAll(withoutList(steps, chain, brought));
        if (!faults.isEmpty()) {
            throw new CeremonyPending("The certificate for " + asked.name() + " cannot be used: "
                    + String.join("; ", faults) + ". Put the right files into " + folder.resolve("certificates"));
        }
        accept(steps, planned, asked, chain);
    }

    /// Who relies on our certificates asks for the issuer's list too, so one of each issuer must be here.
    List<String> withoutList(CeremonySteps steps, BroughtChain chain, BroughtFiles brought) {
        var faults = new ArrayList<String>();
        for (var issuer : chain.chain().subList(1, chain.chain().size())) {
            var known = steps.books().authorities().all().stream()
                    .anyMatch(one -> one.certificate().equals(issuer));
            if (known || brought.lists().stream().anyMatch(list -> BroughtChain.signed(issuer, list))) continue;
            faults.add(
                    "the revocation list of " + issuer.getSubjectX500Principal().getName() + " is missing");
        }
        return faults;
    }

    /// The authority and those above it, in one transaction with its record.
    void accept(CeremonySteps steps, PlannedAuthority planned, Asked asked, BroughtChain chain) {
        var at = steps.writing().clock().instant();
        steps.witness().accept(asked.name() + " certificate about to be taken in");
        steps.writing().transactions().executeWithoutResult(_ -> {
            if (!shelf.requests().takeIn(asked.name(), at)) return;
            var above = chain.chain().subList(1, chain.chain().size()).reversed();
            for (var one : above) register(steps, one, planned);
            var authority = new Authority(
                    asked.name(), planned.purpose(), asked.keyId(), chain.certificate(), planned.shards(), true);
            steps.books().authorities().add(authority, null, asked.generation(), at);
            steps.add(asked.name() + " certificate", Certificates.encoded(chain.certificate()));
        });
        chain.findings()
                .forEach(finding -> log.atWarn()
                        .addKeyValue("authority", asked.name())
                        .log("The certificate that was brought is not as we issue them: {}", finding));
        steps.witness().accept(asked.name() + " certificate taken in");
    }

    private static void register(CeremonySteps steps, X509Certificate above, PlannedAuthority planned) {
        var authorities = steps.books().authorities();
        if (authorities.all().stream().anyMatch(one -> one.certificate().equals(above))) return;
        var line = BroughtChain.isSelfIssued(above) ? planned.parent() : UPPER;
        var generation = authorities.generations(line) + 1;
        var name = generation == 1 ? line : line + "-" + generation;
        var at = steps.writing().clock().instant();
        authorities.add(new Authority(name, AuthorityPurpose.ROOT, null, above, 1, true), null, generation, at);
        steps.add(name + " certificate", Certificates.encoded(above));
    }

    private void write(String name, byte[] content) {
        try {
            var requests = folder.resolve("requests");
            Files.createDirectories(requests);
            Files.createDirectories(folder.resolve("certificates"));
            Files.write(requests.resolve(name), content);
        } catch (IOException e) {
            throw new CeremonyPending("The folder " + folder + " cannot be written: give the platform the right to");
        }
    }

    static byte[] pem(byte[] request) {
        var lines = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(request);
        return ("-----BEGIN CERTIFICATE REQUEST-----\n" + lines + "\n-----END CERTIFICATE REQUEST-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] encoded(java.security.cert.X509CRL list) {
        try {
            return list.getEncoded();
        } catch (CRLException e) {
            throw new IllegalStateException(e);
        }
    }
}
