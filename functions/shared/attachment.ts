/**
 * `content-disposition` of a file to be kept under a name that may be Chinese (RFC 6266, RFC 5987). `plain` is for who cannot read
 * that: ASCII without quotes.
 */
export const attachment = (filename: string, plain?: string): string =>
  `attachment;${plain === undefined ? '' : ` filename="${plain}";`} filename*=UTF-8''${extended(filename)}`;

/** RFC 5987 leaves fewer marks as they are than a URL does. */
const extended = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
