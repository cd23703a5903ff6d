package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wariin.assessment.Transitions.Verdict;

/// The whole product of kinds, stages, acts and people, against the table as docs/flows/assessment.md tells it.
class TransitionsTests {

    private record Place(CaseKind kind, Stage stage, CaseAct act) {}

    private record Line(Set<CaseActor> who, Set<Separation> kept, Stage next) {}

    private static final Map<String, CaseKind> KINDS = Map.of(
            "N", CaseKind.NEW,
            "R", CaseKind.RENEWAL,
            "C", CaseKind.CHANGE,
            "S", CaseKind.SURVEILLANCE,
            "I", CaseKind.INCIDENT,
            "U", CaseKind.SUSPENSION,
            "E", CaseKind.REINSTATEMENT,
            "W", CaseKind.WITHDRAWAL,
            "T", CaseKind.TAKE_OVER);

    private static final Map<String, Set<Separation>> KEPT = Map.of(
            "", Set.of(),
            "outside", Set.of(Separation.OUTSIDE),
            "neutral", Set.of(Separation.OUTSIDE, Separation.NO_CONFLICT),
            "assessing",
                    Set.of(Separation.OUTSIDE, Separation.NO_CONFLICT, Separation.DECLARED, Separation.NOT_DECIDER),
            "deciding",
                    Set.of(
                            Separation.OUTSIDE,
                            Separation.NO_CONFLICT,
                            Separation.DECLARED,
                            Separation.NOT_ASSESSOR,
                            Separation.NOT_VOTED,
                            Separation.NOT_DECIDED_BEFORE),
            "concluding", Set.of(Separation.OUTSIDE, Separation.NO_CONFLICT, Separation.NOT_ASSESSOR),
            "publishing", Set.of(Separation.OUTSIDE, Separation.NO_CONFLICT, Separation.NOT_DECIDER));

    private final Map<Place, Line> told = told();

    @Test
    void allowsWhatTheTableTellsAndRefusesEverythingElse() {
        var allowed = 0;
        var refused = 0;
        for (var kind : CaseKind.values()) {
            for (var stage : Stage.values()) {
                for (var act : CaseAct.values()) {
                    var line = told.get(new Place(kind, stage, act));
                    for (var actor : CaseActor.values()) {
                        var verdict = Transitions.judge(kind, stage, act, perfect(Set.of(actor)));
                        var where = kind + " " + stage + " " + act + " " + actor;
                        if (line == null) {
                            assertThat(verdict).as(where).isEqualTo(new Verdict.Refused(CaseRefusal.NOT_NOW));
                            refused++;
                        } else if (!line.who().contains(actor)) {
                            assertThat(verdict).as(where).isEqualTo(new Verdict.Refused(CaseRefusal.NOT_YOURS));
                            refused++;
                        } else {
                            assertThat(verdict).as(where).isEqualTo(new Verdict.Allowed(line.next()));
                            allowed++;
                        }
                    }
                    var nobody = Transitions.judge(kind, stage, act, perfect(Set.of()));
                    assertThat(nobody).isInstanceOf(Verdict.Refused.class);
                }
            }
        }
        assertThat(allowed + refused).isEqualTo(9 * 14 * CaseAct.values().length * 8);
        assertThat(allowed).isLessThan(refused / 30);
    }

    @Test
    void refusesWhoeverBreaksASeparationForEveryLineThatHasIt() {
        told.forEach((place, line) -> {
            for (var actor : line.who()) {
                for (var separation : Separation.values()) {
                    var verdict =
                            Transitions.judge(place.kind(), place.stage(), place.act(), breaking(separation, actor));
                    var binds = actor != CaseActor.APPLICANT && line.kept().contains(separation);
                    assertThat(verdict)
                            .as(place + " by " + actor + " against " + separation)
                            .isEqualTo(
                                    binds
                                            ? new Verdict.Refused(separation.refusal())
                                            : new Verdict.Allowed(line.next()));
                }
            }
        });
    }

