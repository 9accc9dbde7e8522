import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends events and files to the hub. Java 8 or later, nothing else.
 *
 * <pre>
 *   javac -encoding UTF-8 Jiuzhu.java
 *   java Jiuzhu example events.ndjson         writes one made-up event, to see what they look like
 *   java Jiuzhu events events.ndjson          one event a line
 *   java Jiuzhu upload list.xlsx medical-burden [full|changes]
 *   java Jiuzhu --self-test ../vectors.json   does this machine sign as it should?
 * </pre>
 *
 * The environment says where to and who: JIUZHU_URL, JIUZHU_KEYID, JIUZHU_KEY_SECRET (base64, as it was handed out), and
 * JIUZHU_SOURCE for example. Ends with 0 where all was taken, 1 where some was not, 2 where it could not be sent.
 */
public class Jiuzhu {
  static final int MOST_EVENTS = 500;
  static final int MOST_BYTES = 1024 * 1024;
  static final int TRIES = 6;
  static PrintStream out = System.out;

  // Signing (RFC 9421, RFC 9530)

  /** The headers of one request. The body is the bytes exactly as they are sent, or null. */
  static Map<String, String> sign(String method, URI uri, byte[] body, String contentType,
      String keyid, String secret, long created, String nonce) throws Exception {
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("@method", method);
    lines.put("@path", uri.getRawPath());
    lines.put("@query", "?" + (uri.getRawQuery() == null ? "" : uri.getRawQuery()));
    if (body != null) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      headers.put("content-digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
      headers.put("content-type", contentType);
      lines.putAll(headers);
    }
    StringBuilder base = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (Map.Entry<String, String> line : lines.entrySet()) {
      base.append('"').append(line.getKey()).append("\": ").append(line.getValue()).append('\n');
      names.append(names.length() == 0 ? "" : " ").append('"').append(line.getKey()).append('"');
    }
    String params = "(" + names + ");created=" + created + ";expires=" + (created + 300)
        + ";nonce=\"" + nonce + "\";keyid=\"" + keyid + "\";alg=\"hmac-sha256\"";
    base.append("\"@signature-params\": ").append(params);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
    byte[] signature = mac.doFinal(base.toString().getBytes(StandardCharsets.UTF_8));
    headers.put("signature-input", "sig1=" + params);
    headers.put("signature", "sig1=:" + Base64.getEncoder().encodeToString(signature) + ":");
    return headers;
  }

  // Requests

  /** The hub's own words (Chinese) where it refuses a whole request: a wrong clock, a wrong key, a body that is none. */
  static class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  static class Answer {
    int status;
    byte[] content = new byte[0];
    String retryAfter;
  }

  interface Headers {
    Map<String, String> make() throws Exception;
  }

