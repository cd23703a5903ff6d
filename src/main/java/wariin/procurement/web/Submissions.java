package wariin.procurement.web;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import wariin.company.CorporateNumber;
import wariin.procurement.Question;
import wariin.site.Dates;
import wariin.validation.SignatureValidation;
import wariin.validation.TrustAnchors;

/// Makes questions of what was pasted or uploaded on the page.
@Component
class Submissions {

    private static final int LARGEST_PDF = 50 << 20;
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

    /// What stands in the form's fields.
    record Form(
            @Nullable String certificate,
            @Nullable String number,
            @Nullable String day) {}

    /// Questions, or what is wrong: the last part of a message key.
    sealed interface Submitted {

        record Asked(List<Question> questions) implements Submitted {}

        record Wrong(String kind) implements Submitted {}
    }

    private final SignatureValidation validation;
    private final TrustAnchors anchors;
    private final Dates dates;
    private final Clock clock;
    private final Semaphore places = new Semaphore(1);

    Submissions(SignatureValidation validation, TrustAnchors anchors, Dates dates, Clock clock) {
        this.validation = validation;
        this.anchors = anchors;
        this.dates = dates;
        this.clock = clock;
    }

    Submitted read(Form form, @Nullable MultipartFile file, @Nullable MultipartFile list) throws IOException {
        var at = time(form.day());
        if (at == null) return new Submitted.Wrong("time-wrong");
        if (at.isAfter(clock.instant())) return new Submitted.Wrong("time-to-come");
        if (file != null && !file.isEmpty()) return file(file, list, at);
        if (form.certificate() != null && !form.certificate().isBlank()) {
            return certificate(Certificates.read(form.certificate()), list, at);
        }
        if (form.number() == null || form.number().isBlank()) return new Submitted.Wrong("question-missing");
        try {
            return new Submitted.Asked(List.of(new Question.OfProvider(CorporateNumber.of(form.number()), at)));
        } catch (IllegalArgumentException _) {
            return new Submitted.Wrong("number-wrong");
        }
    }

    /// A day is asked about as it ended, today as it is now.
    private @Nullable Instant time(@Nullable String day) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (day == null || day.isBlank()) return now;
        try {
            var date = LocalDate.parse(day.strip());
            if (date.isBefore(EARLIEST)) return null;
            if (date.equals(LocalDate.ofInstant(now, dates.zone()))) return now;
            return date.plusDays(1).atStartOfDay(dates.zone()).toInstant().minusSeconds(1);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private Submitted file(MultipartFile file, @Nullable MultipartFile list, Instant at) throws IOException {
        if (file.getSize() > LARGEST_PDF) return new Submitted.Wrong("too-large");
        var bytes = file.getBytes();
        var pdf = bytes.length > 4 && bytes[0] == '%' && bytes[1] == 'P' && bytes[2] == 'D' && bytes[3] == 'F';
        return pdf ? document(bytes) : certificate(Certificates.read(bytes), list, at);
    }

    private static Submitted certificate(List<X509Certificate> read, @Nullable MultipartFile list, Instant at)
            throws IOException {
        if (read.isEmpty()) return new Submitted.Wrong("certificate-unreadable");
        var lists = list == null || list.isEmpty() ? null : Certificates.readLists(list.getBytes());
        if (lists != null && lists.isEmpty()) return new Submitted.Wrong("list-unreadable");
        return new Submitted.Asked(List.of(new Question.OfCertificate(
                read.getFirst(), read.subList(1, read.size()), lists == null ? List.of() : lists, at)));
    }

    /// One question for each signature, at the time that is proven for it.
    private Submitted document(byte[] pdf) {
        if (!places.tryAcquire()) return new Submitted.Wrong("busy");
        try {
            var report = validation.validate(pdf, anchors.trust());
            var questions = new ArrayList<Question>();
            for (var signature : report.signatures()) {
                questions.add(new Question.OfSignature(signature, report.validatedAt()));
            }
            return questions.isEmpty() ? new Submitted.Wrong("not-signed") : new Submitted.Asked(questions);
        } finally {
            places.release();
        }
    }
}
