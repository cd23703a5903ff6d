package wariin.ra.web;

import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.ra.EnrolmentOutcome;
import wariin.ra.Registration;
import wariin.ra.Requests;
import wariin.ra.desk.DeskId;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.RequestId;

/// A person's own certificates and requests, and the files of a certificate.
@Controller
class HolderPages {

    /// Requests by what a person has to do about them.
    record Mine(List<CertificateRequest> open, List<CertificateRequest> certificates, List<CertificateRequest> ended) {

        static Mine of(List<CertificateRequest> all) {
            return new Mine(
                    all.stream().filter(Mine::open).toList(),
                    all.stream().filter(Mine::current).toList(),
                    all.stream().filter(one -> one.state().ended()).toList());
        }

        private static boolean open(CertificateRequest one) {
            return !one.state().ended() && !current(one);
        }

        private static boolean current(CertificateRequest one) {
            return switch (one.state()) {
                case ISSUED, DELIVERED, SUSPENDED -> true;
                default -> false;
            };
        }

        public boolean none() {
            return open.isEmpty() && certificates.isEmpty() && ended.isEmpty();
        }
    }

    private final Requests requests;
    private final Registration registration;
    private final DeskDoor door;

    HolderPages(Requests requests, Registration registration, DeskDoor door) {
        this.requests = requests;
        this.registration = registration;
        this.door = door;
    }

    @GetMapping("/certificates")
    String list(@AuthenticationPrincipal CurrentUser me, Model model) {
        model.addAttribute("mine", Mine.of(requests.mine(me)));
        if (me.may(Role.ADMINISTRATOR)) {
            model.addAttribute("colleagues", Mine.of(colleagues(me)).certificates());
        }
        return "ra/mines";
    }

    @GetMapping("/certificates" + RequestPages.ID + "/{file:certificate\\.(?:pem|cer)|chain\\.(?:pem|p7b)}")
    ResponseEntity<byte[]> certificate(
            @AuthenticationPrincipal CurrentUser me, @PathVariable RequestId id, @PathVariable String file) {
        return file(me, id, file);
    }

    @GetMapping(RequestPages.AT_DESK + RequestPages.ID + "/{file:certificate\\.(?:pem|cer)|chain\\.(?:pem|p7b)}")
    ResponseEntity<byte[]> certificateAtDesk(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @PathVariable RequestId id,
            @PathVariable String file) {
        door.enter(me, desk);
        return file(me, id, file);
    }

    private ResponseEntity<byte[]> file(CurrentUser me, RequestId id, String file) {
        EnrolmentOutcome.Issued issued = registration.certificate(me, id).orElseThrow(DeskDoor::unknown);
        return switch (file) {
            case "certificate.cer" ->
                Downloads.attachment(file, "application/pkix-cert").body(ChainFiles.der(issued.certificate()));
            case "certificate.pem" ->
                Downloads.attachment(file, "application/x-pem-file")
                        .body(ChainFiles.pem(List.of(issued.certificate())));
            case "chain.pem" ->
                Downloads.attachment(file, "application/x-pem-file").body(ChainFiles.pem(issued.chain()));
            default ->
                Downloads.attachment(file, "application/x-pkcs7-certificates").body(ChainFiles.pkcs7(issued.chain()));
        };
    }

    /// What names the organisation and is not the administrator's own.
    private List<CertificateRequest> colleagues(CurrentUser me) {
        return requests.ofOrganisation(me, me.organisation().id()).stream()
                .filter(one -> !me.user().id().equals(one.applicant()))
                .toList();
    }
}
