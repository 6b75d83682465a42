package io.pituning.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on this machine's loopback address. */
public final class FreePort {
    private FreePort() {}

    /** {@return a port that nothing listens on now; another program may still take it before the caller does} */
    public static int find() {
        try (var socket = bind(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StandaloneException(
                    "port-in-use",
                    "No free port was found on this machine.",
                    "Close programs that listen on ports.",
                    e);
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
