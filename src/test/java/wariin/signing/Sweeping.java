package wariin.signing;

import java.time.Duration;
import org.springframework.boot.test.context.TestComponent;

/// Lets tests of other rooms clear up authorizations as if time had passed.
@TestComponent
public record Sweeping(AuthorizationSweeper sweeper, Credentials.Writing writing) {

    public void after(Duration time) {
        sweeper.sweep(writing.clock().instant().plus(time));
    }
}
