package io.pituning.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports on this machine's loopback address. */
public final class FreePort {
    /** Below the ports that operating systems give to outgoing connections: one of those could take the port before the caller does. */
    private static final int LOWEST = 20_000;

    private static final int COUNT = 12_000;
    private static final AtomicInteger NEXT = new AtomicInteger(new Random().nextInt(COUNT));

    private FreePort() {}

    /**
     * {@return a port that nothing listens on now, and that this process was not given before}
     *
     * @throws StandaloneException {@code port-in-use}
     */
    public static int find() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StandaloneException(
                "port-in-use",
                "None of the ports from " + LOWEST + " to " + (LOWEST + COUNT - 1) + " is free on this machine.",
                "Close some of the programs that listen on these ports.");
    }

    private static boolean isFree(int port) {
        try (var socket = bind(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * {@return the given port, which nothing listens on now}
     *
     * @throws StandaloneException {@code port-in-use}
     */
    public static int require(int port) {
        try (var socket = bind(port)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StandaloneException(
                    "port-in-use",
                    "Port " + port + " is in use by another program.",
                    "Stop that program, or choose another port (--port for Kafka, --http-port for HTTP).",
                    e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName("localhost"));
    }
}