  static String setting(String name) throws Refused {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) throw new Refused("请先设置环境变量 " + name);
    return value;
  }

  /** Sends, and again where the hub is busy or cannot be reached: after as long as it asks, with new headers each time. */
  static Answer exchange(String method, URI uri, byte[] body, Headers headers) throws Exception {
    for (int attempt = 1; ; attempt++) {
      Answer answer = new Answer();
      String failed = null;
      try {
        answer = once(method, uri, body, headers.make());
        if (answer.status != 429 && answer.status < 500) return answer;
      } catch (IOException error) {
        failed = "连不上:" + error.getMessage();
      }
      if (attempt == TRIES) {
        if (failed != null) throw new Refused(failed);
        return answer;
      }
      boolean asked = answer.retryAfter != null && answer.retryAfter.matches("\\d{1,5}");
      Thread.sleep(1000L * Math.min(asked ? Integer.parseInt(answer.retryAfter) : 1 << (attempt - 1), 60));
    }
  }

  static Answer once(String method, URI uri, byte[] body, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(60_000);
    connection.setReadTimeout(60_000);
    for (Map.Entry<String, String> header : headers.entrySet())
      connection.setRequestProperty(header.getKey(), header.getValue());
    if (body != null) {
      connection.setDoOutput(true);
      try (OutputStream stream = connection.getOutputStream()) {
        stream.write(body);
      }
    }
    Answer answer = new Answer();
    answer.status = connection.getResponseCode();
    answer.retryAfter = connection.getHeaderField("Retry-After");
    try (InputStream stream = answer.status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      if (stream != null) answer.content = readAll(stream);
    }
    return answer;
  }

  static byte[] readAll(InputStream stream) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] block = new byte[65_536];
    for (int read = stream.read(block); read >= 0; read = stream.read(block)) bytes.write(block, 0, read);
    return bytes.toByteArray();
  }

  /** One signed request to the hub, and what it answered. Throws Refused with the hub's words where the status is not well. */
  static Map<String, Object> call(String method, String path, String text, String contentType) throws Exception {
    URI uri = new URI(setting("JIUZHU_URL").replaceAll("/$", "") + path);
    byte[] body = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    String keyid = setting("JIUZHU_KEYID");
    String secret = setting("JIUZHU_KEY_SECRET");
    // A signature serves once: a retry needs a new nonce.
    Answer answer = exchange(method, uri, body, () -> sign(method, uri, body, contentType, keyid, secret,
        System.currentTimeMillis() / 1000, UUID.randomUUID().toString()));
    Map<String, Object> said;
    try {
      said = object(Json.parse(new String(answer.content, StandardCharsets.UTF_8)));
    } catch (RuntimeException error) {
      throw new Refused(answer.status + " (回答不是JSON)");
    }
    // One event alone may answer 409, 422 or 403 with its result: that is no refusal of the request.
    if ((answer.status < 200 || answer.status > 299) && !said.containsKey("results"))
      // For a wrong clock the detail says by how much: 本机时间慢了7分钟.
      throw new Refused(answer.status + " " + text(said, "detail"));
    return said;
  }

  // Events

  /** Writes a self-report that speaks of no real person. For a hub to try things on: somebody would have to look after it. */
  static void writeExample(String name) throws Exception {
    String source = System.getenv("JIUZHU_SOURCE") == null ? "//civil-affairs.gansu" : System.getenv("JIUZHU_SOURCE");
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.ofHours(8)).truncatedTo(ChronoUnit.SECONDS);
    String event = "{\"specversion\":\"1.0\",\"id\":\"example-" + UUID.randomUUID() + "\",\"source\":" + Json.quote(source)
        + ",\"type\":\"jiuzhu.self-report.v1\",\"time\":\"" + now.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME) + "\",\"data\":{\"lead\":{\"description\":\"示例:老人独居,房屋漏雨\","
        + "\"division\":\"621121101\"},\"reportedOn\":\"" + now.toLocalDate() + "\",\"via\":\"grid-worker\","
        + "\"reportedBy\":\"neighbour\",\"need\":\"housing\"}}\n";
    Files.write(Paths.get(name), event.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
  }

  /** Lines packed in order into as few requests as the hub's limits allow. */
  static List<List<String>> batches(List<String> lines) {
    List<List<String>> all = new ArrayList<>();
    List<String> batch = new ArrayList<>();
    int size = 2;
    for (String line : lines) {
      int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
      if (!batch.isEmpty() && (batch.size() == MOST_EVENTS || size + length > MOST_BYTES)) {
        all.add(batch);
        batch = new ArrayList<>();
        size = 2;
      }
      batch.add(line);
      size += length;
    }
    if (!batch.isEmpty()) all.add(batch);
    return all;
  }

  /** Sends a file of one event a line, and says what became of each that was not taken. True where all was taken. */
  static boolean sendEvents(String name) throws Exception {
    List<String> lines = new ArrayList<>();
    for (String line : new String(Files.readAllBytes(Paths.get(name)), StandardCharsets.UTF_8).split("\r?\n")) {
      String trimmed = line.replace("\uFEFF", "").trim();
      if (!trimmed.isEmpty()) lines.add(trimmed);
    }
    Map<String, Integer> counts = new TreeMap<>();
    int nth = 0;
    for (List<String> batch : batches(lines)) {
      String body = "[" + String.join(",", batch) + "]";
      Map<String, Object> answer = call("POST", "/v1/events", body, "application/cloudevents-batch+json");
      for (Object each : list(answer.get("results"))) { // one an event, in order
        Map<String, Object> result = object(each);
        String status = text(result, "status");
        nth++;
        counts.merge(status, 1, Integer::sum);
        if (status.equals("accepted") || status.equals("duplicate")) continue;
        out.println("第" + nth + "条 " + text(result, "id") + " " + status);
        if (result.get("errors") == null) out.println("    " + text(result, "detail"));
        else
          for (Object error : list(result.get("errors")))
            out.println("    " + text(object(error), "path") + " " + text(object(error), "message"));
      }
    }
    StringBuilder said = new StringBuilder();
    for (Map.Entry<String, Integer> count : counts.entrySet())
      said.append(count.getKey()).append('=').append(count.getValue()).append(' ');
    out.println(said.length() == 0 ? "没有事件" : said.toString().trim());
    counts.remove("accepted");
    counts.remove("duplicate");
    return counts.isEmpty();
  }

  // Files

  /** One part of the file to the address that the hub gave for it. That address is signed already. */
  static void sendPart(File file, Map<String, Object> part) throws Exception {
    long from = ((BigDecimal) part.get("from")).longValueExact();
    byte[] content = new byte[(int) (((BigDecimal) part.get("to")).longValueExact() - from)];
    try (RandomAccessFile opened = new RandomAccessFile(file, "r")) {
      opened.seek(from);
      opened.readFully(content);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, Object> header : object(part.get("headers")).entrySet())
      headers.put(header.getKey(), String.valueOf(header.getValue()));
    Answer answer = exchange("PUT", new URI(text(part, "url")), content, () -> headers);
    if (answer.status < 200 || answer.status > 299)
      throw new Refused("第" + from + "字节起的一段没有传上去:" + answer.status);
  }

  /** Sends a spreadsheet, waits until every row was read, prints the errors. True where all rows were taken. */
  static boolean upload(String name, String type, String mode) throws Exception {
    File file = new File(name);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream stream = Files.newInputStream(file.toPath())) {
      byte[] block = new byte[65_536];
      for (int read = stream.read(block); read >= 0; read = stream.read(block)) digest.update(block, 0, read);
    }
    StringBuilder sha256 = new StringBuilder();
    for (byte each : digest.digest()) sha256.append(String.format("%02x", each));
    // The same file meets the upload that is still open, and only what is missing is sent: an upload that was cut goes on.
    String order = "{\"type\":" + Json.quote(type) + ",\"filename\":" + Json.quote(file.getName()) + ",\"bytes\":" + file.length()
        + ",\"sha256\":\"" + sha256 + "\"" + (mode == null ? "" : ",\"mode\":" + Json.quote(mode)) + "}";
    Map<String, Object> view = call("POST", "/v1/uploads", order, "application/json");
    String path = "/v1/uploads/" + text(view, "uploadId");
    if (text(view, "status").equals("receiving")) {
      for (Object part : list(view.get("parts"))) sendPart(file, object(part));
      view = call("POST", path + "/complete", "{}", "application/json");
    }
    while (Arrays.asList("waiting", "reading", "withdrawing").contains(text(view, "status"))) {
      Thread.sleep(2000);
      view = call("GET", path, null, null);
    }
    out.println(text(view, "uploadId") + " " + text(view, "statusText"));
    if (view.get("why") != null) out.println(text(view, "why"));
    Map<String, Object> rows = object(view.get("rows"));
    StringBuilder counts = new StringBuilder();
    for (String key : new String[] {"read", "accepted", "unchanged", "duplicate", "rejected"})
      counts.append(key).append('=').append(rows.get(key)).append(' ');
    out.println(counts.toString().trim());
    for (Object each : list(view.get("errors"))) { // the first 100; values are masked
      Map<String, Object> error = object(each);
      out.println(text(error, "sheet") + " 第" + text(error, "line") + "行 " + text(error, "column") + " "
          + text(error, "value") + " " + text(error, "message"));
    }
    if (view.get("correctedFile") != null) saveCorrected(file, text(view, "correctedFile"));
    // asking-columns, asking-leaving: a person decides, on the page /upload or with npx jiuzhu upload.
    return text(view, "status").equals("done") && text(rows, "rejected").equals("0");
  }

  /** The same sheet with a column 错误原因, beside the file sent: mend it and send it again. Writes over nothing. */
  static void saveCorrected(File file, String url) throws Exception {
    Answer answer = exchange("GET", new URI(url), null, LinkedHashMap::new);
    if (answer.status != 200) throw new Refused("改错文件没有下载下来:" + answer.status);
    int dot = file.getName().lastIndexOf('.');
    String stem = dot < 0 ? file.getName() : file.getName().substring(0, dot);
    stem = stem.replaceAll("(\\.错误\\d*)+$", "");
    String ending = dot < 0 ? "" : file.getName().substring(dot);
    if (ending.equalsIgnoreCase(".zip")) ending = ".xlsx";
    Path corrected = file.toPath().resolveSibling(stem + ".错误" + ending);
    for (int nth = 2; Files.exists(corrected); nth++)
      corrected = file.toPath().resolveSibling(stem + ".错误" + nth + ending);
    Files.write(corrected, answer.content, StandardOpenOption.CREATE_NEW);
    out.println("改错文件:" + corrected);
  }

  // JSON: Java has no reader of its own

  static final class Json {
    private final String text;
    private int at = 0;

    private Json(String text) {
      this.text = text;
    }

    /** Map, List, String, BigDecimal, Boolean or null. */
    static Object parse(String text) {
      Json json = new Json(text);
      Object value = json.value();
      json.blank();
      if (json.at != text.length()) throw new IllegalArgumentException("JSON ends at " + json.at);
      return value;
    }

    static String quote(String text) {
      StringBuilder quoted = new StringBuilder("\"");
      for (char each : text.toCharArray())
        if (each == '"' || each == '\\') quoted.append('\\').append(each);
        else if (each < ' ') quoted.append(String.format("\\u%04x", (int) each));
        else quoted.append(each);
      return quoted.append('"').toString();
    }

    private void blank() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private boolean next(String expected) {
      blank();
      boolean found = text.startsWith(expected, at);
      if (found) at += expected.length();
      return found;
    }

    private void need(String expected) {
      if (!next(expected)) throw new IllegalArgumentException("no " + expected + " at " + at);
    }

    private Object value() {
      if (next("{")) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (boolean more = !next("}"); more; ) {
          need("\"");
          String key = string();
          need(":");
          map.put(key, value());
          more = next(",");
          if (!more) need("}");
        }
        return map;
      }
      if (next("[")) {
        List<Object> list = new ArrayList<>();
        for (boolean more = !next("]"); more; ) {
          list.add(value());
          more = next(",");
          if (!more) need("]");
        }
        return list;
      }
      if (next("\"")) return string();
      if (next("true")) return true;
      if (next("false")) return false;
      if (next("null")) return null;
      int from = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
      return new BigDecimal(text.substring(from, at));
    }

    private String string() {
      StringBuilder string = new StringBuilder();
      for (char each = text.charAt(at++); each != '"'; each = text.charAt(at++)) {
        if (each != '\\') {
          string.append(each);
          continue;
        }
        char escaped = text.charAt(at++);
        int plain = "bfnrt".indexOf(escaped);
        if (escaped == 'u') {
          string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
          at += 4;
        } else string.append(plain < 0 ? escaped : "\b\f\n\r\t".charAt(plain));
      }
      return string.toString();
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    return value == null ? new ArrayList<>() : (List<Object>) value;
  }

  static String text(Map<String, Object> object, String key) {
    return object.get(key) == null ? "" : String.valueOf(object.get(key));
  }

  // Command line

  static boolean selfTest(String name) throws Exception {
    Map<String, Object> given = object(Json.parse(new String(Files.readAllBytes(Paths.get(name)), StandardCharsets.UTF_8)));
    List<Object> vectors = list(given.get("vectors"));
    for (Object each : vectors) {
      Map<String, Object> vector = object(each);
      byte[] body = vector.get("body") == null ? null : text(vector, "body").getBytes(StandardCharsets.UTF_8);
      Map<String, String> headers = sign(text(vector, "method"), new URI(text(vector, "url")), body, text(vector, "contentType"),
          text(given, "keyid"), text(given, "secret"), Long.parseLong(text(given, "created")), text(vector, "nonce"));
      if (!headers.equals(vector.get("headers"))) {
        out.println("不一致:" + text(vector, "method") + " " + text(vector, "url"));
        return false;
      }
    }
    out.println(vectors.size() + "个签名都对");
    return true;
  }

  static int run(String[] args) throws Exception {
    String command = args.length == 0 ? "" : args[0];
    if (command.equals("--self-test")) return selfTest(args.length > 1 ? args[1] : "../vectors.json") ? 0 : 1;
    if (command.equals("events") && args.length == 2) return sendEvents(args[1]) ? 0 : 1;
    if (command.equals("upload") && (args.length == 3 || args.length == 4))
      return upload(args[1], args[2], args.length == 4 ? args[3] : null) ? 0 : 1;
    if (command.equals("example") && args.length == 2) {
      writeExample(args[1]);
      return 0;
    }
    out.println("example FILE | events FILE | upload FILE TYPE [full|changes] | --self-test [vectors.json]");
    return 2;
  }

  public static void main(String[] args) throws Exception {
    // Or Java would send a POST a second time by itself where a connection breaks, with a nonce that may be used up.
    System.setProperty("sun.net.http.retryPost", "false");
    // A console of Chinese Windows reads GBK, a file or pipe should be UTF-8.
    if (System.console() == null) out = new PrintStream(System.out, true, "UTF-8");
    int code = 2;
    try {
      code = run(args);
    } catch (Refused | IOException error) {
      new PrintStream(System.err, true, System.console() == null ? "UTF-8" : System.getProperty("file.encoding"))
          .println(error instanceof Refused ? error.getMessage() : error.toString());
    }
    System.exit(code);
  }
}
