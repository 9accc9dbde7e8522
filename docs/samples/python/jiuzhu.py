#!/usr/bin/env python3
"""Sends events and files to the hub. Python 3.6 or later, standard library only.

  python3 jiuzhu.py example events.ndjson        writes one made-up event, to see what they look like
  python3 jiuzhu.py events events.ndjson         one event a line
  python3 jiuzhu.py upload list.xlsx medical-burden [full|changes]
  python3 jiuzhu.py --self-test ../vectors.json  does this machine sign as it should?

The environment says where to and who: JIUZHU_URL, JIUZHU_KEYID, JIUZHU_KEY_SECRET (base64, as it was handed out), and
JIUZHU_SOURCE for `example`. Ends with 0 where all was taken, 1 where some was not, 2 where it could not be sent.
"""
import base64
import hashlib
import hmac
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
import uuid
from urllib.parse import urlsplit

MOST_EVENTS = 500
MOST_BYTES = 1024 * 1024
TRIES = 6


# Signing (RFC 9421, RFC 9530)

def sign(method, url, body, content_type, keyid, secret, created, nonce):
    """The headers of one request. `body` is bytes, exactly as they are sent, or None."""
    parts = urlsplit(url)
    lines = [("@method", method), ("@path", parts.path), ("@query", "?" + parts.query)]
    headers = {}
    if body is not None:
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        headers = {"content-digest": "sha-256=:%s:" % digest, "content-type": content_type}
        lines += list(headers.items())
    names = " ".join('"%s"' % name for name, _ in lines)
    params = '(%s);created=%d;expires=%d;nonce="%s";keyid="%s";alg="hmac-sha256"' % (
        names, created, created + 300, nonce, keyid)
    base = "\n".join('"%s": %s' % line for line in lines + [("@signature-params", params)])
    mac = hmac.new(base64.b64decode(secret), base.encode(), hashlib.sha256).digest()
    headers["signature-input"] = "sig1=" + params
    headers["signature"] = "sig1=:%s:" % base64.b64encode(mac).decode()
    return headers


# Requests

class Refused(Exception):
    """The hub's own words (Chinese) where it refuses a whole request: a wrong clock, a wrong key, a body that is none."""


def setting(name):
    if not os.environ.get(name):
        raise Refused("请先设置环境变量 " + name)
    return os.environ[name]


def exchange(make_request):
    """Sends, and again where the hub is busy or cannot be reached: after as long as it asks, with a new request each time."""
    for attempt in range(TRIES):
        wait = min(2 ** attempt, 60)
        try:
            with urllib.request.urlopen(make_request(), timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, content = error.code, error.read()
            if status != 429 and status < 500:
                return status, content
            asked = error.headers.get("Retry-After") or ""
            wait = min(int(asked), 60) if asked.isdigit() else wait
        except OSError as error:
            status, content = 0, ("连不上:%s" % error).encode()
        if attempt + 1 < TRIES:
            time.sleep(wait)
    return status, content


def call(method, path, body=None, content_type="application/json"):
    """One signed request to the hub; its status and its answer. Raises Refused with the hub's words where the status is not well."""
    url = setting("JIUZHU_URL").rstrip("/") + path

    def signed():
        # A signature serves once: a retry needs a new nonce.
        headers = sign(method, url, body, content_type, setting("JIUZHU_KEYID"), setting("JIUZHU_KEY_SECRET"),
                       int(time.time()), str(uuid.uuid4()))
        return urllib.request.Request(url, body, headers, method=method)

    status, content = exchange(signed)
    try:
        answer = json.loads(content.decode())
    except ValueError:
        answer = {"detail": content.decode(errors="replace")[:200]}
    # One event alone may answer 409, 422 or 403 with its result: that is no refusal of the request.
    if not 200 <= status < 300 and "results" not in answer:
        # For a wrong clock `detail` says by how much: 本机时间慢了7分钟.
        raise Refused("%d %s" % (status, answer.get("detail") or answer.get("title")))
    return status, answer


# Events

def write_example(name):
    """Writes a self-report that speaks of no real person. For a hub to try things on: somebody would have to look after it."""
    source = os.environ.get("JIUZHU_SOURCE", "//civil-affairs.gansu")
    now = time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(time.time() + 8 * 3600))
    lead = {"description": "示例:老人独居,房屋漏雨", "division": "621121101"}
    data = {"lead": lead, "reportedOn": now[:10], "via": "grid-worker", "reportedBy": "neighbour", "need": "housing"}
    event = {"specversion": "1.0", "id": "example-" + str(uuid.uuid4()), "source": source,
             "type": "jiuzhu.self-report.v1", "time": now, "data": data}
    with open(name, "x", encoding="utf-8") as file:
        file.write(json.dumps(event, ensure_ascii=False) + "\n")


def batches(lines):
    """Lines packed in order into as few requests as the hub's limits allow."""
    batch, size = [], 2
    for line in lines:
        length = len(line.encode()) + 1
        if batch and (len(batch) == MOST_EVENTS or size + length > MOST_BYTES):
            yield batch
            batch, size = [], 2
        batch.append(line)
        size += length
    if batch:
        yield batch


