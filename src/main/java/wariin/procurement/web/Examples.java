package wariin.procurement.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;
import wariin.procurement.Question;
import wariin.procurement.RuleBook;
import wariin.procurement.RuleVersion;
import wariin.procurement.Rules;
import wariin.procurement.Ruling;
import wariin.register.ServiceRegister;

/// Real questions on which the operator sees what a new version would say, beside what the one in force says.
@Component
class Examples {

    private static final int MOST_PROVIDERS = 12;

    /// @param before what the version in force says; absent for a new rule
    record Example(
            String subject,
            @Nullable Ruling before,
            @Nullable String beforeTone,
            Ruling after,
            String tone,
            String why) {}

    private final Rules rules;
    private final RuleBook book;
    private final CertificationAuthority authority;
    private final ServiceRegister register;
    private final Clock clock;

    Examples(Rules rules, RuleBook book, CertificationAuthority authority, ServiceRegister register, Clock clock) {
        this.rules = rules;
        this.book = book;
        this.authority = authority;
        this.register = register;
        this.clock = clock;
    }

    List<Example> of(RuleVersion draft, Locale locale) {
        var before = book.find(draft.name()).orElse(null);
        var now = clock.instant();
        var examples = new ArrayList<Example>();
        authority.authorities().forEach((name, certificate) -> {
            var others = List.copyOf(authority.authorities().values());
            var question = new Question.OfCertificate(certificate, others, List.of(), now);
            examples.add(example(certificate.getSubjectX500Principal().getName(), question, before, draft, locale));
        });
        for (var provider : register.published().providers()) {
            var described = provider.provider().description();
            if (described.number() == null || examples.size() >= MOST_PROVIDERS) continue;
            var question = new Question.OfProvider(described.number(), now);
            examples.add(example(described.name().in(locale), question, before, draft, locale));
        }
        return examples;
    }

    private Example example(
            String subject, Question question, @Nullable RuleVersion before, RuleVersion draft, Locale locale) {
        var old = before == null ? null : rules.judge(before, question).verdict();
        var answer = rules.judge(draft, question);
        var why = answer.reasons().isEmpty() ? "" : answer.reasons().getFirst().in(locale);
        return new Example(
                subject,
                old,
                old == null ? null : AnswerView.tone(old),
                answer.verdict(),
                AnswerView.tone(answer.verdict()),
                why);
    }
}
