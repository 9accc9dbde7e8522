import type { SchemaIssue } from '../../domain/schema-issues.ts';
import { SafeError } from './safe-error.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: '请求格式不对',
  401: '没有通过身份验证',
  403: '没有权限',
  404: '没有找到',
  405: '不支持这种方法',
  409: '与现在的状态冲突',
  410: '已经失效',
  412: '内容已被别人更新',
  413: '请求太大',
  415: '不支持这种内容类型',
  422: '内容填得不对',
  423: '已锁定',
  428: '缺少版本号',
  429: '请求太频繁',
  500: '系统出了问题',
  503: '系统暂时忙',
};

export interface ProblemParts {
  detail: string;
  errors?: readonly SchemaIssue[];
  headers?: Readonly<Record<string, string>>;
  /** Further members of the document, e.g. `results` or `openActs`. */
  members?: Readonly<Record<string, unknown>>;
}

/**
 * A refusal as the caller reads it (RFC 9457), thrown from anywhere below an HTTP handler and answered by `onHttp`.
 * `detail` is Chinese, written by us, and holds no personal data: it may stand in a log.
 */
export class HttpProblem extends SafeError {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly parts: ProblemParts;

  constructor(status: number, parts: ProblemParts | string) {
    const whole = typeof parts === 'string' ? { detail: parts } : parts;
    super(`http-${status}`, whole.detail);
    this.status = status;
    this.parts = whole;
  }

  /** The document that goes out as `application/problem+json`. */
  document() {
    const { detail, errors, members } = this.parts;
    const title = TITLES[this.status] ?? '请求没有完成';
    return { type: 'about:blank', title, status: this.status, detail, ...(errors && { errors }), ...members };
  }
}

export const notFound = (detail = '没有找到,或不在您的管辖范围内') => new HttpProblem(404, detail);
