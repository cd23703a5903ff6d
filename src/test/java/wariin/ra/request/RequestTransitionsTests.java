package wariin.ra.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import wariin.ra.refusal.RegistrationRefusal;

class RequestTransitionsTests {

    /// One line of the table in the document.
    private record Line(Set<String> states, Set<String> who, Set<String> apart, String then) {}

    @Test
    void doesWhatTheDocumentSaysForEveryStateActAndCapacity() throws IOException {
        var table = table();
        assertThat(table.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(RequestAct.values()).map(RequestAct::key).toList());
        var walked = 0;
        for (var state : RequestState.values()) {
            for (var act : RequestAct.values()) {
                var line = table.get(act.key());
                for (var actor : RequestActor.values()) {
                    for (var flags = 0; flags < 16; flags++) {
                        var standing = standing(actor, flags);
                        assertThat(RequestTransitions.judge(state, act, standing))
                                .as("%s in %s by %s", act, state, standing)
                                .isEqualTo(expected(line, state, actor, standing));
                        walked++;
                    }
                }
            }
        }
        assertThat(walked).isEqualTo(11 * 19 * 5 * 16);
    }

    @Test
    void leavesNothingOpenOnceARequestHasEnded() {
        var everybody = new RequestStanding(EnumSet.allOf(RequestActor.class), false, false, false, true);
        for (var state : RequestState.values()) {
            if (state.ended())
                assertThat(RequestTransitions.allowed(state, everybody)).isEmpty();
        }
    }

    @Test
    void leadsNobodyToACertificateButThroughChecksAndApprovals() {
        for (var state : RequestState.values()) {
            for (var act : RequestAct.values()) {
                var rule = RequestTransitions.rule(state, act);
                if (rule.isEmpty() || rule.get().next() == state) continue;
                var next = rule.get().next();
                if (next == RequestState.CHECKED) assertThat(state).isEqualTo(RequestState.SUBMITTED);
                if (next == RequestState.APPROVED) assertThat(state).isEqualTo(RequestState.CHECKED);
                if (next == RequestState.ISSUED) assertThat(state).isEqualTo(RequestState.APPROVED);
            }
        }
    }

    private static RequestTransitions.Verdict expected(
            Line line, RequestState state, RequestActor actor, RequestStanding standing) {
        if (!line.states().contains(state.key())) return refused(RegistrationRefusal.Plain.NOT_NOW);
        if (!line.who().contains(name(actor))) return refused(RegistrationRefusal.Plain.NOT_YOURS);
        if (line.apart().contains("desk open") && !standing.deskOpen()) {
            return refused(RegistrationRefusal.Plain.DESK_CLOSED);
        }
        if (actor == RequestActor.OFFICER) {
            var own = line.apart().contains("not holder") && standing.holder()
                    || line.apart().contains("not entered") && standing.entered();
            if (own) return refused(RegistrationRefusal.Plain.OWN_REQUEST);
            if (line.apart().contains("not approved") && standing.approved()) {
                return refused(RegistrationRefusal.Plain.ALREADY_APPROVED);
            }
        }
        var next = line.then().equals("–")
                ? state
                : RequestState.valueOf(line.then().toUpperCase(Locale.ROOT));
        return new RequestTransitions.Verdict.Allowed(next);
    }

    private static RequestTransitions.Verdict refused(RegistrationRefusal reason) {
        return new RequestTransitions.Verdict.Refused(reason);
    }

    private static RequestStanding standing(RequestActor actor, int flags) {
        return new RequestStanding(
                Set.of(actor), (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0);
    }

    private static String name(RequestActor actor) {
        return actor.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Line> table() throws IOException {
        var lines = new HashMap<String, Line>();
        for (var line : Files.readAllLines(Path.of("docs/flows/registration.md"))) {
            var cells = List.of(line.split("\\|")).stream().map(String::strip).toList();
            if (cells.size() < 6 || !line.startsWith("|")) continue;
            if (cells.get(1).equals("act") || cells.get(1).startsWith("---")) continue;
            lines.put(cells.get(1), new Line(set(cells.get(2)), set(cells.get(3)), set(cells.get(4)), cells.get(5)));
        }
        return lines;
    }

    private static Set<String> set(String cell) {
        return new HashSet<>(Arrays.stream(cell.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet()));
    }
}
