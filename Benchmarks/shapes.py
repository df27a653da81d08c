"""Captures of one shape each, of any size, for `growth.py`: written as they are made.

A capture is classic pcap, Ethernet, IPv4, TCP on port 80, checksums left zero. Packets are a
millisecond apart, contents ten bytes long. The same arguments give the same bytes.
"""
import random
import struct

SYN, FIN, PSH, ACK = 2, 1, 8, 16
START = 1_700_000_000
BODY = b"0123456789"
SIZE = 1 << 30


class Capture:
    """Writes packets of connections to a stream, and counts them."""

    def __init__(self, out):
        self.out, self.packets = out, 0
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))

    def write(self, header, sequence, acknowledgement, flags, data=b""):
        length = 54 + len(data)
        self.packets += 1
        now = self.packets
        self.out.write(struct.pack("<IIII", START + now // 1000, now % 1000 * 1000, length, length))
        self.out.write(b"\2" * 12 + b"\x08\0" + struct.pack(
            ">BBHHHBBH", 0x45, 0, length - 14, now & 0xFFFF, 0, 64, 6, 0) + header[0] + struct.pack(
            ">IIBBHHH", sequence & 0xFFFFFFFF, acknowledgement & 0xFFFFFFFF, 0x50, flags, 65535, 0,
            0) + data)


class Connection:
    """A connection that the client of number `client` opens from `port`."""

    def __init__(self, capture, client, port):
        a, b = struct.pack(">I", 0x0A000000 + client), b"\xC0\0\2\1"
        self.capture = capture
        self.up = (a + b + struct.pack(">HH", port, 80),)
        self.down = (b + a + struct.pack(">HH", 80, port),)
        self.c, self.s = 1000, 5000

    def open(self):
        self.capture.write(self.up, self.c, 0, SYN)
        self.capture.write(self.down, self.s, self.c + 1, SYN | ACK)
        self.c += 1
        self.s += 1
        self.capture.write(self.up, self.c, self.s, ACK)
        return self

    def ask(self, data):
        self.capture.write(self.up, self.c, self.s, PSH | ACK, data)
        self.c += len(data)

    def answer(self, data):
        self.capture.write(self.down, self.s, self.c, PSH | ACK, data)
        self.s += len(data)

    def exchange(self, first, path="/file.bin", tag="v1"):
        self.ask(request(first, path))
        self.answer(response(first, tag))

    def close(self):
        self.capture.write(self.up, self.c, self.s, FIN | ACK)
        self.capture.write(self.down, self.s, self.c + 1, FIN | ACK)
        self.capture.write(self.up, self.c + 1, self.s + 1, ACK)


def request(first, path="/file.bin"):
    return (b"GET %s HTTP/1.1\r\nHost: bench.example.test\r\nUser-Agent: shapes\r\n"
            b"Range: bytes=%d-%d\r\n\r\n" % (path.encode(), first, first + 9))


def response(first, tag="v1"):
    return (b"HTTP/1.1 206 Partial Content\r\nContent-Length: 10\r\nETag: \"%s\"\r\n"
            b"Last-Modified: Mon, 13 Nov 2023 08:00:00 GMT\r\nContent-Range: bytes %d-%d/%d\r\n\r\n"
            % (tag.encode(), first, first + 9, SIZE) + BODY)


def connections(capture, n):
    """So many connections, one after the other, each of two exchanges."""
    for number in range(n):
        connection = Connection(capture, number >> 14, 16384 + (number & 16383)).open()
        connection.exchange(0, "/%d.bin" % (number % 256))
        connection.exchange(10, "/%d.bin" % (number % 256))
        connection.close()


def open_at_once(capture, n):
    """So many connections that stay open, and an exchange on each when all are."""
    opened = [Connection(capture, number >> 14, 16384 + (number & 16383)).open()
              for number in range(n)]
    for number, connection in enumerate(opened):
        connection.exchange(0, "/%d.bin" % (number % 256))


def one_connection(exchange):
    def make(capture, n):
        connection = Connection(capture, 1, 40000).open()
        exchange(connection, n)
        connection.close()
    make.__doc__ = exchange.__doc__
    return make


@one_connection
def adjacent(connection, n):
    """One download of so many tiny ranges, each behind the one before."""
    for number in range(n):
        connection.exchange(number * 10)


@one_connection
def scattered(connection, n):
    """One download of so many tiny ranges that touch no other, in any order."""
    places = list(range(n))
    random.Random(1).shuffle(places)
    for place in places:
        connection.exchange(place * 20)


@one_connection
def overlapping(connection, n):
    """One download of so many ranges of which most overlap others."""
    generator = random.Random(2)
    for _ in range(n):
        connection.exchange(generator.randrange(n * 5))


@one_connection
def pipelined(connection, n):
    """So many requests on one connection before the first answer."""
    for number in range(n):
        connection.ask(request(number * 10))
    for number in range(n):
        connection.answer(response(number * 10))


@one_connection
def versions(connection, n):
    """One address whose every answer is of another version."""
    for number in range(n):
        connection.exchange(number * 10, tag="v%d" % number)


@one_connection
def addresses(connection, n):
    """So many addresses, one exchange each."""
    for number in range(n):
        connection.exchange(0, "/%d.bin" % number)


SHAPES = {
    "connections": connections, "open": open_at_once, "adjacent": adjacent,
    "scattered": scattered, "overlapping": overlapping, "pipelined": pipelined,
    "versions": versions, "addresses": addresses,
}
