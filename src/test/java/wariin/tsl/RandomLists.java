package wariin.tsl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import wariin.tsl.SampleKeys.Holder;
import wariin.tsl.SchemeInformation.Notice;
import wariin.tsl.SchemeInformation.Pointer;
import wariin.tsl.SchemeInformation.PostalAddress;
import wariin.tsl.ServiceState.Identity;
import wariin.tsl.TrustService.SupplyPoint;

/// Sound lists with anything in them that the format allows: odd characters, missing fields, long histories.
final class RandomLists {
    private static final String[] PIECES = {
        "a", "Z", "0", " ", "&", "<", ">", "\"", "'", "]]>", "&amp;", "é", "信頼", "𠮷", "👩‍⚖️", "\u0085", "\u2028", "﷽",
        "–"
    };
    private static final String[] LANGUAGES = {"ja", "fr", "zh-hant", "de"};

    private final RandomGenerator random;
    private final SampleLists samples;
    private final List<Holder> keys;
    private int next;

    RandomLists(RandomGenerator random, SampleLists samples, List<Holder> keys) {
        this.random = random;
        this.samples = samples;
        this.keys = keys;
    }

    TrustedList list() {
        next = 0;
        var providers = some(4, () -> provider());
        var update = samples.issued.plusSeconds(random.nextLong(1, 180 * 86400));
        return new TrustedList(scheme(), random.nextLong(1, Long.MAX_VALUE), samples.issued, update, providers);
    }

    private SchemeInformation scheme() {
        var plain = SampleLists.scheme();
        var names = new ArrayList<>(plain.operatorNames());
        names.add(new LangText("de", line()));
        return new SchemeInformation(
                SchemeInformation.VERSION,
                uri(),
                names,
                postal(),
                electronic(),
                List.of(new LangText("en", "JP:" + line())),
                uris(),
                uri(),
                uris(),
                "JP",
                random.nextBoolean() ? new Notice(uris(), List.of()) : new Notice(List.of(), texts()),
                SchemeInformation.WHOLE_HISTORY,
                some(2, this::pointer),
                some(2, this::uri),
                extensions());
    }

    private Pointer pointer() {
        return new Pointer(
                uri(),
                some(2, () -> keys.get(random.nextInt(keys.size())).certificate()),
                random.nextBoolean() ? uri() : null,
                random.nextBoolean() ? names() : List.of(),
                random.nextBoolean() ? uris() : List.of(),
                random.nextBoolean() ? "FR" : null,
                random.nextBoolean() ? line() : null);
    }

    private TrustServiceProvider provider() {
        var services = new ArrayList<>(List.of(service()));
        services.addAll(some(3, this::service));
        return new TrustServiceProvider(
                names(),
                random.nextBoolean() ? names() : List.of(),
                postal(),
                electronic(),
                uris(),
                extensions(),
                services);
    }

    private TrustService service() {
        var type = uri();
        var start = samples.issued.minusSeconds(random.nextLong(100_000));
        var identity = identity();
        var current = state(type, start, identity);
        var history = new ArrayList<ServiceState>();
        for (var n = random.nextInt(5); n > 0; n--) {
            start = start.minusSeconds(random.nextLong(1, 10_000_000));
            history.add(state(type, start, identity.withoutCertificates()));
        }
        return new TrustService(
                current,
                random.nextBoolean() ? uris() : List.of(),
                some(3, () -> new SupplyPoint(uri(), random.nextBoolean() ? uri() : null)),
                random.nextBoolean() ? uris() : List.of(),
                history);
    }

    private ServiceState state(String type, Instant start, Identity identity) {
        var fine = FineStatus.values()[random.nextInt(4)];
        var extensions = new ArrayList<>(extensions());
        extensions.add(new Extension.AdditionalInformation(fine.uri(), random.nextBoolean() ? text() : null));
        return new ServiceState(type, names(), identity, fine.coarse(), start, extensions);
    }

    private Identity identity() {
        if (next < keys.size() && random.nextBoolean()) {
            return Identity.of(List.of(keys.get(next++).certificate()));
        }
        return new Identity(
                List.of(),
                random.nextBoolean() ? text() : null,
                random.nextBoolean() ? "%016x".formatted(random.nextLong()) : null,
                List.of(uri()));
    }

    private List<Extension> extensions() {
        return some(2, () -> switch (random.nextInt(3)) {
            case 0 ->
                new Extension.AdditionalInformation(
                        random.nextBoolean(), new LangText("en", uri()), random.nextBoolean() ? text() : null);
            case 1 ->
                new Extension.TakenOverBy(random.nextBoolean(), new LangText("en", uri()), names(), names(), "JP");
            default ->
                new Extension.ExpiredCertificates(
                        random.nextBoolean(), samples.issued.minusSeconds(random.nextLong(1L << 30)));
        });
    }

    private List<PostalAddress> postal() {
        var addresses = new ArrayList<PostalAddress>();
        for (var lang : List.of("en", "ja")) {
            var state = random.nextBoolean() ? text() : null;
            addresses.add(new PostalAddress(lang, text(), text(), state, random.nextBoolean() ? line() : null, "JP"));
        }
        return addresses;
    }

    private List<LangText> electronic() {
        var uris = new ArrayList<>(uris());
        uris.add(new LangText("en", "mailto:desk@sample.example"));
        return uris;
    }

    private List<LangText> names() {
        return List.of(new LangText("en", line()), new LangText(LANGUAGES[random.nextInt(4)], line()));
    }

    private List<LangText> texts() {
        return List.of(new LangText("en", text()), new LangText("ja", text()));
    }

    private List<LangText> uris() {
        return List.of(new LangText("ja", uri()), new LangText("en", uri()));
    }

    private String uri() {
        return "https://example.jp/%x?a=1&b='%d'".formatted(random.nextLong(), random.nextInt(100));
    }

    private String line() {
        var text = new StringBuilder("x");
        for (var n = random.nextInt(12); n > 0; n--) text.append(PIECES[random.nextInt(PIECES.length)]);
        return text.toString();
    }

    private String text() {
        return line() + (random.nextInt(3) == 0 ? "\r\n\t" + line() + "\n" : "");
    }

    private <T> List<T> some(int most, Supplier<T> one) {
        var some = new ArrayList<T>();
        for (var n = random.nextInt(most + 1); n > 0; n--) some.add(one.get());
        return some;
    }
}
