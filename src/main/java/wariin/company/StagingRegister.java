package wariin.company;

import static wariin.company.FileColumn.*;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the file that is being looked at, what they would change, and the change itself. One file at a time.
@Repository
class StagingRegister {

    /// Sends rows to the database as fast as it takes them.
    interface Sending {
        void send(CopyText copy) throws SQLException;
    }

    /// What the rows would do: companies added and changed, those that close, rows that only fill the history.
    record Effects(long added, long changed, long closing, long older) {}

    /// Without the mark of the row itself, what a version has and a staged row has too.
    private static final String CONTENT = """
            number, content, process, correction, updated_on, valid_from, name, name_replaced, kind, prefecture, city,
            street, address_replaced, prefecture_code, city_code, post_code, outside, closed_on, close_cause,
            successor, change_cause, assigned_on, en_name, en_prefecture, en_city, en_outside, furigana, hidden
            """;
    private static final String COPY = "copy company_staged (row_number, latest, " + CONTENT + ") from stdin";
    private static final String MEMORY = "set local work_mem = '128MB'; set local maintenance_work_mem = '256MB'";

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    StagingRegister(JdbcClient sql, JdbcTemplate jdbc) {
        this.sql = sql;
        this.jdbc = jdbc;
    }

    void clear() {
        jdbc.execute("truncate company_staged, company_decided");
    }

    /// In the caller's transaction: an exception takes all rows back.
    void stage(Sending rows) {
        jdbc.execute((ConnectionCallback<@Nullable Void>) connection -> {
            try (var copy = new CopyText(connection.unwrap(BaseConnection.class), COPY)) {
                rows.send(copy);
                copy.end();
            }
            return null;
        });
        jdbc.execute("analyze company_staged");
    }

    static void write(CopyText copy, long row, String[] fields, UUID content) throws SQLException {
        copy.number(row).flag(LATEST.of(fields).equals("1")).field(NUMBER.of(fields));
        copy.field(content.toString())
                .field(PROCESS.of(fields))
                .flag(CORRECT.of(fields).equals("1"));
        copy.field(UPDATED.of(fields)).field(CHANGED.of(fields)).field(NAME.of(fields));
        copy.flag(!NAME_IMAGE.of(fields).isEmpty()).field(KIND.of(fields)).field(PREFECTURE.of(fields));
        copy.field(CITY.of(fields)).field(STREET.of(fields));
        copy.flag(
                !ADDRESS_IMAGE.of(fields).isEmpty() || !OUTSIDE_IMAGE.of(fields).isEmpty());
        copy.field(PREFECTURE_CODE.of(fields)).field(CITY_CODE.of(fields)).field(POST_CODE.of(fields));
        copy.field(OUTSIDE.of(fields)).orNull(CLOSED.of(fields)).field(CLOSE_CAUSE.of(fields));
        copy.orNull(SUCCESSOR.of(fields)).field(CHANGE_CAUSE.of(fields)).field(ASSIGNED.of(fields));
        copy.field(EN_NAME.of(fields)).field(EN_PREFECTURE.of(fields)).field(EN_CITY.of(fields));
        copy.field(EN_OUTSIDE.of(fields))
                .field(FURIGANA.of(fields))
                .flag(HIDDEN.of(fields).equals("1"));
        copy.endRow();
    }

    LocalDate newestUpdate() {
        return sql.sql("select max(updated_on) from company_staged")
                .query(LocalDate.class)
                .single();
    }

    /// Says of each row that we did not have what it does: A adds a company, C changes what is newest of one,
    /// O only fills the history. What was updated later wins; of two rows of one day, that of the newer file.
    Effects decide(LocalDate dataDate) {
        jdbc.execute(MEMORY);
        sql.sql("""
                insert into company_decided (row_number, number, effect, closing)
                with fresh as (
                    select distinct on (number, content)
                           row_number, number, latest, updated_on, valid_from, closed_on
                      from company_staged s
                     where not exists (
                           select 1 from company_version v where v.number = s.number and v.content = s.content)
                     order by number, content, row_number desc),
                best as (
                    select distinct on (number) row_number from fresh
                     where latest order by number, updated_on desc, valid_from desc, row_number desc)
                select f.row_number, f.number,
                       case when b.row_number is null then 'O'
                            when v.number is null then 'A'
                            when (f.updated_on, f.valid_from) > (v.updated_on, v.valid_from) then 'C'
                            when (f.updated_on, f.valid_from) = (v.updated_on, v.valid_from)
                                 and :dataDate >= i.data_date then 'C'
                            else 'O' end,
                       b.row_number is not null and f.closed_on is not null
                           and v.number is not null and v.closed_on is null
                  from fresh f
                  left join best b on b.row_number = f.row_number
                  left join company_version v on v.number = f.number and v.newest
                  left join company_import i on i.id = v.import_id
                """).param("dataDate", dataDate).update();
        jdbc.execute("analyze company_decided");
        return sql.sql("""
                select count(*) filter (where effect = 'A') as added, count(*) filter (where effect = 'C') as changed,
                       count(*) filter (where effect = 'C' and closing) as closing,
                       count(*) filter (where effect = 'O') as older
                  from company_decided
                """).query(Effects.class).single();
    }

    /// Adds the versions that were decided on; what was newest of a changed company no longer is.
    void apply(UUID importId, Instant at) {
        jdbc.execute(MEMORY);
        sql.sql("""
                update company_version v set newest = false
                  from company_decided d
                 where d.effect = 'C' and v.number = d.number and v.newest
                """).update();
        sql.sql("insert into company_version (" + CONTENT + ", import_id, recorded_at, newest) select "
                        + CONTENT.replaceFirst("number", "s.number") + """
                        , :importId, :at, d.effect <> 'O'
                  from company_staged s join company_decided d using (row_number)
                """)
                .param("importId", importId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
