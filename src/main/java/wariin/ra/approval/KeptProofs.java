package wariin.ra.approval;

import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import wariin.ra.request.RequestId;
import wariin.ra.request.StandingApprovalId;

/// The proofs that were kept of approvals, each verified again from what is stored. Who may see them was asked before.
@Component
public class KeptProofs {

    private final ApprovalRegister approvals;
    private final ProofCheck check;

    KeptProofs(ApprovalRegister approvals, ProofCheck check) {
        this.approvals = approvals;
        this.check = check;
    }

    /// The text must name this request and the very body that is kept beside the signature.
    public List<KeptProof> of(RequestId request) {
        return approvals.kept(request).stream()
                .map(kept ->
                        proof(kept, line -> line.startsWith(request + " ") && line.endsWith(" " + kept.bodySha256())))
                .toList();
    }

    public List<KeptProof> of(StandingApprovalId standing) {
        return approvals.kept(standing).stream()
                .map(kept -> proof(kept, line -> line.endsWith(" " + standing)))
                .toList();
    }

    /// What the authenticator signed, for who verifies it elsewhere.
    public static byte[] signedBytes(KeptProof proof) {
        if (proof.assertion() == null) throw new IllegalArgumentException("Nothing was signed");
        return ProofCheck.signedBytes(proof.assertion());
    }

    private KeptProof proof(ApprovalRegister.Kept kept, Predicate<String> names) {
        var verdict = check.verdict(kept.approval(), kept.assertion(), names);
        return new KeptProof(kept.approval(), kept.assertion(), kept.bodySha256(), verdict);
    }
}
