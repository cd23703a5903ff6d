package wariin.tsl;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import wariin.tsl.SampleKeys.Holder;
import wariin.tsl.SampleKeys.Use;
import wariin.tsl.SchemeInformation.Notice;
import wariin.tsl.SchemeInformation.PostalAddress;
import wariin.tsl.ServiceState.Identity;
import wariin.tsl.TrustService.SupplyPoint;

/// Sound lists for tests: a small one with every kind of service and a suspension, and large ones.
public final class SampleLists {
    public static final String CA = "http://uri.etsi.org/TrstSvc/Svctype/CA/PKC";
    public static final String LRA = "http://uri.etsi.org/TrstSvc/Svctype/RA/nothavingPKIid";
    public static final String TSA = "http://uri.etsi.org/TrstSvc/Svctype/TSA";
    private static final String OCSP = "http://uri.etsi.org/TrstSvc/Svctype/Certstatus/OCSP";
    private static final String OPERATOR = "Sample Scheme Operator";

    public final Instant issued;
    public final Holder signer;
    public final Holder stranger;
    public final Holder authority;
    public final Holder unit;

    /// The sample authority was registered, then suspended, then registered again.
    public final Instant suspended;

    public final Instant reinstated;

    private final List<Holder> authorities = new ArrayList<>();

    /// A list issued now.
    public SampleLists(Instant now) {
        issued = now.truncatedTo(ChronoUnit.SECONDS);
        suspended = issued.minus(Duration.ofDays(40));
        reinstated = issued.minus(Duration.ofDays(10));
        var name = "CN=Sample list signer,O=" + OPERATOR + ",C=JP";
        signer = SampleKeys.selfSigned(name, SampleKeys.ec("secp256r1"), Use.LIST_SIGNER, now);
        stranger = SampleKeys.selfSigned(name, SampleKeys.ec("secp256r1"), Use.LIST_SIGNER, now);
        var start = issued.minus(Duration.ofDays(200));
        var end = issued.plus(Duration.ofDays(2000));
        authority = SampleKeys.issued("CN=Sample CA,O=Sample Provider,C=JP", signer, Use.AUTHORITY, start, end);
        unit = SampleKeys.issued("CN=Sample TSU,O=Sample Provider,C=JP", signer, Use.TIME_STAMPS, start, end);
    }

    public static Holder rsaSigner(Instant now) {
        var name = "CN=Sample list signer with RSA,O=" + OPERATOR + ",C=JP";
        return SampleKeys.selfSigned(name, SampleKeys.rsa(), Use.LIST_SIGNER, now);
    }

    public TrustedList small() {
        var second = provider("サンプル＆Co. <2>", List.of(lra()));
        return list(7, List.of(provider("Sample Provider", services()), second));
    }

    public SignedList signed(TrustedList list) {
        return TrustedListWriter.write(list, signer, issued);
    }

    public TrustedList list(long sequence, List<TrustServiceProvider> providers) {
        return new TrustedList(scheme(), sequence, issued, issued.plus(Duration.ofDays(30)), providers);
    }

    private List<TrustService> services() {
        var history = List.of(
                state(CA, FineStatus.SUSPENDED, suspended, identity(authority.certificate()))
                        .past(),
                state(CA, FineStatus.REGISTERED, issued.minus(Duration.ofDays(100)), identity(authority.certificate()))
                        .past());
        return List.of(
                service(state(CA, FineStatus.REGISTERED, reinstated, identity(authority.certificate())), history),
                service(state(TSA, FineStatus.REGISTERED, reinstated, identity(unit.certificate())), List.of()));
    }

    private TrustService lra() {
        var identity = Identity.of("https://sample.example/lra/1");
        return service(state(LRA, FineStatus.WITHDRAWN, issued, identity), List.of());
    }

    public static Identity identity(X509Certificate certificate) {
        return Identity.of(List.of(certificate));
    }

