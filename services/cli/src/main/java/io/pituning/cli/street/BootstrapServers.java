package io.pituning.cli.street;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a Kafka is first asked: {@code HOST:PORT}, several with commas between.
 *
 * <p>Kafka's clients keep trying a port on which nobody listens, and a name that nobody knows, until their time is up. Here it is seen at once.
 */
public final class BootstrapServers {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int HIGHEST_PORT = 65_535;
    /** As Kafka's clients read it: a protocol in front is allowed, IPv6 stands in brackets. */
    private static final Pattern SERVER = Pattern.compile("(?:[\\w.-]+://)?\\[?([\\w.:%-]+?)]?:(\\d{1,9})");

    private final List<Server> servers;
    private final Resolver resolver;

    private BootstrapServers(List<Server> servers, Resolver resolver) {
        this.servers = List.copyOf(servers);
        this.resolver = resolver;
    }

    /** Knows the addresses of hosts. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** What one knows of a server without speaking Kafka. */
    private enum Sight {
        /** Something listens, or may: only Kafka's client finds out. */
        MAY_ANSWER,
        NOBODY_LISTENS,
        HOST_UNKNOWN
    }

    private record Server(String host, int port) {
        static Server of(String text) {
            Matcher parts = SERVER.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException(text + " has no port");
            }
            int port = Integer.parseInt(parts.group(2));
            if (port < 1 || port > HIGHEST_PORT) {
                throw new IllegalArgumentException("the port of " + text + " is not from 1 to " + HIGHEST_PORT);
            }
            return new Server(parts.group(1), port);
        }

        /** A host may have several addresses, of which Kafka's clients try all. */
        Sight look(Resolver resolver) {
            try {
                for (InetAddress address : resolver.addresses(host)) {
                    if (!refuses(new InetSocketAddress(address, port))) {
                        return Sight.MAY_ANSWER;
                    }
                }
                return Sight.NOBODY_LISTENS;
            } catch (UnknownHostException e) {
                return Sight.HOST_UNKNOWN;
            }
        }

        private static boolean refuses(InetSocketAddress address) {
            try (var socket = new Socket()) {
                socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
                return false;
            } catch (ConnectException | BindException e) {
                // The second is how ::1 refuses on a machine without IPv6.
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** @throws IllegalArgumentException when there is no server or one has no port, a phrase that says what is wrong */
    public static BootstrapServers of(String text) {
        return of(text, InetAddress::getAllByName);
    }

    static BootstrapServers of(String text, Resolver resolver) {
        List<Server> servers = Stream.of(text.split(","))
                .map(String::strip)
                .filter(server -> !server.isEmpty())
                .map(Server::of)
                .toList();
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return new BootstrapServers(servers, resolver);
    }

    /** {@return why none of them can answer, one sentence; empty where one may} */
    Optional<String> whyNoneAnswers() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<FutureTask<Sight>> looks = servers.stream().map(this::look).toList();
        List<String> silent = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            switch (seen(looks.get(i), deadline)) {
                case MAY_ANSWER -> {
                    return Optional.empty();
                }
                case NOBODY_LISTENS -> silent.add(servers.get(i).toString());
                case HOST_UNKNOWN -> unknown.add(servers.get(i).host());
            }
        }
        return sentence(silent, unknown);
    }

    /** In a thread of its own, because looking up a name cannot be given a time limit. */
    private FutureTask<Sight> look(Server server) {
        var look = new FutureTask<>(() -> server.look(resolver));
        var thread = new Thread(look, "look at " + server);
        thread.setDaemon(true);
        thread.start();
        return look;
    }

    private static Sight seen(FutureTask<Sight> look, long deadline) {
        try {
            return look.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sight.MAY_ANSWER;
        } catch (ExecutionException | TimeoutException e) {
            return Sight.MAY_ANSWER;
        }
    }

    private static Optional<String> sentence(List<String> silent, List<String> unknown) {
        String nobody = "No Kafka listens at " + String.join(" or ", silent);
        String names = unknown.size() == 1
                ? "host " + unknown.get(0) + " is not known"
                : "hosts " + String.join(" and ", unknown) + " are not known";
        if (silent.isEmpty()) {
            return unknown.isEmpty() ? Optional.empty() : Optional.of("The " + names + ".");
        }
        return Optional.of(nobody + (unknown.isEmpty() ? "." : ", and the " + names + "."));
    }
}
