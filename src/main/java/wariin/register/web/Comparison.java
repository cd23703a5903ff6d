package wariin.register.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wariin.register.Listed;
import wariin.site.Bilingual;

/// Services side by side.
record Comparison(List<Column> columns, List<GroupRow> groups) {

    record Column(Listed listed, @Nullable Assessed assessed) {

        /// What came out for a criterion; null when it was not assessed.
        Assessed.@Nullable Item item(String criterion) {
            if (assessed == null) return null;
            for (var group : assessed.groups()) {
                for (var item : group.items()) if (item.id().equals(criterion)) return item;
            }
            return null;
        }

        Assessed.@Nullable Group group(String id) {
            if (assessed == null) return null;
            return assessed.groups().stream()
                    .filter(group -> group.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }
    }

    /// A group with a cell for each column, and its criteria.
    record GroupRow(String id, Bilingual title, List<Assessed.@Nullable Group> cells, List<ItemRow> items) {}

    record ItemRow(String id, Bilingual title, List<Assessed.@Nullable Item> cells) {}

    /// Groups and criteria in the order of the first service that has them.
    static Comparison of(List<Column> columns) {
        var titles = new LinkedHashMap<String, Bilingual>();
        var items = new LinkedHashMap<String, Map<String, Bilingual>>();
        for (var column : columns) {
            var assessed = column.assessed();
            if (assessed == null) continue;
            for (var group : assessed.groups()) {
                titles.putIfAbsent(group.id(), group.title());
                var own = items.computeIfAbsent(group.id(), _ -> new LinkedHashMap<>());
                for (var item : group.items()) own.putIfAbsent(item.id(), item.title());
            }
        }
        var rows = new ArrayList<GroupRow>();
        for (var title : titles.entrySet()) {
            var cells = new ArrayList<Assessed.@Nullable Group>();
            for (var column : columns) cells.add(column.group(title.getKey()));
            rows.add(new GroupRow(title.getKey(), title.getValue(), cells, rows(items.get(title.getKey()), columns)));
        }
        return new Comparison(columns, rows);
    }

    private static List<ItemRow> rows(@Nullable Map<String, Bilingual> items, List<Column> columns) {
        var rows = new ArrayList<ItemRow>();
        if (items == null) return rows;
        for (var item : items.entrySet()) {
            var cells = new ArrayList<Assessed.@Nullable Item>();
            for (var column : columns) cells.add(column.item(item.getKey()));
            rows.add(new ItemRow(item.getKey(), item.getValue(), cells));
        }
        return rows;
    }
}
