package wariin.ca;

import org.springframework.stereotype.Component;

/// Makes the authorities' keys and certificates at the first start; every step is recorded once and can be resumed.
@Component
public class KeyCeremony {
    KeyCeremony() {}
}
