package wariin.procurement;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.validation.SignatureReport;
import wariin.validation.SignerRules;

/// The answers that the page for checking documents shows: of the rules that are marked for it.
@Component
class SignerAnswers implements SignerRules {

    private final RuleBook book;
    private final Rules rules;

    SignerAnswers(RuleBook book, Rules rules) {
        this.book = book;
        this.rules = rules;
    }

    @Override
    public List<Answer> of(SignatureReport signature, Instant validatedAt, Locale locale) {
        var question = new Question.OfSignature(signature, validatedAt);
        return book.inForce().stream()
                .filter(RuleVersion::shownOnVerify)
                .map(rule -> answer(rules.judge(rule, question), locale, "/rules/" + rule.name()))
                .toList();
    }

    static Answer answer(RuleAnswer answer, Locale locale, @Nullable String link) {
        return new Answer(
                answer.rule().name(),
                answer.rule().version(),
                answer.rule().title().in(locale),
                Outcome.valueOf(answer.verdict().name()),
                answer.reasons().stream().map(reason -> reason.in(locale)).toList(),
                link);
    }
}
