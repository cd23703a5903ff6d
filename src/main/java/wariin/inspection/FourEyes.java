package wariin.inspection;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;
import wariin.journal.Journal;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;

/// Whether our own log shows two different people where two are needed: whoever decided on the registration of the
/// service did not apply for it. The provider's own log of requests no machine here can see.
@Component
class FourEyes implements Check {

    private static final Set<String> APPLY = Set.of("case-opened", "case-submit");
    private static final Set<String> DECIDE = Set.of("case-vote-for");

    private final ServiceRegister register;
    private final Journal journal;

    FourEyes(ServiceRegister register, Journal journal) {
        this.register = register;
        this.journal = journal;
    }

    @Override
    public String name() {
        return "four-eyes-log-check";
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        if (service.registered()) {
            for (var event : register.history(new ServiceId(service.subject()))) decision(event.decision(), notes);
        }
        notes.doubt(
                "申請と承認の記録は提供者の側にあり、機械では確認できません。",
                "The log of requests and approvals is kept by the provider; no machine here can see it.");
        return notes.look("", "-");
    }

    private void decision(String id, Notes notes) {
        var applied = new LinkedHashSet<String>();
        var decided = new LinkedHashSet<String>();
        for (var entry : journal.about(id)) {
            if (APPLY.contains(entry.act().kind())) applied.add(entry.act().actor());
            if (DECIDE.contains(entry.act().kind())) decided.add(entry.act().actor());
        }
        if (decided.isEmpty()) return;
        var overlap = decided.stream().anyMatch(applied::contains);
        var fact = notes.fact("decision", id);
        fact.put("deciders", decided.size());
        fact.put("applicantDecided", overlap);
        if (overlap || decided.size() < 2) {
            notes.fault("登録の決定に、異なる二人の決定者がいません。", "The registration was not decided by two other people.");
        }
    }
}
