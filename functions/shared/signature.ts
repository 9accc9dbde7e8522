import { httpbis, type SignatureParameters, type VerifyingKey } from 'http-message-signatures';
import * as z from 'zod';
import type { DepartmentKey } from './access.ts';
import type { Clock } from './clock.ts';
import { digestMatches } from './content-digest.ts';
import type { KeyLookup } from './department-keys.ts';
import { encodedPaths } from './encoded-path.ts';
import type { HttpRequest } from './http.ts';
import { HttpProblem, type ProblemParts } from './problem.ts';
import { signatureMatches } from './signature-check.ts';

/** Whose request it is. The nonce is checked by whoever claims it. */
export interface Signed {
  key: DepartmentKey;
  nonce: string;
}

/** Seconds by which `created` may differ from our clock. */
const TOLERANCE = 300;
const ALWAYS_COVERED = ['@method', '@path', '@query'];
const COVERED_WITH_BODY = [...ALWAYS_COVERED, 'content-digest', 'content-type'];
/** The library has its own clock; ours decides, so its window is opened wide. */
const ANY_TIME = { notAfter: Number.MAX_SAFE_INTEGER, tolerance: Number.MAX_SAFE_INTEGER };

const parameters = z.object({
  keyid: z.string().min(1).max(100),
  nonce: z.string().min(1).max(128),
  created: z.date(),
  expires: z.int().optional(),
  alg: z.string().optional(),
});

/** Tells whose a request is by its signature (RFC 9421, as api.md “Signing”); throws a 401 that says what to mend. */
export const verifySignature =
  (keys: KeyLookup, clock: Clock) =>
  async (request: HttpRequest): Promise<Signed> => {
    if (!request.headers['signature'] || !request.headers['signature-input'])
      throw unsigned('请求没有签名:缺少 Signature 或 Signature-Input');
    const attempt = new Attempt(request, keys, clock);
    for (const path of encodedPaths(request.path)) {
      const signed = await attempt.with(path);
      if (signed) return signed;
    }
    throw attempt.refusal();
  };

/** One request held against its signature, for each way in which its path may have been written. */
class Attempt {
  readonly #request: HttpRequest;
  readonly #keys: KeyLookup;
  readonly #clock: Clock;
  #verified: Signed[] = [];
  #base: string | undefined;
  /** Why a signature was passed over; another one on the same request may still serve. */
  #reason: HttpProblem | undefined;
  #failure: unknown;

  constructor(request: HttpRequest, keys: KeyLookup, clock: Clock) {
    this.#request = request;
    this.#keys = keys;
    this.#clock = clock;
  }

