package dev.opikdesktop.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole HTTP request, made before any clock starts. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares requests.
record Request(byte[] bytes) {
  static Request get(String path) {
    return of("GET", path, Map.of(), new byte[0]);
  }

  static Request json(String method, String path, String body) {
    return json(method, path, body.getBytes(StandardCharsets.UTF_8));
  }

  static Request json(String method, String path, byte[] body) {
    return of(method, path, Map.of("Content-Type", "application/json"), body);
  }

  /** A body in protocol buffers. */
  static Request protobuf(String path, Map<String, String> headers, byte[] body) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", "application/x-protobuf");
    return of("POST", path, all, body);
  }

  static Request of(String method, String path, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: localhost\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (!method.equals("GET")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] begin = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[begin.length + body.length];
    System.arraycopy(begin, 0, whole, 0, begin.length);
    System.arraycopy(body, 0, whole, begin.length, body.length);
    return new Request(whole);
  }

  String firstLine() {
    String text = new String(bytes, 0, Math.min(bytes.length, 300), StandardCharsets.UTF_8);
    return text.substring(0, Math.max(0, text.indexOf('\r')));
  }
}
