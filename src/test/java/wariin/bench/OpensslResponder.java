package wariin.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import wariin.x509.OpenSsl;

/// `openssl ocsp` as a server with a P-256 key and an index of one certificate, asked by `ab` with a nonce, as the peer
/// that everybody has.
final class OpensslResponder implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process server;

    OpensslResponder(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = freePort();
        var openssl = new OpenSsl(folder);
        openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key.pem");
        openssl.run("req", "-x509", "-new", "-key", "key.pem", "-subj", "/CN=Peer", "-days", "3", "-out", "ca.pem");
        openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "leaf.key");
        openssl.run("req", "-new", "-key", "leaf.key", "-subj", "/CN=Leaf", "-out", "leaf.csr");
        openssl.run(
                "x509",
                "-req",
                "-in",
                "leaf.csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "key.pem",
                "-set_serial",
                "0x1000",
                "-days",
                "2",
                "-out",
                "leaf.pem");
        Files.writeString(folder.resolve("index.txt"), "V\t361231000000Z\t\t1000\tunknown\t/CN=Leaf\n");
        openssl.run("ocsp", "-issuer", "ca.pem", "-cert", "leaf.pem", "-nonce", "-reqout", "question.der");
        this.server = new ProcessBuilder(
                        "openssl",
                        "ocsp",
                        "-index",
                        "index.txt",
                        "-port",
                        Integer.toString(port),
                        "-rsigner",
                        "ca.pem",
                        "-rkey",
                        "key.pem",
                        "-CA",
                        "ca.pem",
                        "-ndays",
                        "1")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        // It says when it waits; a connection that asks nothing would stop it.
        for (var n = 0; n < 100 && !Files.readString(folder.resolve("log")).contains("waiting"); n++) Thread.sleep(50);
    }

    /// Answers a second; empty where `ab` is not installed.
    Optional<Double> perSecond(int questions) throws IOException, InterruptedException {
        if (!wariin.x509.OutsideProgram.isPresent("ab")) return Optional.empty();
        var process = new ProcessBuilder(
                        "ab",
                        "-q",
                        "-n",
                        Integer.toString(questions),
                        "-c",
                        "2",
                        "-p",
                        "question.der",
                        "-T",
                        "application/ocsp-request",
                        "http://127.0.0.1:" + port + "/")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var rate = Pattern.compile("Requests per second:\\s+([\\d.]+)").matcher(text);
        return rate.find() ? Optional.of(Double.parseDouble(rate.group(1))) : Optional.empty();
    }

    @Override
    public void close() {
        server.destroy();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
