package wariin.assessment.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import wariin.assessment.CaseId;
import wariin.assessment.Evidence;
import wariin.assessment.EvidenceContent;
import wariin.assessment.EvidenceId;
import wariin.identity.CurrentUser;

/// Files of evidence, streamed from the vault to those who may read the case; always to be saved, never shown by the
/// browser in our name.
@Controller
@RequestMapping("/assessment/{id}/evidence/{evidence}")
class EvidenceDownloads {

    private final Evidence evidence;

    EvidenceDownloads(Evidence evidence) {
        this.evidence = evidence;
    }

    @GetMapping
    ResponseEntity<StreamingResponseBody> original(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable("evidence") EvidenceId which) {
        return answer(evidence.open(me, id, which).orElseThrow(CriterionViews::notFound));
    }

    @GetMapping("/public")
    ResponseEntity<StreamingResponseBody> publicVersion(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable("evidence") EvidenceId which,
            @RequestParam String criterion) {
        return answer(evidence.openPublicVersion(me, id, which, criterion).orElseThrow(CriterionViews::notFound));
    }

    static ResponseEntity<StreamingResponseBody> answer(EvidenceContent content) {
        var file = content.file();
        var disposition = ContentDisposition.attachment()
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .contentLength(file.length())
                .cacheControl(CacheControl.noStore().cachePrivate())
                .body(out -> {
                    try (var open = content.open();
                            var in = open.stream()) {
                        in.transferTo(out);
                    }
                });
    }
}
