// Sends events and files to the hub. .NET Framework 4.7 or later, nothing else; any Windows has the compiler that makes it:
//
//   C:\Windows\Microsoft.NET\Framework64\v4.0.30319\csc.exe /r:System.Web.Extensions.dll Jiuzhu.cs
//   Jiuzhu example events.ndjson         writes one made-up event, to see what they look like
//   Jiuzhu events events.ndjson          one event a line
//   Jiuzhu upload list.xlsx medical-burden [full|changes]
//   Jiuzhu --self-test ..\vectors.json   does this machine sign as it should?
//
// The environment says where to and who: JIUZHU_URL, JIUZHU_KEYID, JIUZHU_KEY_SECRET (base64, as it was handed out), and
// JIUZHU_SOURCE for example. Ends with 0 where all was taken, 1 where some was not, 2 where it could not be sent.
// That compiler knows C# 5, so this file uses nothing newer. Keep its byte order mark: without it the compiler misreads the Chinese.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Web.Script.Serialization;

// Or the program runs by the manners of .NET 4.0, older ciphers and other addresses among them.
[assembly: System.Runtime.Versioning.TargetFramework(".NETFramework,Version=v4.7")]

/// <summary>The hub's own words (Chinese) where it refuses a whole request: a wrong clock, a wrong key, a body that is none.</summary>
class Refused : Exception
{
    public Refused(string message) : base(message) { }
}

class Answer
{
    public int Status;
    public byte[] Content = new byte[0];
    public string RetryAfter;
    public bool IsWell { get { return Status >= 200 && Status <= 299; } }
}

static class Jiuzhu
{
    const int MostEvents = 500;
    const int MostBytes = 1024 * 1024;
    const int Tries = 6;
    static readonly JavaScriptSerializer Json = new JavaScriptSerializer { MaxJsonLength = int.MaxValue };

    // Signing (RFC 9421, RFC 9530)

