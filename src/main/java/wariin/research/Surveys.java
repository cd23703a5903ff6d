package wariin.research;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.research.Survey.State;
import wariin.research.SurveyFile.Reading;

/// Surveys and their versions: sent in, looked at, published, replaced; never deleted.
@Service
public class Surveys {

    private static final int LONGEST_NAME = 200;
    /// Names of other pages beside the surveys.
    private static final Set<String> RESERVED = Set.of("live", "surveys", "research");

    private final SurveyRegister surveys;
    private final Journal journal;
    private final Clock clock;

    Surveys(SurveyRegister surveys, Journal journal, Clock clock) {
        this.surveys = surveys;
        this.journal = journal;
        this.clock = clock;
    }

    public static boolean isSlug(String text) {
        return text.matches("[a-z0-9]+(-[a-z0-9]+)*") && text.length() <= 60 && !RESERVED.contains(text);
    }

    /// Reads a file and keeps it for a look; the same bytes again give the version that they made.
    @Transactional
    public SurveyOutcome receive(String slug, String file, byte[] content, String actor) {
        if (!isSlug(slug)) return refused("slug", slug);
        if (content.length > SurveyFile.LARGEST) return refused("large", "1 MB");
        surveys.lock();
        var sha256 = sha256(content);
        var known = surveys.find(slug, sha256);
        if (known.isPresent()) return new SurveyOutcome.Known(known.get());
        return switch (SurveyFile.read(content)) {
            case Reading.Faulty(var faults) -> new SurveyOutcome.Refused(faults);
            case Reading.Good(var figures) -> {
                var name = file.isBlank() ? slug + ".csv" : file.substring(Math.max(0, file.length() - LONGEST_NAME));
                var survey = new Survey(
                        UUID.randomUUID(), slug, name, sha256, State.PREVIEW, actor, clock.instant(), null, figures);
                surveys.add(survey);
                yield new SurveyOutcome.Accepted(survey);
            }
        };
    }

    /// Shows a version to everybody in place of the one before it, which is kept. An older version can come back.
    @Transactional
    public SurveyOutcome publish(UUID id, String actor) {
        surveys.lock();
        var survey = surveys.find(id).orElse(null);
        if (survey == null || survey.state() == State.PUBLISHED) return new SurveyOutcome.NotWaiting();
        surveys.replacePublished(survey.slug());
        surveys.move(id, State.PUBLISHED, clock.instant());
        journal.append(new Act(
                "survey-published",
                id.toString(),
                actor,
                Map.of(
                        "survey",
                        survey.slug(),
                        "sha256",
                        survey.sha256(),
                        "figures",
                        String.valueOf(survey.figures().size()))));
        return new SurveyOutcome.Accepted(surveys.find(id).orElseThrow());
    }

    @Transactional
    public SurveyOutcome discard(UUID id) {
        surveys.lock();
        var survey = surveys.find(id).orElse(null);
        if (survey == null || survey.state() != State.PREVIEW) return new SurveyOutcome.NotWaiting();
        surveys.move(id, State.DISCARDED, null);
        return new SurveyOutcome.Accepted(surveys.find(id).orElseThrow());
    }

    /// What everybody may see, by name.
    public List<Survey> published() {
        return surveys.published();
    }

    public Optional<Survey> published(String slug) {
        return surveys.published().stream()
                .filter(survey -> survey.slug().equals(slug))
                .findFirst();
    }

    public Optional<Survey> find(UUID id) {
        return surveys.find(id);
    }

    /// All versions without their figures, the newest first.
    public List<Survey> versions() {
        return surveys.versions();
    }

    boolean knows(String slug) {
        return surveys.versions().stream().anyMatch(survey -> survey.slug().equals(slug));
    }

    private static SurveyOutcome refused(String reason, String shown) {
        return new SurveyOutcome.Refused(List.of(new SurveyFault(0, reason, shown)));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
