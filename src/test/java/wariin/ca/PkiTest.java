package wariin.ca;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;

/// A test on a running server of which only what the test asks for is started.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@TestPropertySource(properties = "spring.main.lazy-initialization=true")
public @interface PkiTest {}
