package wariin.company;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The folded names under which companies are found: today's, the reading, the English one, and former ones.
@Repository
class NameRegister {

    /// A name of a company, folded.
    record Form(long number, String form, boolean former) {}

    private record Known(long number, String name, String furigana, String enName, boolean newest, boolean hidden) {}

    private static final int BATCH = 20_000;
    /// Seconds that a reader waits for names that contain something.
    private static final int PATIENCE = 5;
    /// No name of the source has more than 150 letters, and an index entry has its limit.
    private static final int LONGEST = 400;
    private static final String COPY = "copy company_name (number, form, former, pairs) from stdin";
    private static final String DROP_INDEXES = "drop index company_name_form, company_name_number, company_name_pairs";
    private static final String CREATE_INDEXES = """
            create index company_name_form on company_name (form, number);
            create index company_name_number on company_name (number);
            create index company_name_pairs on company_name using gin (pairs);
            """;
    /// Sorts behind every letter.
    private static final String LAST = "\uDBFF\uDFFF";

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    NameRegister(JdbcClient sql, JdbcTemplate jdbc) {
        this.sql = sql;
        this.jdbc = jdbc;
    }

    /// Those whose name begins with it, in the order of the alphabet, behind the given one. One lower bound only:
    /// of two, PostgreSQL begins its scan at that of the row, which may be the start of the whole index.
    List<Form> beginning(String folded, String after, long afterNumber, int limit) {
        return sql.sql("""
                select number, form, former from company_name
                 where (form, number) > (:after, :afterNumber) and form < :to
                 order by form, number limit :limit
                """)
                .param("to", folded + LAST)
                .param("after", after.isEmpty() ? folded : after)
                .param("afterNumber", afterNumber)
                .param("limit", limit)
                .query(Form.class)
                .list();
    }

    /// Those with it inside their name, short names first. The pairs find candidates, the text decides.
    List<Form> containing(String folded, String after, long afterNumber, int limit) {
        return sql.sql("""
                select number, form, former from company_name
                 where pairs @> :pairs and position(:folded in form) > 1
                   and (char_length(form), form, number) > (:afterLength, :after, :afterNumber)
                 order by char_length(form), form, number limit :limit
                """)
                .withQueryTimeout(PATIENCE)
                .param("pairs", FoldedName.pairs(folded).toArray(Integer[]::new))
                .param("folded", folded)
                .param("afterLength", after.codePointCount(0, after.length()))
                .param("after", after)
                .param("afterNumber", afterNumber)
                .param("limit", limit)
                .query(Form.class)
                .list();
    }

    List<Form> of(Collection<Long> numbers) {
        if (numbers.isEmpty()) return List.of();
        return sql.sql("select number, form, former from company_name where number in (:numbers)")
                .param("numbers", numbers)
                .query(Form.class)
                .list();
    }

    /// Renews the names of all companies of which something was decided, in the caller's transaction.
    void renew() {
        sql.sql("""
                delete from company_name where number in (select number from company_decided where effect <> 'A')
                """).update();
        // Indexes over few names are made again in a fraction of the time that many additions would take.
        var anew = sql.sql("""
                        select count(*) > (
                               select greatest(reltuples, 0) from pg_class where oid = 'company_name'::regclass)
                          from company_decided
                        """).query(Boolean.class).single();
        if (anew) jdbc.execute(DROP_INDEXES);
        jdbc.execute((ConnectionCallback<@Nullable Void>) connection -> {
            writeAll(connection.unwrap(BaseConnection.class));
            return null;
        });
        if (anew) jdbc.execute(CREATE_INDEXES);
    }

    /// Reads through a cursor and writes between its fetches, so a million companies need no memory.
    private static void writeAll(BaseConnection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                select number, name, furigana, en_name, newest, hidden from company_version
                 where number in (select number from company_decided) order by number
                """)) {
            query.setFetchSize(BATCH);
            var batch = new ArrayList<Known>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var number = rows.getLong(1);
                    if (batch.size() >= BATCH && batch.getLast().number() != number) write(connection, batch);
                    batch.add(new Known(
                            number,
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getBoolean(5),
                            rows.getBoolean(6)));
                }
            }
            write(connection, batch);
        }
    }

    private static void write(BaseConnection connection, List<Known> batch) throws SQLException {
        try (var copy = new CopyText(connection, COPY)) {
            for (var from = 0; from < batch.size(); ) {
                var to = from + 1;
                while (to < batch.size()
                        && batch.get(to).number() == batch.get(from).number()) to++;
                for (var form : forms(batch.subList(from, to)).entrySet()) {
                    copy.number(batch.get(from).number()).field(form.getKey()).flag(form.getValue());
                    copy.numbers(FoldedName.pairs(form.getKey())).endRow();
                }
                from = to;
            }
            copy.end();
        }
        batch.clear();
    }

    /// The folded names of one company with the mark of former ones; none where the source keeps it out of search.
    private static Map<String, Boolean> forms(List<Known> versions) {
        var forms = new LinkedHashMap<String, Boolean>();
        for (var version : versions) {
            if (!version.newest()) continue;
            if (version.hidden()) return Map.of();
            put(forms, version.name(), false);
            put(forms, version.furigana(), false);
            put(forms, version.enName(), false);
        }
        if (forms.isEmpty()) return forms;
        for (var version : versions) put(forms, version.name(), true);
        return forms;
    }

    private static void put(Map<String, Boolean> forms, String name, boolean former) {
        if (name.isBlank()) return;
        var form = FoldedName.of(name).base();
        forms.putIfAbsent(form.length() > LONGEST ? form.substring(0, LONGEST) : form, former);
    }
}
