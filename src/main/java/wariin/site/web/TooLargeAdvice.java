package wariin.site.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/// A form beyond the server's own limit is refused before any controller sees it; the answer is made here at once,
/// since an error dispatch would read the form again.
@ControllerAdvice
class TooLargeAdvice {

    private final ErrorPage page;

    TooLargeAdvice(ErrorPage page) {
        this.page = page;
    }

    @ExceptionHandler(MaxUploadSizeExceededException.class)
    Object refuse(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return page.answer(request.getRequestURI(), request, response, HttpStatus.CONTENT_TOO_LARGE, locale);
    }
}
