package wariin.ra.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import wariin.identity.CurrentUser;
import wariin.ra.Registration;
import wariin.ra.approval.KeptProof;
import wariin.ra.approval.KeptProofs;
import wariin.ra.approval.StandingApprovals;
import wariin.ra.desk.DeskId;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.RequestId;
import wariin.ra.request.StandingApprovalId;

/// The officers' approvals with their proofs, as a file that an auditor checks without us; docs/approvals.md shows how.
@RestController
@RequestMapping("/desk" + DeskPages.ID)
class ApprovalFiles {

    private static final String ID = "/{id:[0-9a-f]{8}-[0-9a-f-]{27}}";

    /// All about one request or one standing approval.
    ///
    /// @param what {@code body}: the hash is of the certificate's body (TBSCertificate); {@code content}: of
    /// what it says, for a key that was made later; {@code rule}: the text itself says all
    /// @param certificate in PEM; null as long as there is none
    record File(
            String format,
            String subject,
            String desk,
            String profile,
            String what,
            @Nullable String bodySha256,
            @Nullable String certificate,
            List<One> approvals) {}

    /// One approval. What is binary stands in Base64, the key in PEM.
    ///
    /// @param signed what the authenticator signed: its data, then the SHA-256 of the browser's
    /// @param verifiedAgain what the platform finds when it verifies the same once more
    record One(
            String officer,
            Instant at,
            String method,
            boolean counts,
            String text,
            String textSha256,
            @Nullable String credential,
            @Nullable String publicKey,
            @Nullable String clientDataJson,
            @Nullable String authenticatorData,
            @Nullable String signed,
            @Nullable String signature,
            String verifiedAgain) {}

    private final DeskDoor door;
    private final RequestScreens screens;
    private final Registration registration;
    private final StandingApprovals rules;
    private final KeptProofs proofs;

    ApprovalFiles(
            DeskDoor door,
            RequestScreens screens,
            Registration registration,
            StandingApprovals rules,
            KeptProofs proofs) {
        this.door = door;
        this.screens = screens;
        this.registration = registration;
        this.rules = rules;
        this.proofs = proofs;
    }

    @GetMapping("/requests" + ID + "/approvals.json")
    ResponseEntity<File> ofRequest(
            @AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, @PathVariable RequestId id) {
        var here = door.enter(me, desk);
        CertificateRequest request = screens.of(me, id)
                .filter(screen -> screen.desk().id().equals(here.id()))
                .orElseThrow(DeskDoor::unknown)
                .request();
        var certificate =
                registration.certificate(me, id).map(issued -> ascii(ChainFiles.pem(List.of(issued.certificate()))));
        return file(new File(
                "wariin-approvals/1",
                "request " + id,
                desk.toString(),
                request.profile(),
                request.key() == KeyOrigin.PICK_UP ? "content" : "body",
                request.bodySha256(),
                certificate.orElse(null),
                proofs.of(id).stream().map(ApprovalFiles::one).toList()));
    }

    @GetMapping("/rules" + ID + "/approvals.json")
    ResponseEntity<File> ofRule(
            @AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, @PathVariable StandingApprovalId id) {
        var here = door.enter(me, desk);
        var rule = rules.find(id).filter(one -> one.desk().equals(here.id())).orElseThrow(DeskDoor::unknown);
        return file(new File(
                "wariin-approvals/1",
                "standing approval " + id,
                desk.toString(),
                rule.profile(),
                "rule",
                null,
                null,
                proofs.of(id).stream().map(ApprovalFiles::one).toList()));
    }

    private static ResponseEntity<File> file(File file) {
        return Downloads.attachment("approvals.json", "application/json").body(file);
    }

    private static One one(KeptProof proof) {
        var approval = proof.approval();
        var kept = proof.assertion();
        return new One(
                approval.officer().toString(),
                approval.at(),
                kept == null ? "pin-and-code" : "passkey",
                approval.counts(),
                approval.text(),
                approval.sha256(),
                kept == null ? null : kept.credentialId(),
                kept == null ? null : pem(kept.publicKey()),
                kept == null ? null : base64(kept.clientDataJson()),
                kept == null ? null : base64(kept.authenticatorData()),
                kept == null ? null : base64(KeptProofs.signedBytes(proof)),
                kept == null ? null : base64(kept.signature()),
                proof.verdict().key());
    }

    private static String pem(byte[] key) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PUBLIC KEY-----\n" + lines.encodeToString(key) + "\n-----END PUBLIC KEY-----\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String ascii(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII);
    }
}
