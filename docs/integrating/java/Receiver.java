import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies deliveries of Mostrador (Standard Webhooks 1.0.0). Java 17 or newer, one file, no libraries. The secret is in
 * WEBHOOK_SECRET (two, separated by a space, while one is being replaced).
 *
 * <pre>
 * java Receiver.java 8088                       serves HTTP and keeps what is verified, once
 * java Receiver.java verify &lt; delivery.txt   headers, an empty line and the body on standard input
 * </pre>
 */
public final class Receiver {
    private static final long TOLERANCE_SECONDS = 300;
    private static final int MAX_BYTES = 1_000_000;
    /** In your database: the id is written in the same transaction as what follows from the event. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    static final class Refused extends Exception {
        Refused(String reason) {
            super(reason);
        }
    }

    private static byte[] keyOf(String secret) throws Refused {
        try {
            byte[] key = Base64.getDecoder().decode(secret.startsWith("whsec_") ? secret.substring(6) : secret);
            if (key.length > 0) return key;
        } catch (IllegalArgumentException notBase64) {
            throw new Refused("the secret is no base64");
        }
        throw new Refused("the secret is empty");
    }

    /**
     * @param headers names in any case, as the map compares them
     * @param body the bytes exactly as they came
     * @return the webhook-id, which is the same in every repetition of a delivery
     */
    static String verify(List<String> secrets, Map<String, String> headers, byte[] body, long nowSeconds)
            throws Refused, GeneralSecurityException {
        String id = headers.getOrDefault("webhook-id", "");
        String timestamp = headers.getOrDefault("webhook-timestamp", "");
        String signatures = headers.getOrDefault("webhook-signature", "");
        if (id.isEmpty() || timestamp.isEmpty() || signatures.isEmpty()) throw new Refused("a header is missing");
        if (!timestamp.matches("[0-9]{1,12}")) throw new Refused("webhook-timestamp is no number");
        if (Math.abs(nowSeconds - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) {
            throw new Refused("too old, or of a wrong clock");
        }
        if (secrets.isEmpty()) throw new Refused("the secret is empty");
        for (String secret : secrets) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keyOf(secret), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
            for (String given : signatures.split(" ")) {
                // In constant time: equals() would tell how near a guess was.
                if (MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) return id;
            }
        }
        throw new Refused("no signature fits");
    }

    private static int receive(List<String> secrets, HttpExchange exchange) throws IOException, GeneralSecurityException {
        if (!exchange.getRequestMethod().equals("POST")) return 405;
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) return 413;
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        try {
            String id = verify(secrets, headers, body, System.currentTimeMillis() / 1000);
            // A delivery can come twice: its answer may have been lost. The second one is answered like the first.
            System.out.println(SEEN.add(id) ? "verified " + id + " " + new String(body, StandardCharsets.UTF_8) : "again " + id);
            // Answer at once, and do what takes long afterwards: after 15 seconds it counts as failed.
            return 204;
        } catch (Refused refused) {
            System.err.println("refused " + refused.getMessage());
            return 401;
        }
    }

    private static void serve(List<String> secrets, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(receive(secrets, exchange), -1);
            } catch (GeneralSecurityException impossible) {
                exchange.sendResponseHeaders(500, -1);
            }
        });
        server.start();
        System.out.println("listening on http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void verifyInput(List<String> secrets, long nowSeconds) throws IOException, GeneralSecurityException {
        // One character per byte, and back: nothing of the body may change.
        String[] given = new String(System.in.readAllBytes(), StandardCharsets.ISO_8859_1).split("\n\n", 2);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : given[0].split("\n")) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].trim(), parts.length > 1 ? parts[1].trim() : "");
        }
        byte[] body = (given.length > 1 ? given[1] : "").getBytes(StandardCharsets.ISO_8859_1);
        try {
            String id = verify(secrets, headers, body, nowSeconds);
            System.out.println("verified " + id + " " + new String(body, StandardCharsets.UTF_8));
        } catch (Refused refused) {
            System.err.println("refused " + refused.getMessage());
            System.exit(1);
        }
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        String secret = System.getenv().getOrDefault("WEBHOOK_SECRET", "");
        List<String> secrets = Arrays.stream(secret.split(" ")).filter(one -> !one.isEmpty()).toList();
        if (args.length > 0 && args[0].equals("verify")) {
            // --now SECONDS is the clock of a test; a receiver never has it.
            boolean isTest = args.length == 3 && args[1].equals("--now");
            verifyInput(secrets, isTest ? Long.parseLong(args[2]) : System.currentTimeMillis() / 1000);
            return;
        }
        if (secrets.isEmpty()) throw new IllegalStateException("WEBHOOK_SECRET is missing");
        serve(secrets, args.length > 0 ? Integer.parseInt(args[0]) : 8088);
    }
}
