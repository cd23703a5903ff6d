package wariin.ca;

import java.security.cert.X509Certificate;
import wariin.keys.KeyId;

/// One that issues: its name in addresses, its key, its certificate.
record Authority(String name, KeyId key, X509Certificate certificate) {}
