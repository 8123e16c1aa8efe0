"""A slow network: a TCP proxy before the server that holds back what each direction carries by half the latency, and counts how
often the client has waited for an answer."""

import queue
import socket
import threading
import time

from measure import numbers

LATENCIES = numbers("LATENCIES", "0,1,10")


class Delay:
    """Of so many milliseconds to the server and back; listens on `port` of localhost."""

    def __init__(self, server, milliseconds):
        self.server, self.half = server, milliseconds / 2000
        self.links = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            # The way there: half a round trip until the server hears of it, half until the client does.
            time.sleep(2 * self.half)
            upstream = socket.create_connection(("127.0.0.1", self.server))
            link = Link(self.half)
            self.links.append(link)
            for source, sink, asks in ((client, upstream, True), (upstream, client, False)):
                source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                held = queue.SimpleQueue()
                threading.Thread(target=link.receive, args=(source, held, asks), daemon=True).start()
                threading.Thread(target=send, args=(sink, held), daemon=True).start()


class Link:
    """One connection."""

    def __init__(self, half):
        self.half, self.answered, self.waits = half, True, 0

    def receive(self, source, held, asks):
        data = True
        while data:
            try:
                data = source.recv(1 << 18)
            except OSError:
                data = b""
            # What a client sends after an answer, it has waited for that answer; to its good-bye there is none.
            if asks and self.answered and data and not data.startswith(b"X\0\0\0\4"):
                self.waits += 1
            self.answered = not asks
            held.put((time.monotonic() + self.half, data))


def send(sink, held):
    while True:
        due, data = held.get()
        time.sleep(max(0, due - time.monotonic()))
        try:
            if not data:
                sink.shutdown(socket.SHUT_WR)
                return
            sink.sendall(data)
        except OSError:
            return


def behind(server, latency, sides, runs):
    """The turns of sides, each a function of the port; and how often each of them waited for an answer."""
    with Delay(server.port, latency) as delay:
        port = delay.port if latency else server.port
        found = server.turns({name: lambda side=side: side(port) for name, side in sides.items()}, runs)
        waits = {}
        for name, side in sides.items():
            words = side(delay.port)
            delay.links.clear()
            server.measure(words)
            # Another connection may only have looked whom a long statement waits for.
            waits[name] = max(link.waits for link in delay.links)
    return found, waits
