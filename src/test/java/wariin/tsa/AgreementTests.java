package wariin.tsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wariin.tsa.Agreement.Statement;

class AgreementTests {

    /// The examples of the algorithm's author: what three sources say, and the best that can be made of it.
    @ParameterizedTest
    @CsvSource({"10 2 12 1 11 1, 11.5, 0.5", "10 2 12 1 14.5 0.5, 11.5, 0.5", "9 1 9 1 30 1, 9, 1", "1 1 3 1 30 1, 2, 0"
    })
    void findsTheSmallestIntervalThatMostShare(String text, double offset, double uncertainty) {
        var numbers = text.split(" ");
        var statements = new ArrayList<Statement>();
        for (var n = 0; n < numbers.length; n += 2) {
            statements.add(new Statement("s" + n, seconds(numbers[n]), seconds(numbers[n + 1])));
        }

        var agreed = Agreement.of(statements, 3).orElseThrow();

        assertThat(agreed.offset()).isEqualTo(seconds("" + offset));
        assertThat(agreed.uncertainty()).isEqualTo(seconds("" + uncertainty));
    }

    @Test
    void holdsTheTruthWheneverMostTellIt() {
        var random = new Random(7);
        for (var run = 0; run < 2000; run++) {
            var truth = Duration.ofMillis(random.nextInt(-1000, 1000));
            var statements = new ArrayList<Statement>();
            for (var n = 0; n < 5; n++) {
                var width = Duration.ofMillis(random.nextInt(1, 200));
                var error = Duration.ofMillis(random.nextLong(-width.toMillis(), width.toMillis() + 1));
                var lies = n < 2;
                var offset = lies ? Duration.ofMillis(random.nextInt(-5000, 5000)) : truth.plus(error);
                statements.add(new Statement("s" + n, offset, width));
            }

            var agreed = Agreement.of(statements, 5).orElseThrow();

            // Liars can shift the result within what an honest one allows, not out of the reach of all honest ones.
            var off = agreed.offset().minus(truth).abs();
            assertThat(off).isLessThanOrEqualTo(Duration.ofMillis(400));
            assertThat(agreed.members()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }
}
