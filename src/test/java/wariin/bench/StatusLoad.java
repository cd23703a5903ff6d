package wariin.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import wariin.x509.Der;

/// Asks a responder for statuses as fast as it answers, with `wrk` on the same processors: each second question names
/// the issuer by SHA-256, and either by GET without a nonce, so that answers may be used again, or by POST with a nonce
/// that never comes twice, so that each must be signed.
final class StatusLoad {
    private static final int CONNECTIONS = 24;
    private static final int NONCE = 32;

    /// @param bytes the mean of an answer with its headers; a refusal would be short
    /// @param cpuMicros processor time of this process, which is the server, for one answer
    record Result(double perSecond, double p99Millis, double bytes, double cpuMicros) {}

    private final Path folder;
    private final String base;

    StatusLoad(Path folder, String base, List<byte[]> ids) throws IOException {
        this.folder = folder;
        this.base = base;
        var paths = new ArrayList<String>();
        var bodies = new ArrayList<String>();
        for (var id : ids) {
            var base64 = Base64.getEncoder().encodeToString(request(id, new byte[0]));
            paths.add("/ocsp/" + base64.replace("/", "%2F").replace("+", "%2B").replace("=", "%3D"));
            var body = request(id, nonce());
            bodies.add(HexFormat.of().formatHex(body, 0, body.length - NONCE));
        }
        Files.write(folder.resolve("paths"), paths);
        Files.write(folder.resolve("bodies"), bodies);
        Files.writeString(folder.resolve("cached.lua"), """
                local paths = {}
                for line in io.lines("%s") do paths[#paths + 1] = line end
                local n = 0
                request = function() n = n %% #paths + 1; return wrk.format("GET", paths[n]) end
                """.formatted(folder.resolve("paths")));
        Files.writeString(folder.resolve("live.lua"), """
                local bodies = {}
                local function octets(hex)
                  return (hex:gsub("..", function(two) return string.char(tonumber(two, 16)) end))
                end
                for line in io.lines("%s") do bodies[#bodies + 1] = octets(line) end
                math.randomseed(os.time())
                local seed = math.random(1, 999999999)
                local n = 0
                wrk.headers["Content-Type"] = "application/ocsp-request"
                request = function()
                  n = n + 1
                  local nonce = string.format("%%016d%%016d", seed, n)
                  return wrk.format("POST", "/ocsp", nil, bodies[n %% #bodies + 1] .. nonce)
                end
                """.formatted(folder.resolve("bodies")));
    }

    static byte[] request(byte[] id, byte[] extensions) {
        return Der.sequence(Der.sequence(Der.sequence(Der.sequence(id)), extensions));
    }

    /// A nonce at the very end, so that another one can be put there.
    static byte[] nonce() {
        var extension = Der.extension("1.3.6.1.5.5.7.48.1.2", false, Der.octets(new byte[NONCE]));
        return Der.of(Der.CONTEXT + 2, Der.sequence(extension));
    }

    Result cached(int seconds) throws IOException, InterruptedException {
        return run("cached.lua", seconds);
    }

    Result live(int seconds) throws IOException, InterruptedException {
        return run("live.lua", seconds);
    }

    private Result run(String script, int seconds) throws IOException, InterruptedException {
        var before = cpu();
        var process = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d" + seconds + "s",
                        "--latency",
                        "-s",
                        folder.resolve(script).toString(),
                        base)
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || text.contains("Non-2xx")) throw new IllegalStateException(text);
        var used = cpu() - before;
        var requests = Double.parseDouble(found(text, "(\\d+) requests in")[0]);
        var read = found(text, "requests in [^,]+, ([\\d.]+)([KMG]?B) read");
        var p99 = found(text, "99%\\s+([\\d.]+)(us|ms|s)");
        return new Result(
                Double.parseDouble(found(text, "Requests/sec:\\s+([\\d.]+)")[0]),
                Double.parseDouble(p99[0]) * (p99[1].equals("us") ? 1e-3 : p99[1].equals("ms") ? 1 : 1e3),
                Double.parseDouble(read[0]) * scale(read[1]) / requests,
                used / 1e3 / requests);
    }

    private static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double scale(String unit) {
        return switch (unit) {
            case "KB" -> 1 << 10;
            case "MB" -> 1 << 20;
            case "GB" -> 1 << 30;
            default -> 1;
        };
    }

    private static String[] found(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) throw new IllegalStateException("wrk says:\n" + text);
        var groups = new String[matcher.groupCount()];
        for (var n = 0; n < groups.length; n++) groups[n] = matcher.group(n + 1);
        return groups;
    }
}
