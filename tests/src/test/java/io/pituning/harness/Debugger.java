package io.pituning.harness;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Holds a real process at an exact place in its code, from outside: Java's own debugger. So the services need no hook for the tests, and what is
 * killed there is what runs anywhere else.
 */
public final class Debugger implements AutoCloseable {
    private final VirtualMachine machine;
    private final Deque<Place> way = new ArrayDeque<>();
    private int suspend = EventRequest.SUSPEND_ALL;

    /**
     * The entry of a method.
     *
     * @param hit which call, 1 for the first
     */
    public record Place(String type, String method, int hit) {
        public Place(String type, String method) {
            this(type, method, 1);
        }
    }

    private Debugger(VirtualMachine machine) {
        this.machine = machine;
    }

    static Debugger attach(int port) {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        try {
            return new Debugger(connector.attach(arguments));
        } catch (IOException | IllegalConnectorArgumentsException e) {
            throw new IllegalStateException("The debugger cannot reach the process", e);
        }
    }

    /** From now on: when the process comes by these places one after the other, all of it is held at the last. */
    public Debugger haltAt(Place... places) {
        way.addAll(List.of(places));
        arm();
        return this;
    }

    /** As {@link #haltAt}, but holds only the thread that comes by. */
    public Debugger holdThreadAt(Place place) {
        suspend = EventRequest.SUSPEND_EVENT_THREAD;
        return haltAt(place);
    }

    private void arm() {
        Place place = way.element();
        machine.classesByName(place.type()).forEach(type -> stopIn(type, place));
        ClassPrepareRequest loaded = machine.eventRequestManager().createClassPrepareRequest();
        loaded.addClassFilter(place.type());
        loaded.enable();
    }

    private void stopIn(ReferenceType type, Place place) {
        List<Method> methods = type.methodsByName(place.method()).stream()
                .filter(method -> !method.isAbstract() && !method.isBridge())
                .toList();
        if (methods.isEmpty()) {
            throw new IllegalArgumentException(place + " does not exist");
        }
        for (Method method : methods) {
            BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(method.location());
            request.addCountFilter(place.hit());
            request.setSuspendPolicy(suspend);
            request.enable();
        }
    }

    /** Returns when the process is held at the last place. */
    public void awaitHalt() {
        long end = System.nanoTime() + EventLog.PATIENCE.toNanos();
        try {
            while (System.nanoTime() < end) {
                EventSet events = machine.eventQueue().remove(1000);
                if (events == null) {
                    continue;
                }
                for (Event event : events) {
                    if (event instanceof ClassPrepareEvent prepared) {
                        stopIn(prepared.referenceType(), way.element());
                    } else if (event instanceof BreakpointEvent) {
                        forgetPlaces();
                        way.remove();
                        if (way.isEmpty()) {
                            return;
                        }
                        arm();
                    }
                }
                events.resume();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("The process did not come by " + way);
    }

    private void forgetPlaces() {
        machine.eventRequestManager().deleteAllBreakpoints();
        machine.eventRequestManager()
                .deleteEventRequests(List.copyOf(machine.eventRequestManager().classPrepareRequests()));
    }

    /** Lets what is held go on. */
    @Override
    public void close() {
        try {
            machine.dispose();
        } catch (VMDisconnectedException gone) {
            // It was killed, as intended.
        }
    }
}