  async with(path: string): Promise<Signed | undefined> {
    const { method, headers, body } = this.#request;
    const message = { method, url: 'https://hub.invalid/', headers: { ...headers } };
    this.#verified = [];
    const valid = await this.#tolerant(() =>
      httpbis.verifyMessage(
        {
          ...ANY_TIME,
          requiredFields: body.length > 0 ? COVERED_WITH_BODY : ALWAYS_COVERED,
          componentParser: (name, given) => [component(this.#request, path, name, given.size > 0)],
          keyLookup: (given) => this.#lookUp(given),
        },
        message,
      ),
    );
    const [signed, ...more] = this.#verified;
    if (valid !== true || !signed || more.length > 0) return undefined;
    checkDigest(this.#request);
    return signed;
  }

  /** Why no way of writing the path made the signature right; the base helps a programmer to find the difference. */
  refusal(): HttpProblem {
    if (this.#reason) return this.#reason;
    if (this.#base === undefined) return unsigned('签名头的写法不对,请对照签名说明');
    return unsigned({ detail: '签名不对:请逐行比对 signatureBase,并核对密钥', members: { signatureBase: this.#base } });
  }

  /** What the library throws about a malformed header is a refusal; our own errors, and a store's, go through. */
  async #tolerant(verify: () => Promise<boolean | null>): Promise<boolean | null> {
    try {
      return await verify();
    } catch (error) {
      if (error instanceof HttpProblem) throw error;
      if (this.#failure !== undefined) throw this.#failure;
      if (error instanceof Error && error.message.startsWith('Missing required signed'))
        throw incomplete(this.#request);
      return false;
    }
  }

  async #lookUp(given: SignatureParameters): Promise<VerifyingKey | null> {
    try {
      return await this.#verifierFor(given);
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      this.#reason = error;
      return null;
    }
  }

  async #verifierFor(given: SignatureParameters): Promise<VerifyingKey> {
    const parsed = parameters.safeParse(given);
    if (!parsed.success) throw unsigned('签名参数不全:要有 created、nonce、keyid');
    const { keyid, nonce, created, expires, alg } = parsed.data;
    const key = await this.#keyOf(keyid);
    checkTimes(created.getTime() / 1000, expires, Math.floor(this.#clock.now() / 1000));
    if (alg !== undefined && alg !== key.algorithm)
      throw unsigned(`这个密钥的算法是 ${key.algorithm},签名里写的不是它`);
    return {
      id: keyid,
      verify: async (data, signature) => {
        this.#base ??= data.toString();
        const matches = signatureMatches(key, data, signature);
        if (matches) this.#verified.push({ key, nonce });
        return matches;
      },
    };
  }

  async #keyOf(keyid: string): Promise<DepartmentKey> {
    let key: DepartmentKey | undefined;
    try {
      key = await this.#keys(keyid);
    } catch (error) {
      this.#failure = error;
      throw error;
    }
    if (!key) throw unsigned('没有这个密钥,请核对 keyid');
    if (key.status !== 'live') throw unsigned('这个密钥已停用,请换用新密钥');
    return key;
  }
}

/** The value of one covered component. Only those of api.md, and `@authority`, so that a doubled header is always noticed. */
function component(request: HttpRequest, path: string, name: string, withParameters: boolean): string {
  if (withParameters) throw unsigned('签名覆盖的项不能带参数');
  switch (name) {
    case '@method':
      return request.method.toUpperCase();
    case '@path':
      return path;
    case '@query':
      return `?${request.query}`;
    case '@authority':
      return (request.headers['host'] ?? '').toLowerCase().replace(/:(80|443)$/, '');
    case 'content-digest':
      return header(request, name);
    case 'content-type':
      return single(header(request, name));
    default:
      throw unsigned('签名只覆盖 @method、@path、@query、content-digest、content-type(可加 @authority)');
  }
}

function header(request: HttpRequest, name: string): string {
  const value = request.headers[name];
  if (value === undefined) throw unsigned(`签名覆盖了 ${name},但请求里没有这个头`);
  return value.trim();
}

/** A comma outside quotes: the header came twice and was joined on the way. */
function single(value: string): string {
  if (/,/.test(value.replace(/"[^"]*"/g, ''))) throw unsigned('签名覆盖的头出现了两次');
  return value;
}

function checkTimes(created: number, expires: number | undefined, now: number): void {
  const late = now - created;
  if (Math.abs(late) > TOLERANCE) {
    const minutes = Math.round(Math.abs(late) / 60);
    const skew = `本机时间${late > 0 ? '慢' : '快'}了${minutes}分钟`;
    throw unsigned(`签名时间与服务器相差太大:${skew},请校准时间后重新签名`);
  }
  if (expires !== undefined && expires < now) throw unsigned('签名已过期(expires),请重新签名');
}

function checkDigest({ headers, body }: HttpRequest): void {
  const digest = headers['content-digest'];
  if (digest === undefined && body.length === 0) return;
  if (!digestMatches(digest ?? '', body)) throw unsigned('Content-Digest 与收到的内容不一致(按原始字节算 sha-256)');
}

const incomplete = ({ body }: HttpRequest) =>
  unsigned(`签名要覆盖:${(body.length > 0 ? COVERED_WITH_BODY : ALWAYS_COVERED).join('、')}`);

function unsigned(parts: ProblemParts | string): HttpProblem {
  const whole = typeof parts === 'string' ? { detail: parts } : parts;
  return new HttpProblem(401, { ...whole, headers: { 'www-authenticate': 'Signature' } });
}