    @Test
    void letsNobodyPassWhoHasEveryCapacityButBreaksEverySeparation() {
        var everything = EnumSet.allOf(CaseActor.class);
        everything.remove(CaseActor.APPLICANT);
        everything.remove(CaseActor.PLATFORM);
        var broken = new Standing(everything, false, true, false, true, true, true, true);
        for (var kind : CaseKind.values()) {
            for (var stage : Stage.values()) {
                for (var act : CaseAct.values()) {
                    assertThat(Transitions.judge(kind, stage, act, broken)).isInstanceOf(Verdict.Refused.class);
                }
            }
        }
    }

    @Test
    void opensCasesOnlyForThoseWhoMay() {
        for (var kind : CaseKind.values()) {
            for (var actor : CaseActor.values()) {
                var opens = Transitions.opening(kind, actor);
                var expected = switch (actor) {
                    case APPLICANT -> kind != CaseKind.SURVEILLANCE && kind != CaseKind.SUSPENSION ? Stage.DRAFT : null;
                    case SURVEILLANCE ->
                        switch (kind) {
                            case SUSPENSION, WITHDRAWAL -> Stage.REPORT;
                            case SURVEILLANCE, INCIDENT -> Stage.DOCUMENT_REVIEW;
                            default -> null;
                        };
                    case PLATFORM -> kind == CaseKind.SURVEILLANCE ? Stage.DOCUMENT_REVIEW : null;
                    default -> null;
                };
                assertThat(opens.orElse(null)).as(kind + " by " + actor).isEqualTo(expected);
            }
        }
    }

    @Test
    void leadsEveryKindToAnEndAndAlwaysKnowsWhoseTurnItIs() {
        for (var kind : CaseKind.values()) {
            var path = Transitions.path(kind);
            assertThat(path.getLast().ended()).as(kind + " " + path).isTrue();
            for (var stage : path) {
                assertThat(Transitions.turn(kind, stage).isPresent())
                        .as(kind + " " + stage)
                        .isEqualTo(!stage.ended());
            }
        }
        assertThat(Transitions.path(CaseKind.NEW))
                .containsExactly(
                        Stage.DRAFT,
                        Stage.SUBMITTED,
                        Stage.COMPLETENESS,
                        Stage.DOCUMENT_REVIEW,
                        Stage.ON_SITE,
                        Stage.REPORT,
                        Stage.DECISION,
                        Stage.REGISTERED,
                        Stage.PUBLISHED);
        assertThat(Transitions.path(CaseKind.SUSPENSION))
                .containsExactly(Stage.REPORT, Stage.DECISION, Stage.PUBLISHED);
    }

    private static Standing perfect(Set<CaseActor> actors) {
        return new Standing(actors, true, false, true, false, false, false, false);
    }

    private static Standing breaking(Separation separation, CaseActor actor) {
        return new Standing(
                Set.of(actor),
                separation != Separation.OUTSIDE,
                separation == Separation.NO_CONFLICT,
                separation != Separation.DECLARED,
                separation == Separation.NOT_ASSESSOR,
                separation == Separation.NOT_DECIDER,
                separation == Separation.NOT_VOTED,
                separation == Separation.NOT_DECIDED_BEFORE);
    }

    /// Reads the lines that begin with letters of kinds.
    private static Map<Place, Line> told() {
        var table = new HashMap<Place, Line>();
        try {
            for (var text : Files.readAllLines(Path.of("docs/flows/assessment.md"))) {
                if (text.matches("\\| [NRCSIUEWT]( [NRCSIUEWT])* \\|.*")) read(text.split("\\|"), table);
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        assertThat(table).hasSizeGreaterThan(300);
        return table;
    }

    private static void read(String[] cells, Map<Place, Line> table) {
        var who = EnumSet.noneOf(CaseActor.class);
        for (var actor : cells[4].strip().split(" ")) who.add(CaseActor.valueOf(name(actor)));
        for (var kind : cells[1].strip().split(" ")) {
            for (var stage : cells[2].strip().split(" ")) {
                for (var act : cells[3].strip().split(" ")) {
                    var place = new Place(KINDS.get(kind), Stage.valueOf(name(stage)), CaseAct.valueOf(name(act)));
                    var next = cells[6].strip().equals("-") ? place.stage() : Stage.valueOf(name(cells[6].strip()));
                    assertThat(table.put(place, new Line(who, KEPT.get(cells[5].strip()), next)))
                            .as(place.toString())
                            .isNull();
                }
            }
        }
    }

    private static String name(String key) {
        return key.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
