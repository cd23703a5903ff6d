package wariin.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Starts the browser of a test class for the first test that asks for it; JUnit closes it after the last.
final class OneChromium implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var ofTheClass = test.getParent().orElse(test).getStore(Namespace.create(OneChromium.class));
        return ofTheClass.computeIfAbsent(Chromium.class, _ -> started(), Chromium.class);
    }

    private static Chromium started() {
        try {
            return Chromium.started();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
