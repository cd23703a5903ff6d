package wariin.company.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import wariin.company.Companies;
import wariin.company.CompanyImport;
import wariin.company.CompanyImports;
import wariin.company.ImportOutcome;
import wariin.company.RowFault;

/// Where the operator sends in the tax agency's files, sees what each would change, and decides.
@Controller
@RequestMapping("/operator/companies")
class CompanyImportPages {

    private static final int SHOWN = 30;
    private static final int FAULTS_SHOWN = 20;

    private final CompanyImports imports;
    private final Companies companies;
    private final MessageSource words;

    CompanyImportPages(CompanyImports imports, Companies companies, MessageSource words) {
        this.imports = imports;
        this.companies = companies;
        this.words = words;
    }

    @GetMapping
    String all(@RequestParam(defaultValue = "") String said, Model model) {
        model.addAttribute("said", said.matches("[a-z-]{1,20}") ? said : "");
        model.addAttribute("imports", imports.newest(SHOWN));
        model.addAttribute("count", companies.count());
        return "company/imports";
    }

    @PostMapping
    String receive(
            @RequestParam(required = false) @Nullable MultipartFile file,
            Principal operator,
            HttpServletResponse response,
            Model model)
            throws IOException {
        if (file == null || file.isEmpty()) return refused("empty", response, model);
        var name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
        try (var content = file.getInputStream()) {
            return switch (imports.receive(name, content, operator.getName())) {
                case ImportOutcome.Accepted(var begun) -> "redirect:/operator/companies/" + begun.id();
                case ImportOutcome.AlreadyApplied(var known) ->
                    "redirect:/operator/companies/" + known.id() + "?said=known";
                case ImportOutcome.Busy _, ImportOutcome.NotWaiting _ -> refused("busy", response, model);
            };
        }
    }

    private String refused(String why, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return all(why, model);
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, @RequestParam(defaultValue = "") String said, Model model) {
        var file = found(id);
        model.addAttribute("file", file);
        model.addAttribute("said", said.matches("[a-z-]{1,20}") ? said : "");
        model.addAttribute("percent", Math.round(imports.progress() * 100));
        model.addAttribute("faults", imports.faults(id, FAULTS_SHOWN));
        return "company/import";
    }

    @PostMapping("/{id}/application")
    String apply(@PathVariable UUID id, Principal operator) {
        found(id);
        return after(id, imports.apply(id, operator.getName()));
    }

    @PostMapping("/{id}/cancellation")
    String cancel(@PathVariable UUID id) {
        found(id);
        return after(id, imports.cancel(id));
    }

    private static String after(UUID id, ImportOutcome outcome) {
        var late = outcome instanceof ImportOutcome.NotWaiting ? "?said=late" : "";
        return "redirect:/operator/companies/" + id + late;
    }

    /// The rows that were not taken, as a table for the one who made the file.
    @GetMapping("/{id}/report.csv")
    ResponseEntity<byte[]> report(@PathVariable UUID id, Locale locale) {
        found(id);
        var text = new StringBuilder(
                "\uFEFF" + word("row", locale) + "," + word("reason", locale) + "," + word("found", locale) + "\r\n");
        for (var fault : imports.faults(id, Integer.MAX_VALUE)) {
            text.append(fault.row())
                    .append(',')
                    .append(cell(reason(fault, locale)))
                    .append(',')
                    .append(cell(fault.shown()))
                    .append("\r\n");
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"rejected-rows-" + id + ".csv\"")
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private CompanyImport found(UUID id) {
        return imports.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String word(String key, Locale locale) {
        return cell(words.getMessage("company.import.report." + key, null, locale));
    }

    private String reason(RowFault fault, Locale locale) {
        return words.getMessage("company.fault." + fault.reason(), new Object[] {fault.shown()}, locale);
    }

    /// Quoted; and no program that opens the table takes a cell for a formula.
    private static String cell(String text) {
        var plain = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return "\"" + plain.replace("\"", "\"\"") + "\"";
    }
}
