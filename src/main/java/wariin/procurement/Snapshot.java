package wariin.procurement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;
import wariin.procurement.SourceStanding.Kind;
import wariin.procurement.SourceStanding.State;
import wariin.site.Bilingual;

/// All facts that rules can ask, as they were at one time; made anew when a source changes, never per question.
///
/// @param registered what the register says besides the list, by registration number without its bracket
record Snapshot(
        List<ListSource> lists,
        @Nullable CcadbSource ccadb,
        List<Equivalence> equivalences,
        Map<String, Registered> registered) {

    static final Snapshot EMPTY = new Snapshot(List.of(), null, List.of(), Map.of());

    /// How long a file without a date of its own may be relied upon.
    private static final Duration CCADB_FRESH = Duration.ofDays(31);

    /// What the register knows of a service beside the list.
    record Registered(
            String target,
            Set<String> sectors,
            String level,
            @Nullable CorporateNumber provider) {}

    /// A CCADB file and when it was taken in.
    record CcadbSource(Ccadb ccadb, Instant imported) {

        SourceStanding standing(Instant now) {
            var until = imported.plus(CCADB_FRESH);
            return new SourceStanding(
                    "ccadb",
                    Kind.CCADB,
                    CCADB_TITLE,
                    now.isAfter(until) ? State.STALE : State.FRESH,
                    null,
                    ccadb.sha256(),
                    imported,
                    until);
        }
    }

    private static final Bilingual CCADB_TITLE = Bilingual.of("CCADB(証明書レコード)", "CCADB certificate records");

    private static final Bilingual OWN_TITLE = Bilingual.of("この登録簿のトラステッドリスト", "The trusted list of this register");

    private static final Bilingual EU_TITLE = Bilingual.of("EUのトラステッドリスト", "Trusted lists of the EU");

    List<ListSource> of(Kind kind) {
        return lists.stream().filter(list -> list.kind() == kind).toList();
    }

    SourceStanding ccadbStanding(Instant now) {
        return ccadb == null ? absent("ccadb", Kind.CCADB, CCADB_TITLE) : ccadb.standing(now);
    }

    /// Every source, absent ones too, as it stands.
    List<SourceStanding> standings(Instant now) {
        var standings = new ArrayList<SourceStanding>();
        if (of(Kind.OWN_LIST).isEmpty()) standings.add(absent("jts", Kind.OWN_LIST, OWN_TITLE));
        for (var list : lists) standings.add(list.standing(now));
        if (of(Kind.EU_LIST).isEmpty()) standings.add(absent("eu", Kind.EU_LIST, EU_TITLE));
        standings.add(ccadbStanding(now));
        return standings;
    }

    private static SourceStanding absent(String code, Kind kind, Bilingual title) {
        return new SourceStanding(code, kind, title, State.ABSENT, null, null, null, null);
    }
}
