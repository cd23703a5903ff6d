package wariin.ca.list;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.authority.Authority;
import wariin.ca.list.RevocationListRegister.Knowledge;
import wariin.ca.list.RevocationListRegister.Shard;
import wariin.ca.list.RevocationListRegister.Signed;
import wariin.keys.AuthorityKeys;
import wariin.x509.RevocationListLinter;
import wariin.x509.RevocationListWriter;
import wariin.x509.Revocations;
import wariin.x509.SignedRevocationList;

/// Makes the lists of an authority: numbers and entries in one transaction, then the key, then the result in another.
///
/// Numbers are given out while the shard is held, and entries are read after that: a list with a higher number never
/// knows less, on whatever node it is made. A crash before the result is stored leaves out a number, which is allowed.
@Component
public class ListPublisher {
    private static final Logger log = LoggerFactory.getLogger(ListPublisher.class);
    public static final Duration VALIDITY = Duration.ofDays(7);
    public static final Duration INTERVAL = Duration.ofHours(12);

    /// So long another node has for a list that it began.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int ENTRIES_AT_ONCE = 200_000;

    /// What lists are made from, and where they are kept.
    @Component
    record Books(RevocationListRegister lists, ListedRevocationRegister revocations, RepositoryAddresses places) {}

    private record Draft(int shard, long number, Instant at, Knowledge knows, Revocations entries) {}

