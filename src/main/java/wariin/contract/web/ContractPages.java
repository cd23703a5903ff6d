package wariin.contract.web;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import wariin.contract.Contract;
import wariin.contract.ContractId;
import wariin.contract.ContractOutcome;
import wariin.contract.ContractState;
import wariin.contract.Contracts;
import wariin.contract.Drafts;
import wariin.contract.Party;
import wariin.contract.Requirements;
import wariin.contract.Timeline;
import wariin.contract.Verdicts;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.procurement.RuleAnswer;
import wariin.procurement.RuleVersion;
import wariin.procurement.Ruling;
import wariin.seal.Seal;
import wariin.seal.Seals;

/// The pages of contracts: inbox, new, one contract, read and sign.
@Controller
@RequestMapping("/contracts")
class ContractPages {

    record SealChoice(String id, String name, String svg, double millimetres) {}

    record Factors(boolean passkey, boolean pin) {}

    private final Contracts contracts;
    private final Drafts drafts;
    private final Views views;
    private final Shown shown;

    /// What the pages show beside the contract itself.
    @Component
    record Shown(
            Timeline timeline,
            Seals seals,
            Accounts accounts,
            Verdicts verdicts,
            Requirements requirements,
            Clock clock) {}

    /// What the required rule says of a signer, in one language.
    record RequirementView(String rule, String title, String tone, boolean met, List<String> reasons) {}

    /// What it said of a party that signed.
    record AnswerView(String party, String rule, int version, String title, List<String> reasons, String jws) {}

    ContractPages(Contracts contracts, Drafts drafts, Views views, Shown shown) {
        this.contracts = contracts;
        this.drafts = drafts;
        this.views = views;
        this.shown = shown;
    }

    @GetMapping
    String inbox(@AuthenticationPrincipal CurrentUser me, Model model) {
        var all = contracts.inbox(me);
        model.addAttribute("me", Views.me(me));
        model.addAttribute("waitingForMe", summaries(me, all, contract -> Contracts.maySign(me, contract)));
        model.addAttribute(
                "waitingForOthers",
                summaries(
                        me,
                        all,
                        contract -> contract.state() == ContractState.SENT && !Contracts.maySign(me, contract)));
        model.addAttribute("drafts", summaries(me, all, contract -> contract.state() == ContractState.DRAFT));
        model.addAttribute(
                "closed", summaries(me, all, contract -> contract.state().closed()));
        return "contract/inbox";
    }

    @GetMapping("/new")
    String create(@AuthenticationPrincipal CurrentUser me, Model model) {
        model.addAttribute("me", Views.me(me));
        model.addAttribute("limits", drafts.limits());
        model.addAttribute("requirements", shown.requirements().choices());
        return "contract/new";
    }

    /// The upload of a browser whose scripts have not loaded.
    @PostMapping
    String upload(@AuthenticationPrincipal CurrentUser me, @RequestParam MultipartFile file, Model model)
            throws IOException {
        var name = file.getOriginalFilename();
        try (var in = file.getInputStream()) {
            return switch (drafts.upload(me, name == null ? "" : name, in)) {
                case ContractOutcome.Done(var contract) -> "redirect:/contracts/" + contract.id() + "/edit";
                case ContractOutcome.Refused(var refusal) -> {
                    model.addAttribute("refusal", refusal.kind());
                    yield create(me, model);
                }
                case ContractOutcome.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            };
        }
    }

    @GetMapping("/{id}/edit")
    String edit(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id, Locale locale, Model model) {
        var contract = find(me, id);
        if (contract.state() != ContractState.DRAFT) return "redirect:/contracts/" + id;
        model.addAttribute("contract", views.contract(me, contract, locale));
        return create(me, model);
    }

    @GetMapping("/{id}")
    String read(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id, Locale locale, Model model) {
        var contract = viewed(me, id);
        if (contract.state() == ContractState.DRAFT) return "redirect:/contracts/" + id + "/edit";
        model.addAttribute("me", Views.me(me));
        model.addAttribute("contract", views.contract(me, contract, locale));
        model.addAttribute(
                "timeline",
                shown.timeline().of(contract).stream().map(Views::entry).toList());
        model.addAttribute("answers", answers(contract, locale));
        required(contract).ifPresent(rule -> model.addAttribute("required", rule));
        shown.verdicts().of(me, contract).ifPresent(report -> model.addAttribute("report", report));
        return "contract/contract";
    }

    @GetMapping("/{id}/sign")
    String sign(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id, Locale locale, Model model) {
        var contract = viewed(me, id);
        if (!Contracts.maySign(me, contract)) return "redirect:/contracts/" + id;
        var party = Contracts.sideOf(me, contract).orElseThrow();
        var factors = shown.accounts().factorsOf(me.user().id());
        model.addAttribute("me", Views.me(me));
        model.addAttribute("contract", views.contract(me, contract, locale));
        model.addAttribute("party", views.party(me, contract, party));
        model.addAttribute(
                "seals", shown.seals().usableBy(me).stream().map(this::choice).toList());
        model.addAttribute("factors", new Factors(factors.passkey(), factors.pinAndTotp()));
        shown.requirements()
                .of(me, contract)
                .map(answer -> requirement(answer, locale))
                .ifPresent(view -> model.addAttribute("requirement", view));
        return "contract/sign";
    }

    private Optional<RuleVersion> required(Contract contract) {
        return Optional.ofNullable(contract.terms().requirement())
                .flatMap(rule -> shown.requirements().find(rule));
    }

    private static RequirementView requirement(RuleAnswer answer, Locale locale) {
        var tone = switch (answer.verdict()) {
            case PASS -> "proved";
            case FAIL -> "refused";
            case INDETERMINATE -> "look";
        };
        return new RequirementView(
                answer.rule().name(),
                answer.rule().title().in(locale),
                tone,
                answer.verdict() == Ruling.PASS,
                answer.reasons().stream().map(reason -> reason.in(locale)).toList());
    }

    private List<AnswerView> answers(Contract contract, Locale locale) {
        return shown.requirements().kept(contract.id()).stream()
                .map(kept -> new AnswerView(
                        contract.parties().stream()
                                .filter(party -> party.id().equals(kept.party()))
                                .map(Party::title)
                                .findFirst()
                                .orElse("–"),
                        kept.rule(),
                        kept.version(),
                        kept.title().in(locale),
                        kept.reasons().in(locale).lines().toList(),
                        kept.jws()))
                .toList();
    }

    private SealChoice choice(Seal seal) {
        var millimetres =
                shown.seals().drawingOf(seal, LocalDate.now(shown.clock())).millimetres();
        return new SealChoice(seal.id().toString(), seal.name(), "/seals/" + seal.id() + ".svg", millimetres);
    }

    private Contract viewed(CurrentUser me, ContractId id) {
        contracts.view(me, find(me, id));
        return find(me, id);
    }

    private Contract find(CurrentUser me, ContractId id) {
        return contracts.find(me, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private interface Which {
        boolean fits(Contract contract);
    }

    private List<Views.ContractSummary> summaries(CurrentUser me, List<Contract> all, Which which) {
        return all.stream()
                .filter(which::fits)
                .map(contract -> views.summary(me, contract))
                .toList();
    }
}