    public static ServiceState state(String type, FineStatus status, Instant start, Identity identity) {
        return new ServiceState(
                type,
                LangText.of("見本のサービス", "Sample service"),
                identity,
                status.coarse(),
                start,
                List.of(
                        new Extension.AdditionalInformation(status.uri(), "decided"),
                        new Extension.AdditionalInformation(FineStatus.NUMBER, "JTS-CA-0001(1)")));
    }

    public static TrustService service(ServiceState current, List<ServiceState> history) {
        return new TrustService(
                current,
                LangText.of("https://scheme.example/ja", "https://scheme.example/en"),
                List.of(
                        new SupplyPoint("https://sample.example/ocsp", OCSP),
                        new SupplyPoint("https://sample.example/", null)),
                LangText.of("https://sample.example/ja", "https://sample.example/en"),
                history);
    }

    public static TrustServiceProvider provider(String name, List<TrustService> services) {
        return new TrustServiceProvider(
                LangText.of("見本 " + name, name),
                List.of(new LangText("en", "VATJP-1010405009403")),
                postal(),
                electronic(),
                LangText.of("https://provider.example/ja", "https://provider.example/en"),
                List.of(),
                services);
    }

    public static SchemeInformation scheme() {
        return new SchemeInformation(
                SchemeInformation.VERSION,
                "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/JPlist",
                LangText.of("見本の制度運営者", OPERATOR),
                postal(),
                electronic(),
                LangText.of("JP:見本の一覧", "JP:Sample list of trust services"),
                LangText.of("https://scheme.example/ja", "https://scheme.example/en"),
                "http://uri.etsi.org/TrstSvc/TrustedList/StatusDetn/JPdetermination",
                LangText.of("https://scheme.example/rules/ja", "https://scheme.example/rules/en"),
                "JP",
                new Notice(List.of(), LangText.of("見本です。\n二行目。", "A sample.\nA second line.")),
                SchemeInformation.WHOLE_HISTORY,
                List.of(),
                List.of("https://scheme.example/tl/list.xml"),
                List.of());
    }

    private static List<PostalAddress> postal() {
        return List.of(
                new PostalAddress("en", "1-9-9 Roppongi", "Minato-ku", "Tokyo", "106-0032", "JP"),
                new PostalAddress("ja", "六本木1-9-9", "港区", "東京都", "106-0032", "JP"));
    }

    private static List<LangText> electronic() {
        return List.of(
                new LangText("en", "mailto:desk@sample.example"),
                new LangText("en", "https://sample.example/en"),
                new LangText("ja", "https://sample.example/ja"));
    }

    /// Ten services a provider, each with a key of its own and a past.
    public TrustedList large(int services) {
        var providers = new ArrayList<TrustServiceProvider>();
        var some = new ArrayList<TrustService>();
        authorities.clear();
        for (var n = 0; n < services; n++) {
            var name = "CN=CA %d,O=Provider %d,C=JP".formatted(n, n / 10);
            var ca = SampleKeys.issued(name, signer, Use.AUTHORITY, suspended, issued.plus(Duration.ofDays(1000)));
            authorities.add(ca);
            some.add(withPast(ca));
            if (some.size() == 10 || n == services - 1) {
                providers.add(provider("Provider " + n / 10, some));
                some = new ArrayList<>();
            }
        }
        return list(1, providers);
    }

    /// The authorities of the large list that was made last.
    public List<Holder> authorities() {
        return List.copyOf(authorities);
    }

    /// The same list, read from its twin: nothing is shared with it.
    public static TrustedList copy(TrustedList list) {
        return TrustedListJson.read(TrustedListJson.of(list));
    }

    private TrustService withPast(Holder ca) {
        var identity = identity(ca.certificate());
        var past = state(CA, FineStatus.SUSPENDED, suspended, identity).past();
        return service(state(CA, FineStatus.REGISTERED, reinstated, identity), List.of(past));
    }
}
