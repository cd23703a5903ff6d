package wariin.site.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

class ErrorPageTests {

    private final ErrorPage page = new ErrorPage(messages());
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void showsOnlyAReferenceNumberWhenItWasUs() {
        request.addHeader("Accept", "text/html");
        request.setAttribute("jakarta.servlet.error.exception", new IllegalStateException("secret"));

        var shown = (ModelAndView) answer("/contracts", HttpStatus.INTERNAL_SERVER_ERROR);

        assertThat(shown.getModel().get("reference").toString()).matches("[0-9a-f]{8}");
        assertThat(shown.getModel()).containsEntry("kind", 500);
        assertThat(shown.getModel().toString()).doesNotContain("secret");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void answersProgramsWithAProblem() {
        var problem = problem(answer("/api/v1/contracts", HttpStatus.BAD_GATEWAY));

        assertThat(problem.getStatus()).isEqualTo(502);
        assertThat(problem.getTitle()).isEqualTo("こちらで問題が起きました");
        assertThat(problem.getProperties()).containsKey("reference");
        assertThat(problem.getType()).hasToString("urn:wariin:problem:bad-gateway");
    }

    @Test
    void hasAWordForEveryStatus() {
        request.addHeader("Accept", "application/json");
        for (var status : HttpStatus.values()) {
            if (status.isError()) {
                assertThat(problem(answer("/x", status)).getDetail())
                        .as(status.toString())
                        .isNotBlank();
            }
        }
    }

    private Object answer(String path, HttpStatus status) {
        return page.answer(path, request, response, status, Locale.JAPANESE);
    }

    private static ProblemDetail problem(Object answer) {
        return (ProblemDetail) Objects.requireNonNull(((ResponseEntity<?>) answer).getBody());
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/site");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
