package wariin.trustlist;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.CurrentUser;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.register.PostalAddress;
import wariin.site.Bilingual;
import wariin.site.SiteSettings;

/// The scheme's settings: nothing is published before the operator has saved them once.
@Service
public class Schemes {

    private final SchemeRegister register;
    private final Journal journal;
    private final SiteSettings site;
    private final Clock clock;

    Schemes(SchemeRegister register, Journal journal, SiteSettings site, Clock clock) {
        this.register = register;
        this.journal = journal;
        this.site = site;
        this.clock = clock;
    }

    public Optional<SchemeSettings> current() {
        return register.newest().map(SchemeRegister.Version::settings);
    }

    /// What a new scheme begins with: the operator's organisation, and the address of this site.
    public SchemeSettings proposal(CurrentUser operator) {
        var organisation = operator.organisation();
        var english = organisation.nameEn() == null ? organisation.name() : organisation.nameEn();
        var name = Bilingual.of(organisation.name(), english.length() > 64 ? english.substring(0, 64) : english);
        return new SchemeSettings(
                site.baseUrl(),
                name,
                new PostalAddress("", "-", "Tokyo", "Tokyo", "", "JP"),
                operator.user().email(),
                site.baseUrl() + "/",
                Bilingual.of("トラステッド・サービス登録", "Trusted Service Registration"),
                "JP",
                Bilingual.of(
                        "この一覧は、登録基準への適合を第三者として審査した結果を示すものです。法令に基づく認定ではありません。",
                        "This list states the results of a third party's assessment against the scheme's criteria. "
                                + "It is no accreditation under law."),
                30,
                7,
                1);
    }

    /// Adds a version; lists issued from now on say it. The same settings again change nothing.
    @Transactional
    public void save(SchemeSettings settings, String actor) {
        if (current().filter(settings::equals).isPresent()) return;
        var version = register.add(settings, clock.instant(), actor);
        journal.append(
                new Act("trusted-list-scheme-described", "trusted-list", actor, Map.of("version", "" + version)));
    }
}
