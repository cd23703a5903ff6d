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
import wariin.assessment.EvidencePackage;
import wariin.identity.CurrentUser;

/// Files of evidence, streamed from the vault to those who may read the case; always to be saved, never shown by the
/// browser in our name.
@Controller
@RequestMapping("/assessment/{id}")
class EvidenceDownloads {

    private final Evidence evidence;
    private final EvidencePackage packages;

    EvidenceDownloads(Evidence evidence, EvidencePackage packages) {
        this.evidence = evidence;
        this.packages = packages;
    }

    /// The whole case for an auditor; with {@code files} also the files of the evidence.
    @GetMapping("/package.zip")
    ResponseEntity<StreamingResponseBody> wholePackage(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "false") boolean files) {
        var archive = packages.of(me, id, files).orElseThrow(CriterionViews::notFound);
        return attachment(archive.name())
                .contentType(MediaType.parseMediaType("application/zip"))
                .body(archive::writeTo);
    }

    @GetMapping("/evidence/{evidence}")
    ResponseEntity<StreamingResponseBody> original(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable("evidence") EvidenceId which) {
        return answer(evidence.open(me, id, which).orElseThrow(CriterionViews::notFound));
    }

    @GetMapping("/evidence/{evidence}/public")
    ResponseEntity<StreamingResponseBody> publicVersion(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @PathVariable("evidence") EvidenceId which,
            @RequestParam String criterion) {
        return answer(evidence.openPublicVersion(me, id, which, criterion).orElseThrow(CriterionViews::notFound));
    }

    static ResponseEntity<StreamingResponseBody> answer(EvidenceContent content) {
        var file = content.file();
        return attachment(file.name())
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .contentLength(file.length())
                .body(out -> {
                    try (var open = content.open();
                            var in = open.stream()) {
                        in.transferTo(out);
                    }
                });
    }

    private static ResponseEntity.BodyBuilder attachment(String name) {
        var disposition = ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(CacheControl.noStore().cachePrivate());
    }
}
