"""OTLP's protobuf form as its JSON form: ids in hex, whole numbers of 64 bits as text. Standard library only."""

import base64
import struct

VALUE = {1: ("stringValue", "string"), 2: ("boolValue", "bool"), 3: ("intValue", "int64"), 4: ("doubleValue", "double"),
         5: ("arrayValue", "ARRAY"), 6: ("kvlistValue", "LIST"), 7: ("bytesValue", "bytes")}
ATTRIBUTES = ("attributes", ["KEY_VALUE"])
DROPPED = ("droppedAttributesCount", "int32")
SCOPE = {1: ("name", "string"), 2: ("version", "string"), 3: ATTRIBUTES, 4: DROPPED}
RESOURCE = {1: ATTRIBUTES, 2: DROPPED}
SPAN = {
    1: ("traceId", "id"), 2: ("spanId", "id"), 3: ("traceState", "string"), 4: ("parentSpanId", "id"),
    5: ("name", "string"), 6: ("kind", "int32"), 7: ("startTimeUnixNano", "fixed64"),
    8: ("endTimeUnixNano", "fixed64"), 9: ATTRIBUTES, 10: DROPPED, 11: ("events", ["EVENT"]),
    12: ("droppedEventsCount", "int32"), 13: ("links", ["LINK"]), 14: ("droppedLinksCount", "int32"),
    15: ("status", "STATUS"), 16: ("flags", "fixed32"),
}
LOG = {
    1: ("timeUnixNano", "fixed64"), 2: ("severityNumber", "int32"), 3: ("severityText", "string"),
    5: ("body", "VALUE"), 6: ATTRIBUTES, 7: DROPPED, 8: ("flags", "fixed32"), 9: ("traceId", "id"),
    10: ("spanId", "id"), 11: ("observedTimeUnixNano", "fixed64"), 12: ("eventName", "string"),
}
MESSAGES = {
    "VALUE": VALUE,
    "ARRAY": {1: ("values", ["VALUE"])},
    "LIST": {1: ("values", ["KEY_VALUE"])},
    "KEY_VALUE": {1: ("key", "string"), 2: ("value", "VALUE")},
    "RESOURCE": RESOURCE,
    "SCOPE": SCOPE,
    "SPAN": SPAN,
    "EVENT": {1: ("timeUnixNano", "fixed64"), 2: ("name", "string"), 3: ATTRIBUTES, 4: DROPPED},
    "LINK": {1: ("traceId", "id"), 2: ("spanId", "id"), 3: ("traceState", "string"), 4: ATTRIBUTES, 5: DROPPED,
             6: ("flags", "fixed32")},
    "STATUS": {2: ("message", "string"), 3: ("code", "int32")},
    "LOG": LOG,
    "SCOPE_SPANS": {1: ("scope", "SCOPE"), 2: ("spans", ["SPAN"]), 3: ("schemaUrl", "string")},
    "SCOPE_LOGS": {1: ("scope", "SCOPE"), 2: ("logRecords", ["LOG"]), 3: ("schemaUrl", "string")},
    "RESOURCE_SPANS": {1: ("resource", "RESOURCE"), 2: ("scopeSpans", ["SCOPE_SPANS"]), 3: ("schemaUrl", "string")},
    "RESOURCE_LOGS": {1: ("resource", "RESOURCE"), 2: ("scopeLogs", ["SCOPE_LOGS"]), 3: ("schemaUrl", "string")},
    "traces": {1: ("resourceSpans", ["RESOURCE_SPANS"])},
    "logs": {1: ("resourceLogs", ["RESOURCE_LOGS"])},
}


def read(data, message):
    """The bytes of a "traces" or "logs" export, or of a message of it, as JSON."""
    fields = MESSAGES[message]
    into = {}
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            raw, at = varint(data, at)
        elif wire == 2:
            length, at = varint(data, at)
            raw, at = data[at:at + length], at + length
        else:
            length = 8 if wire == 1 else 4
            raw, at = data[at:at + length], at + length
        if number in fields:
            name, kind = fields[number]
            if isinstance(kind, list):
                into.setdefault(name, []).append(value(raw, kind[0]))
            else:
                into[name] = value(raw, kind)
    return into


def varint(data, at):
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return number, at


def value(raw, kind):
    if kind in MESSAGES:
        return read(raw, kind)
    if kind == "string":
        return raw.decode("utf-8", "replace")
    if kind == "bool":
        return bool(raw)
    if kind == "int64":
        return str(raw - (1 << 64) if raw >> 63 else raw)
    if kind == "int32":
        return raw
    if kind == "fixed64":
        return str(struct.unpack("<Q", raw)[0])
    if kind == "fixed32":
        return struct.unpack("<I", raw)[0]
    if kind == "double":
        return struct.unpack("<d", raw)[0]
    return raw.hex() if kind == "id" else base64.b64encode(raw).decode()
