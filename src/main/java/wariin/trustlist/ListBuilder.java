package wariin.trustlist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wariin.register.Provider;
import wariin.register.ProviderId;
import wariin.register.RegisterState.ProviderState;
import wariin.tsl.LangText;
import wariin.tsl.SchemeInformation;
import wariin.tsl.SchemeInformation.Notice;
import wariin.tsl.SchemeInformation.PostalAddress;
import wariin.tsl.TrustService;
import wariin.tsl.TrustServiceProvider;
import wariin.tsl.TrustedList;

/// Makes the list that a manuscript says: pure, so any list of the past can be made again (TS 119 612, 5).
final class ListBuilder {

    private static final String TYPE = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/%slist";
    private static final String DETERMINATION = "http://uri.etsi.org/TrstSvc/TrustedList/StatusDetn/%sdetermination";

    private final Manuscript from;
    private final Map<String, TrustServiceProvider> before = new LinkedHashMap<>();
    private final Map<ProviderId, Provider> providers = new HashMap<>();

    private ListBuilder(Manuscript from) {
        this.from = from;
        var last = from.before();
        if (last != null) last.providers().forEach(provider -> before.put(page(provider), provider));
        from.state().providers().forEach(state -> providers.put(state.provider().id(), state.provider()));
    }

    static TrustedList build(Manuscript from) {
        return new ListBuilder(from).list();
    }

    /// The page of a provider is its name for machines: it stays when the provider is renamed.
    static String page(ProviderId provider) {
        return "/register/providers/" + provider;
    }

    private TrustedList list() {
        var listed = new ArrayList<TrustServiceProvider>();
        for (var state : from.state().providers()) {
            var services = services(state, before.remove(page(state.provider().id())));
            if (!services.isEmpty()) listed.add(provider(state.provider(), services));
        }
        for (var gone : before.values()) listed.add(ended(gone));
        return new TrustedList(scheme(from.scheme()), from.sequence(), from.issued(), from.nextUpdate(), listed);
    }

    private List<TrustService> services(ProviderState state, @Nullable TrustServiceProvider last) {
        var entries = new ServiceEntries(from, last, providers);
        state.services().forEach(entries::add);
        return entries.all();
    }

    /// A provider of the list before that the register no longer shows: its history stays.
    private TrustServiceProvider ended(TrustServiceProvider gone) {
        return new TrustServiceProvider(
                gone.names(),
                gone.tradeNames(),
                gone.postalAddresses(),
                gone.electronicAddresses(),
                gone.informationUris(),
                gone.extensions(),
                new ServiceEntries(from, gone, providers).all());
    }

    private TrustServiceProvider provider(Provider provider, List<TrustService> services) {
        var described = provider.description();
        var trade = new ArrayList<LangText>();
        if (described.number() != null) trade.add(new LangText("en", "NTRJP-" + described.number()));
        var tradeName = described.tradeName();
        if (tradeName != null) trade.addAll(LangText.of(tradeName.ja(), tradeName.en()));
        return new TrustServiceProvider(
                LangText.of(described.name().ja(), described.name().en()),
                trade,
                addresses(described.address()),
                electronic(described.email(), described.website()),
                both(from.scheme().url(page(provider.id()))),
                List.of(),
                services);
    }

    static SchemeInformation scheme(SchemeSettings settings) {
        var territory = settings.territory();
        return new SchemeInformation(
                SchemeInformation.VERSION,
                TYPE.formatted(territory),
                LangText.of(settings.operator().ja(), settings.operator().en()),
                addresses(settings.address()),
                electronic(settings.email(), settings.website()),
                LangText.of(
                        territory + ":" + settings.scheme().ja(),
                        territory + ":" + settings.scheme().en()),
                both(settings.url("/tl")),
                DETERMINATION.formatted(territory),
                both(settings.url("/tl/rules")),
                territory,
                new Notice(
                        List.of(),
                        LangText.of(
                                settings.legalNotice().ja(),
                                settings.legalNotice().en())),
                SchemeInformation.WHOLE_HISTORY,
                List.of(),
                List.of(settings.url("/tl/trusted-list.xml")),
                List.of());
    }

    private static List<PostalAddress> addresses(wariin.register.PostalAddress address) {
        var listed = new ArrayList<PostalAddress>();
        var region = address.region().isBlank() ? null : address.region();
        var code = address.postalCode().isBlank() ? null : address.postalCode();
        listed.add(new PostalAddress("en", address.street(), address.locality(), region, code, address.country()));
        if (!address.ja().isBlank()) {
            listed.add(new PostalAddress("ja", address.ja(), address.locality(), region, code, address.country()));
        }
        return listed;
    }

    private static List<LangText> electronic(String email, String website) {
        var listed = new ArrayList<LangText>();
        for (var language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            listed.add(new LangText(language.getLanguage(), "mailto:" + email));
            listed.add(new LangText(language.getLanguage(), website));
        }
        return listed;
    }

    /// One page in two languages; it answers in the reader's.
    static List<LangText> both(String page) {
        return LangText.of(page + "?lang=ja", page + "?lang=en");
    }

    private static String page(TrustServiceProvider provider) {
        return LangText.in("en", provider.informationUris())
                .replaceFirst("^https?://[^/]+", "")
                .replaceFirst("\\?.*", "");
    }
}