    /// <summary>The headers of one request. The address is percent-encoded already; the body is the bytes exactly as they are sent, or null.</summary>
    static Dictionary<string, string> Sign(string method, string url, byte[] body, string contentType,
        string keyid, string secret, long created, string nonce)
    {
        var lines = new List<KeyValuePair<string, string>>();
        var headers = new Dictionary<string, string>();
        var target = url.Substring(url.IndexOf('/', url.IndexOf("//") + 2)).Split(new[] { '?' }, 2);
        lines.Add(new KeyValuePair<string, string>("@method", method));
        lines.Add(new KeyValuePair<string, string>("@path", target[0]));
        lines.Add(new KeyValuePair<string, string>("@query", "?" + (target.Length > 1 ? target[1] : "")));
        if (body != null)
        {
            using (var sha = SHA256.Create())
                headers["content-digest"] = "sha-256=:" + Convert.ToBase64String(sha.ComputeHash(body)) + ":";
            headers["content-type"] = contentType;
            lines.Add(new KeyValuePair<string, string>("content-digest", headers["content-digest"]));
            lines.Add(new KeyValuePair<string, string>("content-type", contentType));
        }
        var names = string.Join(" ", lines.Select(line => "\"" + line.Key + "\""));
        var parameters = "(" + names + ");created=" + created + ";expires=" + (created + 300)
            + ";nonce=\"" + nonce + "\";keyid=\"" + keyid + "\";alg=\"hmac-sha256\"";
        lines.Add(new KeyValuePair<string, string>("@signature-params", parameters));
        var text = string.Join("\n", lines.Select(line => "\"" + line.Key + "\": " + line.Value));
        using (var mac = new HMACSHA256(Convert.FromBase64String(secret)))
        {
            headers["signature-input"] = "sig1=" + parameters;
            headers["signature"] = "sig1=:" + Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes(text))) + ":";
        }
        return headers;
    }

    // Requests

    static string Setting(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(value)) throw new Refused("请先设置环境变量 " + name);
        return value;
    }

    /// <summary>Sends, and again where the hub is busy or cannot be reached: after as long as it asks, with new headers each time.</summary>
    static Answer Exchange(string method, string url, byte[] body, Func<Dictionary<string, string>> makeHeaders)
    {
        for (var attempt = 1; ; attempt++)
        {
            Answer answer;
            string failed = null;
            try
            {
                answer = Once(method, url, body, makeHeaders());
                if (answer.Status != 429 && answer.Status < 500) return answer;
            }
            catch (WebException error)
            {
                answer = new Answer();
                failed = "连不上:" + error.Message;
            }
            if (attempt == Tries)
            {
                if (failed != null) throw new Refused(failed);
                return answer;
            }
            int asked;
            if (!int.TryParse(answer.RetryAfter, out asked)) asked = 1 << (attempt - 1);
            Thread.Sleep(1000 * Math.Max(0, Math.Min(asked, 60)));
        }
    }

    static Answer Once(string method, string url, byte[] body, Dictionary<string, string> headers)
    {
        var request = (HttpWebRequest)WebRequest.Create(url);
        request.Method = method;
        request.AllowAutoRedirect = false;
        request.Timeout = 60000;
        request.ReadWriteTimeout = 60000;
        foreach (var header in headers)
        {
            var name = header.Key.ToLowerInvariant();
            if (name == "content-type") request.ContentType = header.Value;
            else if (name != "host" && name != "content-length") request.Headers[header.Key] = header.Value;
        }
        if (body != null)
        {
            request.ContentLength = body.Length;
            using (var stream = request.GetRequestStream()) stream.Write(body, 0, body.Length);
        }
        HttpWebResponse response;
        try
        {
            response = (HttpWebResponse)request.GetResponse();
        }
        catch (WebException error)
        {
            // Any status from 400 comes as an exception that holds the answer.
            response = error.Response as HttpWebResponse;
            if (response == null) throw;
        }
        using (response)
        using (var stream = response.GetResponseStream())
        using (var content = new MemoryStream())
        {
            stream.CopyTo(content);
            return new Answer
            {
                Status = (int)response.StatusCode,
                Content = content.ToArray(),
                RetryAfter = response.Headers["Retry-After"]
            };
        }
    }

    /// <summary>One signed request to the hub, and what it answered. Throws Refused with the hub's words where the status is not well.</summary>
    static Dictionary<string, object> Call(string method, string path, string text, string contentType)
    {
        var url = Setting("JIUZHU_URL").TrimEnd('/') + path;
        var body = text == null ? null : Encoding.UTF8.GetBytes(text);
        var keyid = Setting("JIUZHU_KEYID");
        var secret = Setting("JIUZHU_KEY_SECRET");
        // A signature serves once: a retry needs a new nonce.
        var answer = Exchange(method, url, body, () => Sign(method, url, body, contentType, keyid, secret,
            DateTimeOffset.UtcNow.ToUnixTimeSeconds(), Guid.NewGuid().ToString()));
        Dictionary<string, object> said = null;
        try
        {
            said = Json.DeserializeObject(Encoding.UTF8.GetString(answer.Content)) as Dictionary<string, object>;
        }
        catch (ArgumentException) { }
        if (said == null) throw new Refused(answer.Status + " (回答不是JSON)");
        // One event alone may answer 409, 422 or 403 with its result: that is no refusal of the request.
        if (!answer.IsWell && !said.ContainsKey("results"))
            // For a wrong clock the detail says by how much: 本机时间慢了7分钟.
            throw new Refused(answer.Status + " " + TextOf(said, "detail"));
        return said;
    }

    static object ValueOf(object map, string key)
    {
        object value;
        return ((Dictionary<string, object>)map).TryGetValue(key, out value) ? value : null;
    }

    static string TextOf(object map, string key)
    {
        return Convert.ToString(ValueOf(map, key));
    }

    static object[] ListOf(object map, string key)
    {
        return ValueOf(map, key) as object[] ?? new object[0];
    }

    // Events

    /// <summary>Writes a self-report that speaks of no real person. For a hub to try things on: somebody would have to look after it.</summary>
    static void WriteExample(string name)
    {
        var now = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8));
        var line = Json.Serialize(new Dictionary<string, object>
        {
            { "specversion", "1.0" },
            { "id", "example-" + Guid.NewGuid() },
            { "source", Environment.GetEnvironmentVariable("JIUZHU_SOURCE") ?? "//civil-affairs.gansu" },
            { "type", "jiuzhu.self-report.v1" },
            { "time", now.ToString("yyyy-MM-dd'T'HH':'mm':'sszzz") },
            { "data", new Dictionary<string, object>
                {
                    { "lead", new Dictionary<string, object> { { "description", "示例:老人独居,房屋漏雨" }, { "division", "621121101" } } },
                    { "reportedOn", now.ToString("yyyy-MM-dd") },
                    { "via", "grid-worker" },
                    { "reportedBy", "neighbour" },
                    { "need", "housing" }
                }
            }
        });
        using (var file = new StreamWriter(new FileStream(name, FileMode.CreateNew), new UTF8Encoding(false)))
            file.Write(line + "\n");
    }

    /// <summary>Lines packed in order into as few requests as the hub's limits allow.</summary>
    static IEnumerable<List<string>> Batches(IEnumerable<string> lines)
    {
        var batch = new List<string>();
        var size = 2;
        foreach (var line in lines)
        {
            var length = Encoding.UTF8.GetByteCount(line) + 1;
            if (batch.Count > 0 && (batch.Count == MostEvents || size + length > MostBytes))
            {
                yield return batch;
                batch = new List<string>();
                size = 2;
            }
            batch.Add(line);
            size += length;
        }
        if (batch.Count > 0) yield return batch;
    }

    /// <summary>Sends a file of one event a line, and says what became of each that was not taken. True where all was taken.</summary>
    static bool SendEvents(string name)
    {
        var lines = File.ReadLines(name, Encoding.UTF8).Select(line => line.Trim()).Where(line => line != "");
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var nth = 0;
        foreach (var batch in Batches(lines))
        {
            var body = "[" + string.Join(",", batch) + "]";
            var answer = Call("POST", "/v1/events", body, "application/cloudevents-batch+json");
            foreach (var result in ListOf(answer, "results")) // one an event, in order
            {
                var status = TextOf(result, "status");
                nth++;
                counts[status] = (counts.ContainsKey(status) ? counts[status] : 0) + 1;
                if (status == "accepted" || status == "duplicate") continue;
                Console.WriteLine("第" + nth + "条 " + TextOf(result, "id") + " " + status);
                if (ValueOf(result, "errors") == null) Console.WriteLine("    " + TextOf(result, "detail"));
                foreach (var error in ListOf(result, "errors"))
                    Console.WriteLine("    " + TextOf(error, "path") + " " + TextOf(error, "message"));
            }
        }
        Console.WriteLine(counts.Count == 0 ? "没有事件" : string.Join(" ", counts.Select(count => count.Key + "=" + count.Value)));
        return counts.Keys.All(status => status == "accepted" || status == "duplicate");
    }

    // Files

    /// <summary>One part of the file to the address that the hub gave for it. That address is signed already.</summary>
    static void SendPart(string name, object part)
    {
        var from = Convert.ToInt64(ValueOf(part, "from"));
        var content = new byte[Convert.ToInt32(Convert.ToInt64(ValueOf(part, "to")) - from)];
        using (var file = File.OpenRead(name))
        {
            file.Seek(from, SeekOrigin.Begin);
            for (var read = 0; read < content.Length; )
            {
                var count = file.Read(content, read, content.Length - read);
                if (count == 0) throw new IOException("文件变短了:" + name);
                read += count;
            }
        }
        var headers = ((Dictionary<string, object>)ValueOf(part, "headers")).ToDictionary(each => each.Key, each => Convert.ToString(each.Value));
        var answer = Exchange("PUT", TextOf(part, "url"), content, () => headers);
        if (!answer.IsWell) throw new Refused("第" + from + "字节起的一段没有传上去:" + answer.Status);
    }

    static string Sha256Of(string name)
    {
        using (var sha = SHA256.Create())
        using (var file = File.OpenRead(name))
            return BitConverter.ToString(sha.ComputeHash(file)).Replace("-", "").ToLowerInvariant();
    }

    /// <summary>Sends a spreadsheet, waits until every row was read, prints the errors. True where all rows were taken.</summary>
    static bool Upload(string name, string type, string mode)
    {
        // The same file meets the upload that is still open, and only what is missing is sent: an upload that was cut goes on.
        var order = new Dictionary<string, object>
        {
            { "type", type },
            { "filename", Path.GetFileName(name) },
            { "bytes", new FileInfo(name).Length },
            { "sha256", Sha256Of(name) }
        };
        if (mode != null) order["mode"] = mode;
        var view = Call("POST", "/v1/uploads", Json.Serialize(order), "application/json");
        var path = "/v1/uploads/" + TextOf(view, "uploadId");
        if (TextOf(view, "status") == "receiving")
        {
            foreach (var part in ListOf(view, "parts")) SendPart(name, part);
            view = Call("POST", path + "/complete", "{}", "application/json");
        }
        while (new[] { "waiting", "reading", "withdrawing" }.Contains(TextOf(view, "status")))
        {
            Thread.Sleep(2000);
            view = Call("GET", path, null, null);
        }
        Console.WriteLine(TextOf(view, "uploadId") + " " + TextOf(view, "statusText"));
        if (ValueOf(view, "why") != null) Console.WriteLine(TextOf(view, "why"));
        var rows = ValueOf(view, "rows");
        var keys = new[] { "read", "accepted", "unchanged", "duplicate", "rejected" };
        Console.WriteLine(string.Join(" ", keys.Select(key => key + "=" + TextOf(rows, key))));
        foreach (var error in ListOf(view, "errors")) // the first 100; values are masked
            Console.WriteLine(TextOf(error, "sheet") + " 第" + TextOf(error, "line") + "行 " + TextOf(error, "column") + " "
                + TextOf(error, "value") + " " + TextOf(error, "message"));
        if (ValueOf(view, "correctedFile") != null) SaveCorrected(name, TextOf(view, "correctedFile"));
        // asking-columns, asking-leaving: a person decides, on the page /upload or with npx jiuzhu upload.
        return TextOf(view, "status") == "done" && TextOf(rows, "rejected") == "0";
    }

    /// <summary>The same sheet with a column 错误原因, beside the file sent: mend it and send it again. Writes over nothing.</summary>
    static void SaveCorrected(string name, string url)
    {
        var answer = Exchange("GET", url, null, () => new Dictionary<string, string>());
        if (!answer.IsWell) throw new Refused("改错文件没有下载下来:" + answer.Status);
        var stem = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(name)), Path.GetFileNameWithoutExtension(name));
        stem = Regex.Replace(stem, @"(\.错误[0-9]*)+$", "");
        var ending = Path.GetExtension(name).ToLowerInvariant() == ".zip" ? ".xlsx" : Path.GetExtension(name);
        var corrected = stem + ".错误" + ending;
        for (var nth = 2; File.Exists(corrected); nth++) corrected = stem + ".错误" + nth + ending;
        using (var file = new FileStream(corrected, FileMode.CreateNew)) file.Write(answer.Content, 0, answer.Content.Length);
        Console.WriteLine("改错文件:" + corrected);
    }

    // Command line

    static bool SelfTest(string name)
    {
        var given = Json.DeserializeObject(File.ReadAllText(name, Encoding.UTF8));
        var vectors = ListOf(given, "vectors");
        foreach (var vector in vectors)
        {
            var body = ValueOf(vector, "body") == null ? null : Encoding.UTF8.GetBytes(TextOf(vector, "body"));
            var headers = Sign(TextOf(vector, "method"), TextOf(vector, "url"), body, TextOf(vector, "contentType"),
                TextOf(given, "keyid"), TextOf(given, "secret"), Convert.ToInt64(ValueOf(given, "created")), TextOf(vector, "nonce"));
            var expected = (Dictionary<string, object>)ValueOf(vector, "headers");
            if (headers.Count != expected.Count || headers.Any(header => TextOf(expected, header.Key) != header.Value))
            {
                Console.WriteLine("不一致:" + TextOf(vector, "method") + " " + TextOf(vector, "url"));
                return false;
            }
        }
        Console.WriteLine(vectors.Length + "个签名都对");
        return true;
    }

    static int Run(string[] args)
    {
        var command = args.Length == 0 ? "" : args[0];
        if (command == "--self-test") return SelfTest(args.Length > 1 ? args[1] : Path.Combine("..", "vectors.json")) ? 0 : 1;
        if (command == "events" && args.Length == 2) return SendEvents(args[1]) ? 0 : 1;
        if (command == "upload" && (args.Length == 3 || args.Length == 4))
            return Upload(args[1], args[2], args.Length == 4 ? args[3] : null) ? 0 : 1;
        if (command == "example" && args.Length == 2)
        {
            WriteExample(args[1]);
            return 0;
        }
        Console.WriteLine("example FILE | events FILE | upload FILE TYPE [full|changes] | --self-test [vectors.json]");
        return 2;
    }

    static int Main(string[] args)
    {
        // Older Windows offers no TLS 1.2 by itself; and a body should not wait for a "100 Continue" that may never come.
        ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        ServicePointManager.Expect100Continue = false;
        try
        {
            return Run(args);
        }
        catch (Exception error)
        {
            if (!(error is Refused) && !(error is IOException) && !(error is UnauthorizedAccessException)) throw;
            Console.Error.WriteLine(error.Message);
            return 2;
        }
    }
}
