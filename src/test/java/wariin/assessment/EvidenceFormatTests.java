package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceFormatTests {

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7 x, a.exe, PDF",
        "plain words, a.txt, TEXT",
        "'a,b', a.csv, CSV",
        "'{\"a\": 1}', a.json, JSON",
        "words, a.json, TEXT",
        "<?xml version='1.0'?><a/>, a.txt, XML",
        "<a/>, a.xml, XML"
    })
    void tellsFilesByTheirContent(String content, String name, EvidenceFormat format) {
        assertThat(EvidenceFormat.of(content.getBytes(StandardCharsets.UTF_8), name))
                .contains(format);
    }

    @ParameterizedTest
    @CsvSource({
        "#!/bin/sh, a.txt",
        "<html><body>, a.txt",
        "<!DOCTYPE html>, a.xml",
        "<script>alert(1)</script>, a.txt",
        "<?php echo 1;, a.txt",
        "@echo off, a.txt"
    })
    void refusesProgramsThatAreText(String content, String name) {
        assertThat(EvidenceFormat.of(content.getBytes(StandardCharsets.UTF_8), name))
                .isEmpty();
        assertThat(EvidenceFormat.of(("\uFEFF  " + content).getBytes(StandardCharsets.UTF_8), name))
                .isEmpty();
    }

    @Test
    void refusesPrograms() {
        for (var start : new byte[][] {
            {'M', 'Z', 0},
            {0x7f, 'E', 'L', 'F'},
            {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61},
            {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1}
        }) {
            assertThat(EvidenceFormat.of(start, "manual.pdf")).isEmpty();
        }
    }

    @Test
    void readsJapaneseTextInTheCharsetsOfTheCountry() {
        var text = "審査項目の証拠";
        assertThat(EvidenceFormat.of(text.getBytes(Charset.forName("windows-31j")), "a.csv"))
                .contains(EvidenceFormat.CSV);
        assertThat(EvidenceFormat.of(text.getBytes(StandardCharsets.UTF_16), "a.txt"))
                .contains(EvidenceFormat.TEXT);
    }

    @Test
    void namesFilesSoThatNoPathOrHeaderCanBeMadeOfThem() {
        assertThat(EvidenceUploads.safe("../../etc/passwd")).isEqualTo("passwd");
        assertThat(EvidenceUploads.safe("C:\\a\\規程\r\nX: y.pdf")).isEqualTo("規程X y.pdf");
        assertThat(EvidenceUploads.safe("..")).isEqualTo("evidence");
        assertThat(EvidenceUploads.safe("x".repeat(300) + ".pdf"))
                .hasSizeLessThanOrEqualTo(150)
                .endsWith(".pdf");
    }

    @Test
    void agesByTheCriterionOrByItsOwnEndWhicheverIsFirst() {
        var made = LocalDate.of(2026, 1, 1);
        var year = Period.ofYears(1);
        assertThat(state(made, null, year, LocalDate.of(2026, 6, 1))).isEqualTo(EvidenceAge.State.FRESH);
        assertThat(state(made, null, year, LocalDate.of(2026, 12, 2))).isEqualTo(EvidenceAge.State.AGES_SOON);
        assertThat(state(made, null, year, LocalDate.of(2027, 1, 1))).isEqualTo(EvidenceAge.State.AGES_SOON);
        assertThat(state(made, null, year, LocalDate.of(2027, 1, 2))).isEqualTo(EvidenceAge.State.TOO_OLD);
        assertThat(state(made, LocalDate.of(2026, 3, 1), year, LocalDate.of(2026, 3, 2)))
                .isEqualTo(EvidenceAge.State.TOO_OLD);
        assertThat(state(made, null, null, LocalDate.of(2099, 1, 1))).isEqualTo(EvidenceAge.State.FRESH);
    }

    private static EvidenceAge.State state(LocalDate made, LocalDate until, Period maxAge, LocalDate day) {
        return EvidenceAge.of(made, until, maxAge, day).state();
    }
}
