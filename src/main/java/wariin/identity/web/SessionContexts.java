package wariin.identity.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import wariin.identity.CurrentUser;
import wariin.identity.Sessions;
import wariin.site.Outage;

/// Finds who is behind a request by the session cookie; nothing is kept in the servlet session.
@Component
class SessionContexts implements SecurityContextRepository {

    private static final String AWAY = SessionContexts.class.getName() + ".away";

    private final SessionCookie cookie;
    private final Sessions sessions;

    SessionContexts(SessionCookie cookie, Sessions sessions) {
        this.cookie = cookie;
        this.sessions = sessions;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Found(SingletonSupplier.of(() -> load(request)));
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest());
    }

    /// Sessions are opened by {@link Sessions} alone.
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return cookie.read(request).isPresent();
    }

    private SecurityContext load(HttpServletRequest request) {
        // The page that says that the database is gone must not ask it who is reading.
        if (Outage.isBehind((Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))) {
            return SecurityContextHolder.createEmptyContext();
        }
        // The frame of a page, its rights and its language ask one after the other: one of them waits, not each.
        if (request.getAttribute(AWAY) instanceof RuntimeException before) throw before;
        try {
            return find(request);
        } catch (RuntimeException trouble) {
            if (Outage.isBehind(trouble)) request.setAttribute(AWAY, trouble);
            throw trouble;
        }
    }

    private SecurityContext find(HttpServletRequest request) {
        return cookie.read(request)
                .flatMap(sessions::find)
                .<SecurityContext>map(user -> {
                    var token = new PreAuthenticatedAuthenticationToken(user, "", authorities(user));
                    return new SecurityContextImpl(token);
                })
                .orElseGet(SecurityContextHolder::createEmptyContext);
    }

    static List<GrantedAuthority> authorities(CurrentUser user) {
        var authorities = new ArrayList<GrantedAuthority>();
        authorities.add(new SimpleGrantedAuthority(user.scope() == null ? "MEMBER" : "GUEST"));
        if (user.operator() && user.scope() == null) authorities.add(new SimpleGrantedAuthority("OPERATOR"));
        return authorities;
    }

    private record Found(SingletonSupplier<SecurityContext> supplier)
            implements DeferredSecurityContext, Supplier<SecurityContext> {

        @Override
        public SecurityContext get() {
            return supplier.obtain();
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
