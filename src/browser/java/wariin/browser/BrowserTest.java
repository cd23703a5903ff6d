package wariin.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import wariin.database.DatabaseTest;

/// A walk of people through the whole platform, in one browser that each test gets as its argument.
@DatabaseTest
@Tag("browser")
@ExtendWith(OneChromium.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface BrowserTest {}
