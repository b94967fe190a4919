"""Sends HTTP/2 that no edge sends, each case on a connection of its own, and prints for each how
it was answered: statuses, the code of a reset, the code of a goaway, and whether the connection
was ended."""

import json
import socket
import struct
import sys

from hpack import Decoder, Encoder
from hyperframe.frame import (
    ContinuationFrame,
    DataFrame,
    Frame,
    GoAwayFrame,
    HeadersFrame,
    PingFrame,
    RstStreamFrame,
    SettingsFrame,
    WindowUpdateFrame,
)

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
PATIENCE = 20  # seconds until an answer counts as never coming

stage = json.load(sys.stdin)
calls = iter(stage["calls"])


class Call:
    """A good call, to be spoiled."""

    def __init__(self):
        call = next(calls)
        self.path = call["path"]
        self.pseudo = [
            (":method", "GET"),
            (":scheme", "http"),
            (":authority", call["authority"]),
            (":path", call["path"]),
        ]
        self.headers = [tuple(header) for header in call["headers"]]

    def without(self, name):
        self.pseudo = [header for header in self.pseudo if header[0] != name]
        return self

    def set(self, name, value):
        self.pseudo = [(n, value if n == name else v) for n, v in self.pseudo]
        return self

    def with_(self, *more):
        self.headers += more
        return self

    def first(self, *more):
        self.pseudo = list(more) + self.pseudo
        return self

    def block(self):
        return Encoder().encode(self.pseudo + self.headers, huffman=False)

    def all(self):
        return self.pseudo + self.headers


def headers(block, stream=1, flags=("END_HEADERS", "END_STREAM")):
    return HeadersFrame(stream, block, flags=list(flags)).serialize()


def data(stream=1, payload=b"abcd", flags=("END_STREAM",)):
    return DataFrame(stream, payload, flags=list(flags)).serialize()


