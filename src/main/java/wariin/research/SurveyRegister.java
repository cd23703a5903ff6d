package wariin.research;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.research.Share.Precision;
import wariin.research.Survey.State;
import wariin.site.Bilingual;

/// The versions of surveys and their figures.
@Repository
class SurveyRegister {

    private static final String COLUMNS =
            "select id, slug, file, sha256, state, actor, received_at, published_at from research_survey ";

    private final JdbcClient sql;

    SurveyRegister(JdbcClient sql) {
        this.sql = sql;
    }

    /// One at a time: two that publish would each replace the other.
    void lock() {
        sql.sql("select pg_advisory_xact_lock(hashtext('research:survey'))")
                .query((_, _) -> true)
                .single();
    }

    void add(Survey survey) {
        sql.sql("""
                insert into research_survey (id, slug, file, sha256, state, actor, received_at)
                values (:id, :slug, :file, :sha256, :state, :actor, :at)
                """)
                .param("id", survey.id())
                .param("slug", survey.slug())
                .param("file", survey.file())
                .param("sha256", survey.sha256())
                .param("state", survey.state().name())
                .param("actor", survey.actor())
                .param("at", survey.receivedAt().atOffset(ZoneOffset.UTC))
                .update();
        for (var n = 0; n < survey.figures().size(); n++) {
            add(survey.id(), n, survey.figures().get(n));
        }
    }

    private void add(UUID survey, int position, Figure figure) {
        var share = figure.share();
        sql.sql("""
                insert into research_figure (survey_id, position, question_ja, question_en, answer_ja, answer_en,
                       band_ja, band_en, year, n, share, exactness, note_ja, note_en, source_ja, source_en)
                values (:survey, :position, :questionJa, :questionEn, :answerJa, :answerEn,
                       :bandJa, :bandEn, :year, :n, :share, :precision, :noteJa, :noteEn, :sourceJa, :sourceEn)
                """)
                .param("survey", survey)
                .param("position", position)
                .param("questionJa", figure.question().ja())
                .param("questionEn", figure.question().en())
                .param("answerJa", figure.answer().ja())
                .param("answerEn", figure.answer().en())
                .param("bandJa", figure.band().ja())
                .param("bandEn", figure.band().en())
                .param("year", figure.year())
                .param("n", figure.n())
                .param("share", share == null ? null : share.percent())
                .param("precision", (share == null ? Precision.EXACT : share.precision()).name())
                .param("noteJa", figure.note() == null ? null : figure.note().ja())
                .param("noteEn", figure.note() == null ? null : figure.note().en())
                .param(
                        "sourceJa",
                        figure.source() == null ? null : figure.source().ja())
                .param(
                        "sourceEn",
                        figure.source() == null ? null : figure.source().en())
                .update();
    }

    void replacePublished(String slug) {
        sql.sql("update research_survey set state = 'REPLACED' where slug = :slug and state = 'PUBLISHED'")
                .param("slug", slug)
                .update();
    }

    void move(UUID id, State state, @Nullable Instant publishedAt) {
        sql.sql("""
                update research_survey set state = :state, published_at = coalesce(:at, published_at) where id = :id
                """)
                .param("id", id)
                .param("state", state.name())
                .param("at", publishedAt == null ? null : publishedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Survey> find(UUID id) {
        return sql.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, _) -> survey(row))
                .optional()
                .map(this::whole);
    }

    Optional<Survey> find(String slug, String sha256) {
        return sql.sql(COLUMNS + "where slug = :slug and sha256 = :sha256")
                .param("slug", slug)
                .param("sha256", sha256)
                .query((row, _) -> survey(row))
                .optional()
                .map(this::whole);
    }

    List<Survey> published() {
        return sql
                .sql(COLUMNS + "where state = 'PUBLISHED' order by slug")
                .query((row, _) -> survey(row))
                .list()
                .stream()
                .map(this::whole)
                .toList();
    }

    List<Survey> versions() {
        return sql.sql(COLUMNS + "order by received_at desc, id")
                .query((row, _) -> survey(row))
                .list();
    }

    private Survey whole(Survey survey) {
        var figures = sql.sql("""
                select question_ja, question_en, answer_ja, answer_en, band_ja, band_en, year, n, share, exactness,
                       note_ja, note_en, source_ja, source_en
                  from research_figure where survey_id = :id order by position
                """)
                .param("id", survey.id())
                .query((row, _) -> figure(row))
                .list();
        return new Survey(
                survey.id(),
                survey.slug(),
                survey.file(),
                survey.sha256(),
                survey.state(),
                survey.actor(),
                survey.receivedAt(),
                survey.publishedAt(),
                figures);
    }

    private static Figure figure(ResultSet row) throws SQLException {
        var share = row.getBigDecimal("share");
        return new Figure(
                new Bilingual(row.getString("question_ja"), row.getString("question_en")),
                new Bilingual(row.getString("answer_ja"), row.getString("answer_en")),
                new Bilingual(row.getString("band_ja"), row.getString("band_en")),
                row.getObject("year", Integer.class),
                row.getObject("n", Integer.class),
                share == null ? null : new Share(share.doubleValue(), Precision.valueOf(row.getString("exactness"))),
                optional(row.getString("note_ja"), row.getString("note_en")),
                optional(row.getString("source_ja"), row.getString("source_en")));
    }

    private static @Nullable Bilingual optional(@Nullable String ja, @Nullable String en) {
        return ja == null || en == null ? null : new Bilingual(ja, en);
    }

    private static Survey survey(ResultSet row) throws SQLException {
        var published = row.getObject("published_at", OffsetDateTime.class);
        return new Survey(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("file"),
                row.getString("sha256"),
                State.valueOf(row.getString("state")),
                row.getString("actor"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                published == null ? null : published.toInstant(),
                List.of());
    }
}
