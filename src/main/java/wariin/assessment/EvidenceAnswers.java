package wariin.assessment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.assessment.EvidenceOutcome.Done;
import wariin.identity.CurrentUser;

/// Answers with a file: the file becomes evidence of the case first, then the answer names it. What would refuse the
/// answer is asked before the file is taken in.
@Service
public class EvidenceAnswers {

    private final Evidence evidence;
    private final Findings findings;
    private final EvidenceRequests requests;

    EvidenceAnswers(Evidence evidence, Findings findings, EvidenceRequests requests) {
        this.evidence = evidence;
        this.findings = findings;
        this.requests = requests;
    }

    public EvidenceOutcome correct(
            CurrentUser me,
            CaseId id,
            FindingId finding,
            String said,
            EvidenceDetails details,
            String fileName,
            InputStream in)
            throws IOException {
        var against = findings.against(me, id, finding, said);
        if (against.isPresent()) return against.get();
        var attached = evidence.attach(me, id, CaseAct.ANSWER_FINDING, details, null, fileName, in);
        return attached instanceof Done(var shown)
                ? findings.correct(me, id, finding, said, EvidenceId.of(shown))
                : attached;
    }

    public EvidenceOutcome answer(
            CurrentUser me,
            CaseId id,
            EvidenceRequestId request,
            String said,
            EvidenceDetails details,
            String fileName,
            InputStream in)
            throws IOException {
        Optional<EvidenceOutcome> against = requests.against(me, id, request, said);
        if (against.isPresent()) return against.get();
        var attached = evidence.attach(me, id, details, fileName, in);
        return attached instanceof Done(var shown)
                ? requests.answer(me, id, request, said, EvidenceId.of(shown))
                : attached;
    }
}
