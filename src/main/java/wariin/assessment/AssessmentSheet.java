package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import wariin.criteria.Criterion;

/// All that is known of the criteria of one case: what was declared and judged, with the evidence beside it.
///
/// @param day the day on which the age of evidence counts
/// @param version the name of the version of the criteria
public record AssessmentSheet(
        CaseView view, LocalDate day, String version, AssessmentItems.Progress progress, List<Row> rows) {

    /// One criterion with everything beside it.
    ///
    /// @param evidence not superseded, oldest first
    /// @param older superseded versions
    /// @param machine the newest result of each check
    public record Row(
            AssessmentItem item,
            List<Shown> evidence,
            List<EvidenceLink> older,
            List<MachineResult> machine,
            List<Finding> findings,
            List<EvidenceRequest> requests) {

        public Criterion criterion() {
            return item.criterion();
        }

        public String id() {
            return item.criterion().id();
        }

        public boolean ages() {
            return evidence.stream().anyMatch(shown -> shown.age().state() != EvidenceAge.State.FRESH);
        }

        public boolean withoutEvidence() {
            return evidence.isEmpty() && machine.isEmpty() && item.result() != ItemResult.NOT_APPLICABLE;
        }

        public long openFindings() {
            return findings.stream().filter(Finding::open).count();
        }

        public long openRequests() {
            return requests.stream()
                    .filter(request -> request.closedAt() == null)
                    .count();
        }

        public boolean machineFailed() {
            return machine.stream().anyMatch(result -> result.verdict() != MachineResult.Verdict.PASS);
        }
    }

    /// Evidence and how old it is for its criterion.
    public record Shown(EvidenceLink link, EvidenceAge age) {}

    /// Which criteria are shown.
    public enum Filter {
        ALL,
        OPEN,
        NOT_MET,
        WITHOUT_EVIDENCE,
        AGES,
        MACHINE,
        FINDINGS,
        REQUESTS;

        public boolean shows(Row row) {
            return switch (this) {
                case ALL -> true;
                case OPEN -> row.item().result() == ItemResult.OPEN;
                case NOT_MET -> row.item().result() == ItemResult.NOT_MET;
                case WITHOUT_EVIDENCE -> row.withoutEvidence();
                case AGES -> row.ages();
                case MACHINE -> !row.machine().isEmpty();
                case FINDINGS -> row.openFindings() > 0;
                case REQUESTS -> row.openRequests() > 0;
            };
        }
    }

    /// The rows of one group of the catalogue.
    public record Group(Criterion.Group group, List<Row> rows, AssessmentItems.Progress progress) {}

    /// What happened to one criterion, and what can be put beside it.
    ///
    /// @param machine all results kept, newest first
    /// @param acts steps of its findings, oldest first
    /// @param names of the people who appear
    /// @param others evidence of the case that stands beside other criteria only
    public record Detail(
            Row row,
            List<ItemDeclaration> declarations,
            List<ItemJudgement> judgements,
            List<MachineResult> machine,
            List<FindingAct> acts,
            Map<String, String> names,
            List<EvidenceItem> others,
            List<Registration> registrations) {}

    /// The registration of another service, to rely on.
    public record Registration(String service, String title) {}

    public AssessmentSheet {
        rows = List.copyOf(rows);
    }

    /// Groups with at least one criterion that the filter shows.
    public List<Group> groups(Filter filter) {
        return rows.stream()
                .map(row -> row.criterion().group())
                .distinct()
                .map(group -> group(group, filter))
                .filter(group -> !group.rows().isEmpty())
                .toList();
    }

    private Group group(Criterion.Group group, Filter filter) {
        var all = rows.stream()
                .filter(row -> row.criterion().group().equals(group))
                .toList();
        var progress = AssessmentItems.progress(all.stream().map(Row::item).toList());
        return new Group(group, all.stream().filter(filter::shows).toList(), progress);
    }

    public long count(Filter filter) {
        return rows.stream().filter(filter::shows).count();
    }

    /// The moment up to which machine results count.
    static Instant until(CaseView view, Instant now) {
        return view.item().stage().ended() ? view.item().changedAt() : now;
    }
}