def send_events(name):
    """Sends a file of one event a line, and says what became of each that was not taken. True where all was taken."""
    with open(name, encoding="utf-8-sig") as file:
        lines = [line.strip() for line in file if line.strip()]
    counts, nth = {}, 0
    for batch in batches(lines):
        body = ("[" + ",".join(batch) + "]").encode()
        _, answer = call("POST", "/v1/events", body, "application/cloudevents-batch+json")
        for result in answer["results"]:  # one an event, in order
            nth += 1
            counts[result["status"]] = counts.get(result["status"], 0) + 1
            if result["status"] in ("accepted", "duplicate"):
                continue
            print("第%d条 %s %s" % (nth, result["id"], result["status"]))
            for error in result.get("errors") or [{"path": "", "message": result.get("detail", "")}]:
                print("    %s %s" % (error["path"], error["message"]))
    print(" ".join("%s=%d" % count for count in sorted(counts.items())) or "没有事件")
    return set(counts) <= {"accepted", "duplicate"}


# Files

def send_part(name, part):
    """One part of the file to the address that the hub gave for it. That address is signed already."""
    with open(name, "rb") as file:
        file.seek(part["from"])
        content = file.read(part["to"] - part["from"])
    # Or Python would call the bytes a web form.
    headers = dict({"Content-Type": "application/octet-stream"}, **part["headers"])
    status, _ = exchange(lambda: urllib.request.Request(part["url"], content, headers, method="PUT"))
    if not 200 <= status < 300:
        raise Refused("第%d字节起的一段没有传上去:%d" % (part["from"], status))


def upload(name, type_, mode=None):
    """Sends a spreadsheet, waits until every row was read, prints the errors. True where all rows were taken."""
    digest = hashlib.sha256()
    with open(name, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    # The same file meets the upload that is still open, and only what is missing is sent: an upload that was cut goes on.
    order = {"type": type_, "filename": os.path.basename(name), "bytes": os.path.getsize(name), "sha256": digest.hexdigest()}
    if mode:
        order["mode"] = mode
    _, view = call("POST", "/v1/uploads", json.dumps(order).encode())
    path = "/v1/uploads/" + view["uploadId"]
    if view["status"] == "receiving":
        for part in view["parts"]:
            send_part(name, part)
        _, view = call("POST", path + "/complete", b"{}")
    while view["status"] in ("waiting", "reading", "withdrawing"):
        time.sleep(2)
        _, view = call("GET", path)
    print("%s %s" % (view["uploadId"], view.get("statusText", view["status"])))
    if view.get("why"):
        print(view["why"])
    rows = view["rows"]
    print(" ".join("%s=%d" % (key, rows[key]) for key in ("read", "accepted", "unchanged", "duplicate", "rejected")))
    for error in view["errors"]:  # the first 100; values are masked
        print("%s 第%d行 %s %s %s" % (error["sheet"], error["line"], error["column"], error["value"], error["message"]))
    if view.get("correctedFile"):
        save_corrected(name, view["correctedFile"])
    # asking-columns, asking-leaving: a person decides, on the page /upload or with npx jiuzhu upload.
    return view["status"] == "done" and rows["rejected"] == 0


def save_corrected(name, url):
    """The same sheet with a column 错误原因, beside the file sent: mend it and send it again. Writes over nothing."""
    status, content = exchange(lambda: urllib.request.Request(url))
    if status != 200:
        raise Refused("改错文件没有下载下来:%d" % status)
    stem, ending = os.path.splitext(name)
    stem = re.sub(r"(\.错误\d*)+$", "", stem)
    ending = ".xlsx" if ending.lower() == ".zip" else ending
    corrected, nth = stem + ".错误" + ending, 1
    while os.path.exists(corrected):
        nth += 1
        corrected = "%s.错误%d%s" % (stem, nth, ending)
    with open(corrected, "xb") as file:
        file.write(content)
    print("改错文件:" + corrected)


# Command line

def self_test(name):
    with open(name, encoding="utf-8") as file:
        given = json.load(file)
    for vector in given["vectors"]:
        body = vector["body"].encode() if "body" in vector else None
        headers = sign(vector["method"], vector["url"], body, vector.get("contentType"), given["keyid"], given["secret"],
                       given["created"], vector["nonce"])
        if headers != vector["headers"]:
            print("不一致:%s %s" % (vector["method"], vector["url"]))
            return False
    print("%d个签名都对" % len(given["vectors"]))
    return True


def main(args):
    try:
        if args[:1] == ["--self-test"]:
            beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "vectors.json")
            return 0 if self_test(args[1] if len(args) > 1 else beside) else 1
        if len(args) == 2 and args[0] == "example":
            write_example(args[1])
            return 0
        if len(args) == 2 and args[0] == "events":
            return 0 if send_events(args[1]) else 1
        if len(args) in (3, 4) and args[0] == "upload":
            return 0 if upload(*args[1:]) else 1
        print(__doc__)
    except (Refused, OSError) as error:
        print(error, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
