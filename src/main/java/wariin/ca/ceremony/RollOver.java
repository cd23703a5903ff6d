package wariin.ca.ceremony;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.ca.authority.AuthorityPurpose;
import wariin.ca.ceremony.HierarchyPlan.PlannedAuthority;

/// New generations of authorities: the next one issues, those before it only go on to say what their certificates are
/// worth. Who may begin one is decided above.
@Service
public class RollOver {

    /// An authority as its operators see it.
    ///
    /// @param keyHere whether this platform has the key
    public record Standing(
            String name,
            String line,
            AuthorityPurpose purpose,
            boolean keyHere,
            boolean current,
            X509Certificate certificate) {}

    /// What would be made. At once, if the issuer's key is here; otherwise there is a request to be signed elsewhere.
    ///
    /// @param root whether it is a root, which the one before it certifies too
    public record Next(
            String line, String name, int generation, String algorithm, String issuer, boolean atOnce, boolean root) {}

    /// A request whose certificate has not come.
    public record Waiting(String name, String line, int generation, byte[] pem, Instant since) {}

    /// What was brought for a request: the chain, why it cannot be used, and what our linter says of it.
    public record Brought(List<X509Certificate> chain, List<String> faults, List<String> findings) {}

    /// What a generation is begun with.
    @org.springframework.stereotype.Component
    record Making(KeyCeremony ceremony, OfflineCeremony offline, AuthorityRegister register) {}

    private final Making making;
    private final Authorities authorities;

    RollOver(Making making, Authorities authorities) {
        this.making = making;
        this.authorities = authorities;
    }

    public List<Standing> standings() {
        return authorities.all().stream()
                .map(one -> new Standing(
                        one.name(), one.line(), one.purpose(), one.key() != null, one.current(), one.certificate()))
                .toList();
    }

    /// Empty for a root whose key is kept elsewhere, which is rolled over there, and while a request of that line is
    /// waiting.
    public Optional<Next> next(String line) {
        var planned = making.ceremony().hierarchy().authority(line);
        if (planned.isEmpty()) return Optional.empty();
        if (waiting().stream().anyMatch(one -> one.line().equals(line))) return Optional.empty();
        var parent = making.register().current(planned.get().parent());
        var generation = making.register().generations(line) + 1;
        var root = planned.get().isRoot();
        return parent.filter(issuer -> !root || issuer.key() != null)
                .map(issuer -> new Next(
                        line,
                        planned.get().name(generation),
                        generation,
                        planned.get().algorithm().name().replace('_', '-'),
                        issuer.name(),
                        issuer.key() != null,
                        root));
    }

    /// Makes the generation or its request; done again it changes nothing.
    public void begin(String line, int generation, String actor) {
        var planned = planned(line);
        if (making.register().generations(line) >= generation) return;
        var parent = making.register().current(planned.parent()).orElseThrow();
        if (parent.key() != null) {
            making.ceremony().nextGeneration(planned, generation, actor);
        } else {
            making.offline().request(making.ceremony().stepsOf(actor), planned, generation);
        }
        authorities.changed();
    }

    public List<Waiting> waiting() {
        return making.offline().waiting().stream()
                .map(asked -> new Waiting(
                        asked.name(),
                        asked.line(),
                        asked.generation(),
                        OfflineCeremony.pem(asked.request()),
                        asked.madeAt()))
                .toList();
    }

    /// Empty if there is nothing for this request in the file.
    public Optional<Brought> look(String name, byte[] file) {
        var brought = BroughtFiles.none();
        if (!brought.add(file)) return Optional.empty();
        return chain(name, brought, making.ceremony().stepsOf("system"))
                .map(chain -> new Brought(chain.chain(), faults(chain, brought), chain.findings()));
    }

    /// Takes the certificate into use, if nothing is wrong with it; done again it changes nothing.
    public boolean takeIntoUse(String name, byte[] file, String actor) {
        var asked = making.offline().asked(name);
        if (asked.isEmpty()) return false;
        if (asked.get().takenIn() != null) return true;
        var steps = making.ceremony().stepsOf(actor);
        var brought = BroughtFiles.none();
        if (!brought.add(file)) return false;
        var chain = chain(name, brought, steps);
        if (chain.isEmpty() || !faults(chain.get(), brought).isEmpty()) return false;
        making.offline().accept(steps, planned(asked.get().line()), asked.get(), chain.get());
        making.offline().lists(steps, brought);
        making.ceremony().renewResponders();
        authorities.changed();
        return true;
    }

    private List<String> faults(BroughtChain chain, BroughtFiles brought) {
        var faults = new ArrayList<>(chain.faults());
        if (faults.isEmpty()) {
            faults.addAll(making.offline().withoutList(making.ceremony().stepsOf("system"), chain, brought));
        }
        return faults;
    }

    private Optional<BroughtChain> chain(String name, BroughtFiles brought, CeremonySteps steps) {
        return making.offline()
                .asked(name)
                .filter(asked -> asked.takenIn() == null)
                .flatMap(asked -> making.offline().look(steps, planned(asked.line()), asked, brought));
    }

    private PlannedAuthority planned(String line) {
        return making.ceremony().hierarchy().authority(line).orElseThrow();
    }
}
