package wariin.register.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.register.Listed;

/// A comparison as a table: one column for each service.
@Component
class ComparisonFile {

    private final Words words;
    private final MessageSource messages;

    ComparisonFile(Words words, MessageSource messages) {
        this.words = words;
        this.messages = messages;
    }

    List<List<String>> rows(Comparison comparison, Locale locale) {
        var columns = comparison.columns();
        var rows = new ArrayList<List<String>>();
        rows.add(row(
                "column.service",
                columns,
                locale,
                one -> one.service().description().name().in(locale)));
        rows.add(row(
                "column.provider",
                columns,
                locale,
                one -> one.provider().description().name().in(locale)));
        rows.add(row(
                "column.target",
                columns,
                locale,
                one -> words.target(one.service().description().target(), locale)));
        rows.add(row(
                "column.level",
                columns,
                locale,
                one -> one.service().description().level().words().in(locale)));
        rows.add(row(
                "column.status",
                columns,
                locale,
                one -> one.service().current().status().words().in(locale)));
        rows.add(row(
                "column.number",
                columns,
                locale,
                one -> one.service().current().number().toString()));
        rows.add(row(
                "column.until",
                columns,
                locale,
                one -> one.service().current().validUntil().toString()));
        for (var question : ComparePages.Question.all(columns)) {
            var row = new ArrayList<>(List.of(say("facts." + question.code(), locale)));
            for (var answer : question.answers()) row.add(answer == null ? "" : answer.in(locale));
            rows.add(row);
        }
        for (var group : comparison.groups()) addItems(rows, group, locale);
        return rows;
    }

    private void addItems(List<List<String>> rows, Comparison.GroupRow group, Locale locale) {
        for (var item : group.items()) {
            var row = new ArrayList<>(
                    List.of(group.title().in(locale) + ": " + item.title().in(locale)));
            for (var cell : item.cells()) {
                row.add(cell == null ? "" : say("outcome." + cell.result().outcome(), locale));
            }
            rows.add(row);
        }
    }

    private List<String> row(
            String key, List<Comparison.Column> columns, Locale locale, Function<Listed, String> cell) {
        var row = new ArrayList<>(List.of(say(key, locale)));
        for (var column : columns) row.add(cell.apply(column.listed()));
        return row;
    }

    private String say(String key, Locale locale) {
        return messages.getMessage("register." + key, null, locale);
    }
}
