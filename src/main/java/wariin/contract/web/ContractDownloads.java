package wariin.contract.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import wariin.contract.ContractEvidence;
import wariin.contract.ContractFiles;
import wariin.contract.ContractFiles.Content;
import wariin.contract.ContractId;
import wariin.identity.CurrentUser;

/// The bytes of contracts: to look at in the page, and to keep after the conclusion.
@Controller
@RequestMapping("/contracts/{id}")
class ContractDownloads {

    private final ContractFiles files;
    private final ContractEvidence evidence;

    ContractDownloads(ContractFiles files, ContractEvidence evidence) {
        this.files = files;
        this.evidence = evidence;
    }

    @GetMapping("/document")
    ResponseEntity<Resource> document(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id) {
        var content = files.shown(me, id).orElseThrow(ContractDownloads::notFound);
        var inline = ContentDisposition.inline().filename(content.name(), StandardCharsets.UTF_8);
        return pdf(inline.build()).eTag(content.revision()).body(new ContentResource(content));
    }

    @GetMapping("/concluded.pdf")
    ResponseEntity<Resource> concluded(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id) {
        var content = files.concluded(me, id).orElseThrow(ContractDownloads::notFound);
        return pdf(attachment(content.name())).body(new ContentResource(content));
    }

    @GetMapping("/evidence.zip")
    ResponseEntity<StreamingResponseBody> evidence(
            @AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id) {
        var archive = evidence.archive(me, id).orElseThrow(ContractDownloads::notFound);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        attachment(archive.name()).toString())
                .contentType(MediaType.parseMediaType("application/zip"))
                .cacheControl(CacheControl.noStore().cachePrivate())
                .body(archive::writeTo);
    }

    private static ResponseEntity.BodyBuilder pdf(ContentDisposition disposition) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore().cachePrivate());
    }

    private static ContentDisposition attachment(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /// A document of the vault as a resource, of which ranges can be asked.
    private static final class ContentResource extends AbstractResource {

        private final Content content;

        ContentResource(Content content) {
            this.content = content;
        }

        @Override
        public String getDescription() {
            return content.name();
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public long contentLength() {
            return content.length();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return content.open();
        }
    }
}
