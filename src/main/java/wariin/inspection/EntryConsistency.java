package wariin.inspection;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.trustlist.TrustedLists;
import wariin.tsl.MalformedList;
import wariin.tsl.TrustedList;
import wariin.tsl.TrustedListReader;

/// Whether register, published list and certificates say the same of a service (TS 119 612, 5.4.1 and 5.5.2).
@Component
class EntryConsistency implements Check {

    private static final Pattern ORGANISATION = Pattern.compile("(?:^|,)O=((?:\\\\.|[^,\\\\])+)");

    private final ServiceRegister register;
    private final TrustedLists lists;

    EntryConsistency(ServiceRegister register, TrustedLists lists) {
        this.register = register;
        this.lists = lists;
    }

    @Override
    public String name() {
        return "register-entry-consistent";
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        names(service, notes);
        var published = service.registered()
                && register.published()
                        .service(new ServiceId(service.subject()))
                        .isPresent();
        notes.fact("register", service.subject().toString()).put("published", published);
        if (!published) {
            notes.doubt(
                    "まだ登録・公開されていないため、リストと比べられません。",
                    "It is not registered yet, so there is no entry in the list to compare.");
        } else {
            list(service, notes);
        }
        return notes.look("登録簿、リスト、証明書の内容が一致しています。", "Register, list and certificates say the same.");
    }

    /// The organisation in a certificate should be the provider's name or trade name.
    private static void names(Inspected service, Notes notes) {
        var names = new ArrayList<String>();
        names.add(folded(service.provider().name().en()));
        names.add(folded(service.provider().name().ja()));
        var trade = service.provider().tradeName();
        if (trade != null) names.addAll(List.of(folded(trade.en()), folded(trade.ja())));
        for (var certificate : service.certificates()) {
            var organisation = organisation(certificate);
            var fact = notes.fact(
                    "certificate", certificate.getSubjectX500Principal().getName());
            fact.put("organisation", organisation);
            if (!names.contains(folded(organisation))) {
                notes.fault(
                        "証明書の組織名「" + organisation + "」が提供者の名称・商号と一致しません。",
                        "The organisation in a certificate, “" + organisation
                                + "”, is neither the provider's name nor its trade name.");
            }
        }
    }

    private void list(Inspected service, Notes notes) {
        var issue = lists.current().orElse(null);
        if (issue == null) {
            notes.doubt("トラステッドリストがまだ発行されていません。", "No trusted list has been published yet.");
            return;
        }
        try {
            var inList = inList(TrustedListReader.read(issue.xml()), service);
            notes.fact("list", issue.fingerprint()).put("found", inList);
            if (!inList) {
                notes.fault(
                        "公開された登録がリストに同じ内容で見つかりません。",
                        "The published entry is not found in the list with the same name.");
            }
        } catch (MalformedList unreadable) {
            notes.doubt("現在のリストを読み取れません。", "The current list cannot be read.");
        }
    }

    private static boolean inList(TrustedList list, Inspected service) {
        for (var provider : list.providers()) {
            var same = provider.names().stream()
                    .anyMatch(
                            name -> name.text().equals(service.provider().name().en()));
            for (var one : provider.services()) {
                if (same
                        && one.current().names().stream()
                                .anyMatch(name -> name.text()
                                        .equals(service.service().name().en()))) return true;
            }
        }
        return false;
    }

    private static String organisation(X509Certificate certificate) {
        var found = ORGANISATION.matcher(certificate.getSubjectX500Principal().getName());
        return found.find() ? found.group(1).replaceAll("\\\\(.)", "$1") : "";
    }

    private static String folded(String name) {
        return java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s.,・]+", "");
    }
}
