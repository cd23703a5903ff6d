package wariin.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.Wariin;
import wariin.demo.CrashCourse;
import wariin.journal.Journal;

/// A platform that concludes one contract after another until somebody kills it. At its start it judges what the
/// killing before has left. Arguments: data folder, file of acknowledged acts, port.
final class KilledPlatform {

    private KilledPlatform() {}

    public static void main(String[] arguments) throws IOException {
        var data = Path.of(arguments[0]);
        var acknowledged = Path.of(arguments[1]);
        var port = arguments[2];
        var platform = SpringApplication.run(
                Wariin.class,
                "--wariin.data=" + data,
                "--wariin.keys.passphrase=crash course, not a secret",
                "--wariin.base-url=http://localhost:" + port,
                "--server.port=" + port,
                "--logging.level.wariin=warn");
        judge(platform, acknowledged);
        System.out.println("READY");
        concludeForEver(platform, acknowledged, "http://localhost:" + port);
    }

    private static void judge(ConfigurableApplicationContext platform, Path acknowledged) throws IOException {
        var acts = Files.exists(acknowledged) ? new HashSet<>(Files.readAllLines(acknowledged)) : new HashSet<String>();
        acts.removeIf(line -> line.split(" ").length != 2 || line.length() < 38); // a line that the kill cut off
        var consistency = new Consistency(platform.getBean(JdbcClient.class));
        consistency.violations().forEach(violation -> System.out.println("VIOLATION " + violation));
        consistency.lost(acts).forEach(act -> System.out.println("LOST " + act));
        var journal = platform.getBean(Journal.class);
        journal.integrate();
        var check = journal.check();
        if (!check.whole()) System.out.println("VIOLATION the log: " + check);
        System.out.println("JUDGED " + acts.size() + " acknowledged, "
                + consistency.concluded().size() + " concluded, " + consistency.unfinished() + " reservations open");
    }

    private static void concludeForEver(ConfigurableApplicationContext platform, Path acknowledged, String baseUrl)
            throws IOException {
        try (var file = FileChannel.open(
                acknowledged, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var course = CrashCourse.begin(
                    platform, URI.create(baseUrl), UUID.randomUUID().toString());
            while (true) {
                course.conclude(act -> {
                    try {
                        file.write(ByteBuffer.wrap((act + "\n").getBytes(StandardCharsets.US_ASCII)));
                        file.force(true);
                    } catch (IOException broken) {
                        throw new IllegalStateException(broken);
                    }
                });
            }
        }
    }
}
