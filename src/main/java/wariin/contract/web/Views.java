package wariin.contract.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.contract.Contract;
import wariin.contract.ContractState;
import wariin.contract.Contracts;
import wariin.contract.Party;
import wariin.contract.Place;
import wariin.contract.Timeline;
import wariin.identity.CurrentUser;

/// Contracts as pages and JSON have them: text, numbers and times only.
@Component
class Views {

    record Me(String name, String email, String organisation, boolean guest, String language) {}

    record PageView(double width, double height) {}

    record PartyView(
            String id,
            int position,
            String name,
            String email,
            @Nullable String organisation,
            String language,
            String state,
            boolean me,
            boolean sender,
            @Nullable Instant viewedAt,
            @Nullable Instant signedAt,
            @Nullable Place field) {}

    record May(
            boolean edit,
            boolean send,
            boolean sign,
            boolean reject,
            boolean withdraw,
            boolean remind,
            boolean download) {}

    record ContractView(
            String id,
            String title,
            String fileName,
            String state,
            String order,
            @Nullable String amount,
            String currency,
            @Nullable Instant deadline,
            String message,
            Instant createdAt,
            @Nullable Instant sentAt,
            @Nullable Instant finishedAt,
            @Nullable String reason,
            @Nullable String sender,
            int pages,
            List<PageView> sizes,
            long length,
            String sha256,
            List<String> notices,
            List<PartyView> parties,
            int revision,
            @Nullable String requirement,
            May may) {}

    record ContractSummary(
            String id,
            String title,
            String state,
            String counterparties,
            @Nullable String amount,
            String currency,
            @Nullable Instant deadline,
            Instant updatedAt,
            String waitingFor,
            boolean mine) {}

    record EntryView(
            Instant at,
            String kind,
            String who,
            Map<String, String> details,
            String leaf,
            @Nullable Long index,
            @Nullable String proof) {}

    private final MessageSource words;

    Views(MessageSource words) {
        this.words = words;
    }

    static Me me(CurrentUser me) {
        var user = me.user();
        return new Me(
                user.name(),
                user.email(),
                me.organisation().name(),
                user.guest(),
                user.locale().getLanguage());
    }

    ContractView contract(CurrentUser me, Contract contract, Locale locale) {
        var terms = contract.terms();
        var upload = contract.upload();
        return new ContractView(
                contract.id().toString(),
                terms.title(),
                upload.fileName(),
                contract.state().name(),
                terms.order().name(),
                amount(contract),
                terms.currency(),
                terms.deadline(),
                terms.message(),
                contract.createdAt(),
                contract.sentAt(),
                contract.finishedAt(),
                contract.reason(),
                contract.sender().title(),
                upload.sizes().size(),
                upload.sizes().stream()
                        .map(size -> new PageView(size[0], size[1]))
                        .toList(),
                upload.length(),
                upload.hash(),
                notices(upload.notices(), locale),
                contract.parties().stream()
                        .map(party -> party(me, contract, party))
                        .toList(),
                contract.head(),
                terms.requirement(),
                may(me, contract));
    }

    PartyView party(CurrentUser me, Contract contract, Party party) {
        return new PartyView(
                party.id().toString(),
                party.position(),
                party.name(),
                party.email(),
                party.organisation(),
                party.language().getLanguage(),
                party.state().name(),
                Contracts.sideOf(me, contract).filter(party::equals).isPresent(),
                party.sender(),
                party.viewedAt(),
                party.signedAt(),
                party.place());
    }

    ContractSummary summary(CurrentUser me, Contract contract) {
        var mine = contract.organisation().equals(me.organisation().id());
        var others = contract.parties().stream()
                .filter(party -> mine ? !party.sender() : !party.is(me.user()))
                .map(Party::title)
                .collect(Collectors.joining(", "));
        var waiting = contract.turn().stream().map(Party::title).collect(Collectors.joining(", "));
        return new ContractSummary(
                contract.id().toString(),
                contract.terms().title(),
                contract.state().name(),
                others,
                amount(contract),
                contract.terms().currency(),
                contract.terms().deadline(),
                latest(contract),
                waiting,
                mine);
    }

    static EntryView entry(Timeline.Entry entry) {
        var proof = entry.index() == null ? null : "/log/entries/" + entry.leaf();
        return new EntryView(entry.at(), entry.kind(), entry.who(), entry.facts(), entry.leaf(), entry.index(), proof);
    }

    private static Instant latest(Contract contract) {
        if (contract.finishedAt() != null) return contract.finishedAt();
        var signed = contract.parties().stream()
                .filter(Party::signed)
                .map(Party::signedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
        return signed.orElse(contract.sentAt() != null ? contract.sentAt() : contract.createdAt());
    }

    private static @Nullable String amount(Contract contract) {
        var amount = contract.terms().amount();
        if (amount == null) return null;
        var plain = amount.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }

    private List<String> notices(List<String> notices, Locale locale) {
        return notices.stream()
                .map(notice -> words.getMessage("contract.notice." + kebab(notice), null, locale))
                .toList();
    }

    private static String kebab(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static May may(CurrentUser me, Contract contract) {
        var steers = Contracts.maySteer(me, contract);
        var draft = contract.state() == ContractState.DRAFT;
        var open = contract.state() == ContractState.SENT;
        var signs = Contracts.maySign(me, contract);
        return new May(
                steers && draft,
                steers && draft,
                signs,
                signs,
                steers && open,
                steers && open,
                contract.state() == ContractState.CONCLUDED);
    }
}
