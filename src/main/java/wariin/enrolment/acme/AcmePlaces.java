package wariin.enrolment.acme;

import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.ra.desk.DeskId;
import wariin.site.SiteSettings;

/// The addresses of one desk's ACME resources, as clients get and sign them.
@Component
public class AcmePlaces {

    private final SiteSettings site;

    AcmePlaces(SiteSettings site) {
        this.site = site;
    }

    /// The address of what the server sees as this path.
    public String of(String path) {
        return site.url(path);
    }

    public String at(DeskId desk, String rest) {
        return site.url("/acme/" + desk + "/" + rest);
    }

    public String account(DeskId desk, String id) {
        return at(desk, "account/" + id);
    }

    public String order(DeskId desk, String id) {
        return at(desk, "order/" + id);
    }

    public String authorization(DeskId desk, String id) {
        return at(desk, "authorization/" + id);
    }

    public String challenge(DeskId desk, String id) {
        return at(desk, "challenge/" + id);
    }

    public String certificate(DeskId desk, String serial) {
        return at(desk, "certificate/" + serial);
    }

    public String terms() {
        return site.url("/pki/cps");
    }

    /// The id in an account's address, if it is one of this desk.
    Optional<String> accountId(DeskId desk, String address) {
        var start = account(desk, "");
        return address.startsWith(start) ? Optional.of(address.substring(start.length())) : Optional.empty();
    }
}
