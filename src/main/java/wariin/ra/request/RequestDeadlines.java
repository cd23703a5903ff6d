package wariin.ra.request;

/// How long a request may stay in a state before somebody is late, or it lapses.
public final class RequestDeadlines {

    /// An officer should have looked.
    static final int LOOK = 5;
    /// The applicant's drafts, questions and pick-ups end by themselves.
    public static final int LAPSE = 30;
    /// A body older than this is made again.
    public static final int BODY = 7;

    private RequestDeadlines() {}

    /// In days; zero where nobody has to act.
    public static int days(CertificateRequest request, RequestState state) {
        return switch (state) {
            case SUBMITTED, CHECKED -> LOOK;
            case DRAFT, QUESTIONED -> LAPSE;
            case APPROVED -> request.key() == KeyOrigin.PICK_UP ? LAPSE : 1;
            case ISSUED, DELIVERED, SUSPENDED, REVOKED, REFUSED, WITHDRAWN -> 0;
        };
    }

    /// Whether it ends by itself when the day has passed.
    static boolean lapses(RequestState state) {
        return state == RequestState.DRAFT || state == RequestState.QUESTIONED || state == RequestState.APPROVED;
    }
}
