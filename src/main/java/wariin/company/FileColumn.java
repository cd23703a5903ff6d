package wariin.company;

/// The thirty columns of the tax agency's file, in their order. The file has no header.
enum FileColumn {
    SEQUENCE,
    NUMBER,
    PROCESS,
    CORRECT,
    UPDATED,
    CHANGED,
    NAME,
    NAME_IMAGE,
    KIND,
    PREFECTURE,
    CITY,
    STREET,
    ADDRESS_IMAGE,
    PREFECTURE_CODE,
    CITY_CODE,
    POST_CODE,
    OUTSIDE,
    OUTSIDE_IMAGE,
    CLOSED,
    CLOSE_CAUSE,
    SUCCESSOR,
    CHANGE_CAUSE,
    ASSIGNED,
    LATEST,
    EN_NAME,
    EN_PREFECTURE,
    EN_CITY,
    EN_OUTSIDE,
    FURIGANA,
    HIDDEN;

    static final int COUNT = values().length;

    String of(String[] fields) {
        return fields[ordinal()];
    }
}