def raw(kind, flags, stream, payload, length=None):
    length = len(payload) if length is None else length
    return struct.pack(">I", length)[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def opening(*frames):
    return PREFACE + SettingsFrame(0).serialize() + b"".join(frames)


def good(**kind):
    return opening(headers(Call().block(), **kind))


def spoiled(change):
    return opening(headers(change(Call()).block()))


def literal(name, value):
    """A header field without indexing, whatever is in it (RFC 7541 section 6.2.2)."""
    return b"\x00" + bytes([len(name)]) + name + bytes([len(value)]) + value


def with_raw(name, value):
    return opening(headers(Call().block() + literal(name, value)))


def bomb():
    """One entry of 4000 bytes, and 16000 references to it."""
    entry = b"\x40\x01x" + b"\x7f" + struct.pack("B", 0xA1) + b"\x1e" + b"a" * 4000
    return Call().block() + entry + b"\xbe" * 12000


def fragments(block, size, stream=1):
    first, rest = block[:size], block[size:]
    frames = [HeadersFrame(stream, first, flags=["END_STREAM"]).serialize()]
    while rest:
        piece, rest = rest[:size], rest[size:]
        flags = [] if rest else ["END_HEADERS"]
        frames.append(ContinuationFrame(stream, piece, flags=flags).serialize())
    return b"".join(frames)


def block():
    return Call().block()


def cases():
    yield "good: as an edge has it", good()
    yield "good: in fragments", opening(fragments(block(), 64))
    yield "good: padded", opening(
        HeadersFrame(1, block(), pad_length=9, flags=["END_HEADERS", "END_STREAM", "PADDED"]).serialize()
    )
    yield "good: behind a frame nobody knows", opening(raw(0x42, 0, 0, b"x"), headers(block()))
    yield "good: the host said twice", spoiled(lambda c: c.with_(("host", c.pseudo[2][1])))
    # The fragment is gone before anyone sees it; the upstream gets the path that was signed.
    yield "good: a fragment", spoiled(lambda c: c.set(":path", c.path + "#/../x"))

    # Heads.
    yield "a body", opening(headers(block(), flags=["END_HEADERS"]), data())
    yield "a body announced only", opening(headers(block(), flags=["END_HEADERS"]))
    yield "an empty body", opening(headers(block(), flags=["END_HEADERS"]), data(payload=b""))
    yield "a length and no body", spoiled(lambda c: c.with_(("content-length", "5")))
    yield "a length and another", spoiled(lambda c: c.with_(("content-length", "0"), ("content-length", "9")))
    yield "a length with a sign", spoiled(lambda c: c.with_(("content-length", "+0")))
    yield "trailers", opening(
        headers(block(), flags=["END_HEADERS"]),
        headers(Encoder().encode([("x", "y")]), flags=["END_HEADERS", "END_STREAM"]),
    )
    for name, value in [
        ("transfer-encoding", "chunked"),
        ("connection", "close"),
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("keep-alive", "1"),
        ("proxy-connection", "x"),
        ("te", "gzip"),
        ("te", "trailers"),
        ("expect", "100-continue"),
        ("trailer", "x"),
        ("upgrade", "h2c"),
    ]:
        yield f"{name}: {value}", spoiled(lambda c, h=(name, value): c.with_(h))
    for name, value in [
        (b"X-Upper", b"a"),
        (b"x y", b"a"),
        (b"", b"a"),
        (b"x:y", b"a"),
        (b"x", b"a\r\nauthorization: b"),
        (b"x", b"a\nb"),
        (b"x", b"a\0b"),
        (b"authorization", b"Bearer b"),
        (b"host", b"evil.example"),
        (b":path", b"/connectedcar/v4/user"),
        (b":method", b"GET"),
        (b":status", b"200"),
        (b":unknown", b"x"),
    ]:
        yield f"header {name!r}: {value!r}", with_raw(name, value)
    for name in [":method", ":scheme", ":path", ":authority"]:
        yield f"no {name}", spoiled(lambda c, n=name: c.without(n))
    for name, value in [
        (":method", "CONNECT"),
        (":method", "POST"),
        (":method", "get"),
        (":method", ""),
        (":path", ""),
        (":path", "*"),
        (":path", "connectedcar/v4/user/vehicles"),
        (":path", "http://relay.example.com/connectedcar/v4/user/vehicles"),
        (":path", "//connectedcar/v4/user/vehicles"),
        (":path", "/connectedcar/v4/user/../user/vehicles"),
        (":path", "/connectedcar/v4/user/%2e%2e/user/vehicles"),
        (":path", "/connectedcar/v4/user/vehicles/"),
        (":path", "/connectedcar/v4/user/vehi cles"),
        (":path", "/connectedcar/v4/user/vehicles HTTP/1.1\r\nx: y"),
        (":authority", "driver@relay.example.com"),
        (":authority", "relay example com"),
        (":authority", ""),
        (":scheme", ""),
    ]:
        yield f"{name} {value!r}", spoiled(lambda c, n=name, v=value: c.set(n, v))
    yield "two paths", spoiled(lambda c: c.first((":path", c.path)))
    yield "extended connect", spoiled(lambda c: c.set(":method", "CONNECT").first((":protocol", "websocket")))
    call = Call()
    yield "a pseudo-header behind the others", opening(
        headers(Encoder().encode(call.pseudo[:3] + call.headers + call.pseudo[3:], huffman=False))
    )
    yield "HTTP/1.1 in HTTP/2", PREFACE + b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    yield "a preface that goes wrong", PREFACE[:-4] + b"\r\n\r\nx" * 8
    yield "good: no settings of its own", PREFACE + headers(block())

    # Frames.
    yield "a head on no stream", opening(raw(1, 5, 0, block()))
    yield "a head on a stream of ours", opening(headers(block(), stream=2))
    yield "a stream before the last", opening(
        headers(Encoder().encode([(":method", "GET"), (":scheme", "http"), (":authority", "a"), (":path", "/x")]), stream=5),
        headers(block(), stream=3),
    )
    yield "data before a head", opening(data(), headers(block()))
    yield "a fragment of nothing", opening(raw(9, 4, 1, block()))
    yield "a fragment of another stream", opening(
        HeadersFrame(1, block(), flags=["END_STREAM"]).serialize(), raw(9, 4, 3, b"")
    )
    yield "a ping between fragments", opening(
        HeadersFrame(1, block(), flags=["END_STREAM"]).serialize(),
        PingFrame(0, b"12345678").serialize(),
        raw(9, 4, 1, b""),
    )
    yield "a frame over the limit", opening(raw(1, 5, 1, block() + b"\x00" * 20000))
    yield "more padding than frame", opening(raw(1, 0xD, 1, b"\xff" + block()[:100]))
    yield "an index of nothing", opening(headers(block() + b"\xff\xff\xff\xff\x0f"))
    yield "a table over the limit", opening(headers(b"\x3f\xff\xff\xff\x0f" + block()))
    yield "half a field", opening(headers(block() + b"\x00\x05ab"))
    yield "a bomb", opening(fragments(bomb(), 16000))
    megabyte = Encoder().encode([("x", "a" * (1 << 20))], huffman=False)
    yield "a huge head", opening(fragments(block() + megabyte, 16000))
    yield "fragments without end", opening(
        HeadersFrame(1, block(), flags=["END_STREAM"]).serialize(), raw(9, 0, 1, b"") * 20000
    )
    yield "settings on a stream", opening(raw(4, 0, 1, b""), headers(block()))
    yield "settings of half a length", opening(raw(4, 0, 0, b"abc"), headers(block()))
    yield "settings that acknowledge with words", opening(raw(4, 1, 0, b"\0" * 6), headers(block()))
    yield "a window of settings too large", opening(
        raw(4, 0, 0, struct.pack(">HI", 4, 0xFFFFFFFF)), headers(block())
    )
    yield "push neither on nor off", opening(raw(4, 0, 0, struct.pack(">HI", 2, 2)), headers(block()))
    yield "frames of no size", opening(raw(4, 0, 0, struct.pack(">HI", 5, 1)), headers(block()))
    yield "a window that grows by nothing", opening(raw(8, 0, 0, b"\0\0\0\0"), headers(block()))
    yield "a window that overflows", opening(
        WindowUpdateFrame(0, 0x7FFFFFFF).serialize(), headers(block())
    )
    yield "a window of no length", opening(raw(8, 0, 0, b"\0"), headers(block()))
    yield "a ping of no length", opening(raw(6, 0, 0, b"abc"), headers(block()))
    yield "a ping on a stream", opening(raw(6, 0, 1, b"12345678"), headers(block()))
    yield "a reset of nothing", opening(RstStreamFrame(1).serialize(), headers(block()))
    yield "a reset of half a length", opening(raw(3, 0, 1, b"a"), headers(block()))
    yield "a push", opening(
        raw(5, 4, 1, struct.pack(">I", 2) + block()), headers(block())
    )
    yield "a goaway on a stream", opening(raw(7, 0, 1, b"\0" * 8), headers(block()))
    yield "a goaway of half a length", opening(raw(7, 0, 0, b"\0"), headers(block()))
    yield "priority on no stream", opening(raw(2, 0, 0, b"\0\0\0\0\0"), headers(block()))
    yield "priority of half a length", opening(raw(2, 0, 1, b"\0"), headers(block()))
    yield "a stream that depends on itself", opening(
        raw(1, 0x25, 1, struct.pack(">IB", 1, 1) + block())
    )

    # Floods, by strangers: a reset call may have been made.
    def stranger(stream):
        path = [(":method", "GET"), (":scheme", "http"), (":authority", "a"), (":path", "/x")]
        return headers(Encoder().encode(path), stream=stream)

    yield "rapid resets", opening(
        *(stranger(n) + RstStreamFrame(n, error_code=8).serialize() for n in range(1, 4001, 2))
    )
    yield "resets of ours", opening(
        *(stranger(n) + raw(8, 0, n, b"\0\0\0\0") for n in range(1, 4001, 2))
    )


def read(received, decoder, outcome):
    """Takes whole frames off what was received, and says whether they are an answer."""
    answered = False
    while len(received) >= 9:
        frame, length = Frame.parse_frame_header(memoryview(received[:9]))
        if len(received) < 9 + length:
            break
        frame.parse_body(memoryview(received[9 : 9 + length]))
        del received[: 9 + length]
        if isinstance(frame, HeadersFrame):
            fields = dict(decoder.decode(frame.data))
            outcome["statuses"].append(int(fields[":status"]))
        elif isinstance(frame, RstStreamFrame):
            outcome["reset"] = frame.error_code
        elif isinstance(frame, GoAwayFrame):
            outcome["goaway"] = frame.error_code
        else:
            continue
        answered = True
    return answered


def judge(name, request):
    outcome = {"case": name, "statuses": [], "reset": None, "goaway": None, "ended": False}
    decoder, received = Decoder(), bytearray()
    with socket.create_connection((stage["host"], stage["port"]), PATIENCE) as stream:
        try:
            stream.sendall(request)
        except OSError:
            pass  # It may have been refused before all of it was sent.
        answered = False
        while not answered:
            try:
                piece = stream.recv(65536)
            except TimeoutError:
                break
            except OSError:
                piece = b""
            received += piece
            if not piece:
                outcome["ended"] = True
                break
            if received.startswith(b"HTTP/1.1 "):
                outcome["statuses"].append(int(received[9:12]))
                break
            answered = read(received, decoder, outcome)
    print(json.dumps(outcome), flush=True)


for name, request in cases():
    judge(name, request)