    private final Books books;
    private final AuthorityKeys keys;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    ListPublisher(Books books, AuthorityKeys keys, TransactionTemplate transactions, Clock clock) {
        this.books = books;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Publishes those of the shards that are due, or all of them; gives back those that another node is busy with.
    public Set<Integer> publish(Authority authority, Collection<Integer> shards, boolean always) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A list is never signed inside a transaction");
        }
        var busy = new HashSet<Integer>();
        if (authority.key() == null || hasEnded(authority)) return busy;
        if (!opened.contains(authority.name())) {
            books.lists().open(authority);
            opened.add(authority.name());
        }
        for (var group : groups(authority, shards)) {
            var drafts = transactions.execute(_ -> begin(authority, group, always, busy));
            var signed = drafts.stream().map(draft -> sign(authority, draft)).toList();
            if (signed.isEmpty()) continue;
            transactions.executeWithoutResult(_ -> books.lists().add(authority.name(), signed));
            log.atInfo()
                    .addKeyValue("authority", authority.name())
                    .addKeyValue("lists", signed.size())
                    .addKeyValue("number", signed.getLast().number())
                    .log("Revocation lists published");
        }
        return busy;
    }

    /// The shards for which there is something to publish, by the names of their authorities.
    ///
    /// @param full whether it is looked what there is to know; else only at what was published
    public Map<String, Set<Integer>> due(Collection<Authority> authorities, boolean full) {
        var now = clock.instant();
        var knowledge = full ? books.revocations().knowledge(authorities) : null;
        var due = new LinkedHashMap<String, Set<Integer>>();
        var missing = new LinkedHashMap<String, Set<Integer>>();
        for (var authority : authorities) missing.put(authority.name(), new TreeSet<>(authority.allShards()));
        for (var one : books.lists().all()) {
            var shard = one.shard();
            missing.getOrDefault(one.authority(), new TreeSet<>()).remove(shard.shard());
            var knows = knowledge == null
                    ? shard.knows()
                    : knowledge.getOrDefault(one.authority(), Map.of()).getOrDefault(shard.shard(), Knowledge.NOTHING);
            if (isDue(shard, knows, now)) add(due, one.authority(), Set.of(shard.shard()));
        }
        missing.forEach((authority, shards) -> add(due, authority, shards));
        return due;
    }

    private static void add(Map<String, Set<Integer>> to, String authority, Set<Integer> shards) {
        if (!shards.isEmpty())
            to.computeIfAbsent(authority, _ -> new TreeSet<>()).addAll(shards);
    }

    /// Whether there is something to publish.
    private static boolean isDue(Shard shard, Knowledge knowledge, Instant now) {
        return shard.number() == 0
                || !shard.thisUpdate().plus(INTERVAL).isAfter(now)
                || !shard.knows().equals(knowledge);
    }

    /// Nobody needs to be told of the certificates of an authority after its own has ended.
    private boolean hasEnded(Authority authority) {
        return authority.certificate().getNotAfter().toInstant().isBefore(clock.instant());
    }

    /// Short lists together, long ones each for itself.
    private List<Set<Integer>> groups(Authority authority, Collection<Integer> shards) {
        var knowledge = books.revocations().knowledge(authority, shards);
        var groups = new ArrayList<Set<Integer>>();
        var entries = 0L;
        for (var shard : new TreeSet<>(shards)) {
            entries += knowledge.getOrDefault(shard, Knowledge.NOTHING).entries();
            if (groups.isEmpty() || entries > ENTRIES_AT_ONCE) {
                groups.add(new TreeSet<>());
                entries = knowledge.getOrDefault(shard, Knowledge.NOTHING).entries();
            }
            groups.getLast().add(shard);
        }
        return groups;
    }

    private List<Draft> begin(Authority authority, Set<Integer> shards, boolean always, Set<Integer> busy) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS); // a list has no fractions of a second
        var held = books.lists().lock(authority.name(), shards);
        var knowledge = books.revocations().knowledge(authority, shards);
        var due = new TreeSet<Integer>();
        for (var shard : held) {
            var knows = knowledge.getOrDefault(shard.shard(), Knowledge.NOTHING);
            if (!always && !isDue(shard, knows, now)) continue;
            var elsewhere = shard.begun() > shard.number()
                    && shard.begunAt().plus(PATIENCE).isAfter(now);
            if (elsewhere && !always) busy.add(shard.shard());
            else due.add(shard.shard());
        }
        if (due.isEmpty()) return List.of();
        books.lists().begin(authority.name(), due, now);
        var entries = books.revocations().entries(authority, due);
        return drafts(books.lists().lock(authority.name(), due), knowledge, entries, now);
    }

    /// What a list knows is what was counted before its entries were read: at worst the next round looks once more.
    private static List<Draft> drafts(
            List<Shard> begun, Map<Integer, Knowledge> knowledge, Map<Integer, Revocations> entries, Instant now) {
        var drafts = new ArrayList<Draft>();
        for (var shard : begun) {
            var knows = knowledge.getOrDefault(shard.shard(), Knowledge.NOTHING);
            drafts.add(new Draft(shard.shard(), shard.begun(), now, knows, entries.get(shard.shard())));
        }
        return drafts;
    }

    private Signed sign(Authority authority, Draft draft) {
        var next = draft.at().plus(VALIDITY);
        return new Signed(
                draft.shard(), draft.number(), draft.at(), next, draft.knows(), signed(authority, draft, next));
    }

    private SignedRevocationList signed(Authority authority, Draft draft, Instant next) {
        var certificate = authority.certificate();
        var places = books.places().of(authority, draft.shard());
        var writer = new RevocationListWriter(
                certificate.getSubjectX500Principal(),
                certificate.getPublicKey(),
                draft.number(),
                draft.at(),
                next,
                certificate.getNotBefore().toInstant(),
                places);
        var expected = new RevocationListLinter.Expected(
                certificate.getSubjectX500Principal(),
                certificate.getPublicKey(),
                places,
                VALIDITY,
                draft.shard(),
                authority.shards());
        return writer.write(
                draft.entries(), body -> require(body, expected), body -> keys.sign(authority.keyHere(), body));
    }

    /// A list that is not as it must be is never signed; the one before it goes on.
    private static void require(byte[] body, RevocationListLinter.Expected expected) {
        var findings = RevocationListLinter.lint(body, expected);
        if (!findings.isEmpty()) throw new IllegalStateException("The list is not fit to be signed: " + findings);
    }
}
