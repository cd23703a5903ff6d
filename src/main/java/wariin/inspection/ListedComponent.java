package wariin.inspection;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;
import wariin.register.ServiceRegister;
import wariin.trustlist.Issue;
import wariin.trustlist.TrustedLists;
import wariin.tsl.MalformedList;
import wariin.tsl.ServiceIndex;
import wariin.tsl.TrustedListReader;
import wariin.x509.Certificates;

/// Whether another service that this one builds on stands in the published list: its issuer, its time-stamping
/// authority.
class ListedComponent implements Check {

    private final String name;
    private final Set<String> roles;
    private final Set<String> types;
    private final ServiceRegister register;
    private final TrustedLists lists;
    private final Issuers issuers;
    private final Clock clock;
    private final AtomicReference<ServiceIndex.Listed> read = new AtomicReference<>();

    private ListedComponent(String name, Set<String> roles, Set<String> types, Sources sources) {
        this.name = name;
        this.roles = roles;
        this.types = types;
        this.register = sources.register();
        this.lists = sources.lists();
        this.issuers = sources.issuers();
        this.clock = sources.clock();
    }

    @Component
    record Sources(ServiceRegister register, TrustedLists lists, Issuers issuers, Clock clock) {}

    /// The two kinds of components that criteria ask for.
    @Configuration(proxyBeanMethods = false)
    static class Kinds {

        @Bean
        Check issuerInTrustedList(Sources sources) {
            return new ListedComponent(
                    "issuer-in-trusted-list",
                    Set.of("ca"),
                    Set.of("http://uri.etsi.org/TrstSvc/Svctype/CA/PKC", "http://uri.etsi.org/TrstSvc/Svctype/CA/QC"),
                    sources);
        }

        @Bean
        Check tsaInTrustedList(Sources sources) {
            return new ListedComponent(
                    "tsa-in-trusted-list",
                    Set.of("tsa"),
                    Set.of("http://uri.etsi.org/TrstSvc/Svctype/TSA", "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST"),
                    sources);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        var certificates = components(service, notes);
        var issue = lists.current().orElse(null);
        if (issue == null) {
            notes.doubt("トラステッドリストがまだ発行されていません。", "No trusted list has been published yet.");
        } else if (certificates.isEmpty()) {
            notes.doubt(
                    "使っているサービスが登録されていないか、その証明書がありません。",
                    "The service that it uses is not named, or has no certificate.");
        } else {
            ask(issue, certificates, notes);
        }
        return notes.look(
                "使っているサービスは現在のリストに認められたものとして載っています。",
                "The service that it uses stands in the current list as recognised.");
    }

    private List<X509Certificate> components(Inspected service, Notes notes) {
        var certificates = new ArrayList<X509Certificate>();
        for (var component : service.service().components()) {
            if (!roles.contains(component.role())) continue;
            var id = component.service();
            var outside = component.outside();
            notes.fact("component", id != null ? id.toString() : outside == null ? "" : outside.en());
            if (id == null) continue;
            register.find(id)
                    .ifPresent(description ->
                            description.certificates().forEach(der -> certificates.add(Certificates.parse(der))));
        }
        return certificates;
    }

    private void ask(Issue issue, List<X509Certificate> certificates, Notes notes) {
        try {
            var now = clock.instant();
            var index = ServiceIndex.of(List.of(listed(issue)));
            for (var certificate : certificates) {
                var path = new ArrayList<>(List.of(certificate));
                issuers.of(certificate, certificates).ifPresent(path::add);
                var answer = index.ask(path, now, now, types);
                var fact = notes.fact(
                        "certificate", certificate.getSubjectX500Principal().getName());
                fact.put("sequence", issue.sequence());
                fact.put("list", issue.fingerprint());
                fact.put("answer", answer.verdict() + " " + answer.reason());
                switch (answer.verdict()) {
                    case TRUSTED -> {}
                    case NOT_TRUSTED -> notes.fault("リストで認められていません。", "It is not recognised in the list.");
                    case INDETERMINATE -> notes.doubt("リストからは判断できません。", "The list does not allow an answer.");
                }
            }
        } catch (MalformedList unreadable) {
            notes.doubt("現在のリストを読み取れません。", "The current list cannot be read.");
        }
    }

    private ServiceIndex.Listed listed(Issue issue) throws MalformedList {
        var sha256 = HexFormat.of().formatHex(issue.sha256());
        var before = read.get();
        if (before != null && before.sha256().equals(sha256)) return before;
        var now = new ServiceIndex.Listed(TrustedListReader.read(issue.xml()), sha256, "own");
        read.set(now);
        return now;
    }
}
